import fc from 'fast-check'
import t from 'tap'
import { encodeGs1, parseGs1 } from '../../src/domain/index.ts'
import {
  encodeBarcode,
  TAG_STOCKS,
  tagContent,
  tagsToZpl,
  zplCode128,
  zplEscape,
  zplGs1,
  zplModules,
} from '../../src/domain/printing.ts'

const dumbbell = { stock: TAG_STOCKS.dumbbell, dpi: 203 } as const

t.test('a tag for a label printer, line by line', async (t) => {
  const piece = {
    itemNumber: 'R100234',
    price: '£1,295.00',
    metal: '14K',
    netCentigrams: 342,
    epc: '3074257bf7194e4000001a85',
  }
  t.equal(
    tagsToZpl([tagContent(piece)], dumbbell),
    [
      '^XA',
      '^CI28',
      '^PW447',
      '^LL102',
      '^LH0,0',
      '^RS8',
      '^RFW,H^FD3074257BF7194E4000001A85^FS',
      '^FT6,27^A0N,24,24^FH^FDR100234^FS',
      '^FT6,54^A0N,24,24^FH^FD_C2_A31,295.00^FS',
      '^FT6,81^A0N,24,24^FH^FD14K 3.42 g^FS',
      '^FO312,6^BY1^BCN,70,N,N,N^FH^FD>:R>5100234^FS',
      '^FT323,92^A0N,17,17^FH^FDR100234^FS',
      '^XZ',
      '',
    ].join('\n'),
  )
})

t.test('signs that command the printer are harmless in a text', async (t) => {
  t.equal(zplEscape('^XZ~JA_5E, ë €'), '_5EXZ_7EJA_5F5E, _C3_AB _E2_82_AC')
  const hostile = tagContent({ itemNumber: 'R1', price: '^FS^XZ~JR', metal: '14K\n^XA' })
  const zpl = tagsToZpl([hostile], dumbbell)
  t.equal(zpl.match(/\^XZ/g)?.length, 1)
  t.notMatch(zpl, '~')
  t.match(zpl, '14K _5EXA')
})

t.test('code 128 names its sets, and its command signs by their codes', async (t) => {
  t.equal(zplCode128('R100234'), '>:R>5100234')
  t.equal(zplCode128('100234'), '>;100234')
  t.equal(zplCode128('1002345'), '>;100234>65')
  t.equal(zplCode128('RING'), '>:RING')
  t.equal(zplCode128('A~B^C>D'), '>:A>=B><C>0D')
  t.equal(zplCode128('A123456B'), '>:A>5123456>6B')
  t.equal(zplCode128('A1234B'), '>:A1234B', 'switching twice would be longer')
  t.throws(() => zplCode128('Größe'), { code: 'INVENTORY_BARCODE_INVALID' })
})

t.test('GS1-128 opens with FNC1 and separates by it', async (t) => {
  t.equal(zplGs1('010061414112345221A17'), '>;>8010061414112345221>6A17')
  t.equal(zplGs1('21A17\u001d10L1'), '>:>821A17>810L1')
})

t.test('the printer draws as many modules as were planned for', async (t) => {
  const text = fc.oneof(
    fc.stringMatching(/^[ -~]{1,30}$/),
    fc.stringMatching(/^[A-Z]{0,3}[0-9]{0,9}[A-Z]{0,2}[0-9]{1,9}$/),
  )
  fc.assert(
    fc.property(text, (data) => zplModules(zplCode128(data)) === encodeBarcode('code128', data).columns),
  )
  for (const data of [
    '(01)00614141123452(21)A17',
    '(21)12345678(10)L1',
    '(21)A(10)123456',
    '(01)00614141123452(21)1234567',
  ]) {
    const planned = encodeBarcode('gs1-128', data).columns
    t.equal(zplModules(zplGs1(encodeGs1(parseGs1(data)))), planned, data)
  }
})

t.test('an EPC of another length than 96 bits sets the length too', async (t) => {
  const zpl = tagsToZpl([tagContent({ itemNumber: '1234', epc: 'E280 1160 6000 0207' })], dumbbell)
  t.match(zpl, '^RFW,H,,,A^FDE280116060000207^FS')
  t.throws(() => tagsToZpl([tagContent({ itemNumber: '1234', epc: 'ring' })], dumbbell), {
    code: 'INVENTORY_EPC_INVALID',
  })
})

t.test('each resolution has its own dots, and turned panels begin at their other corner', async (t) => {
  const content = tagContent({ itemNumber: 'R100234' }, { kind: 'qr', data: 'https://shop.test/R100234' })
  const sizes = ([203, 300, 600] as const).map((dpi) =>
    /\^PW(\d+)\n\^LL(\d+)/.exec(tagsToZpl([content], { stock: TAG_STOCKS.ratTail, dpi }))?.slice(1),
  )
  t.same(sizes, [
    ['480', '176'],
    ['720', '264'],
    ['1440', '528'],
  ])
  const turned = tagsToZpl([tagContent({ itemNumber: 'R100234' })], { stock: TAG_STOCKS.ratTail, dpi: 203 })
  t.match(turned, /\^BCI,/)
  t.match(turned, /\^A0I,/)
  t.match(tagsToZpl([content], dumbbell), /\^BQN,2,\d\^FH\^FDMA,https:\/\/shop\.test\/R100234\^FS/)
})

t.test('whatever stands on a tag, the output is ASCII with one format for each tag', async (t) => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'binary' }),
      (price, metal) => {
        const content = tagContent({ itemNumber: 'R1', price, metal })
        const zpl = tagsToZpl([content, content], dumbbell)
        return (
          /^[\n -~]*$/.test(zpl) &&
          zpl.match(/\^XA/g)?.length === 2 &&
          zpl.match(/\^XZ/g)?.length === 2 &&
          !zpl.includes('~')
        )
      },
    ),
  )
  t.pass()
})
