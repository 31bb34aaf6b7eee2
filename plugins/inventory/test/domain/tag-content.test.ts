import t from 'tap'
import { tagContent } from '../../src/domain/printing.ts'

t.test('a tag tells metal, weights, stones and size', async (t) => {
  const content = tagContent({
    itemNumber: 'R100234',
    price: '£1,295.00',
    metal: '14K',
    metalColor: 'white',
    netCentigrams: 342,
    stones: [
      { name: 'Dia', count: 1, milliCarats: 1255, color: 'G', clarity: 'VS1' },
      { name: 'Dia', count: 24, milliCarats: 480 },
    ],
    size: 'L½',
  })
  t.same(content, {
    itemNumber: 'R100234',
    price: '£1,295.00',
    lines: ['14K white 3.42 g', 'Dia 1.25 ct G/VS1', '24×Dia 0.48 ct', 'Size L½'],
    barcode: { kind: 'code128', data: 'R100234' },
  })
})

t.test('a stone just under a carat is not tagged as one', async (t) => {
  const { lines } = tagContent({
    itemNumber: '1',
    stones: [{ name: 'Dia', count: 1, milliCarats: 999, color: null }],
  })
  t.same(lines, ['Dia 0.99 ct'])
})

t.test('a piece with little to tell has a short tag', async (t) => {
  t.same(tagContent({ itemNumber: 'X1', epc: 'E280116060000207' }, { kind: 'qr', data: 'X1' }), {
    itemNumber: 'X1',
    lines: [],
    barcode: { kind: 'qr', data: 'X1' },
    epc: 'E280116060000207',
  })
})

t.test('an impossible barcode is refused before anything is printed', async (t) => {
  t.throws(() => tagContent({ itemNumber: 'Größe' }), { code: 'INVENTORY_BARCODE_INVALID' })
})
