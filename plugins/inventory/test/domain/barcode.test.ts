import fc from 'fast-check'
import t from 'tap'
import { type BarcodeSymbol, darkRuns, encodeBarcode } from '../../src/domain/printing.ts'
import { sharedJson, skipWithout } from './reference.ts'
import { picture, scan } from './scan.ts'

interface Vectors {
  code128: { set: string; text: string; bits: string }[]
}

const bits = (symbol: BarcodeSymbol) => symbol.rows[0]?.map((dark) => (dark ? '1' : '0')).join('')
const FILE = 'jewelry-reference/barcode-vectors.json'

t.test('the bars are those of the reference', { skip: skipWithout(FILE) }, async (t) => {
  for (const { set, text, bits: expected } of sharedJson<Vectors>(FILE).code128) {
    t.equal(bits(encodeBarcode(set.includes('FNC1') ? 'gs1-128' : 'code128', text)), expected, `set ${set}`)
  }
})

t.test('a GS1-128 begins with FNC1 in the set for digits', async (t) => {
  const symbol = encodeBarcode('gs1-128', '(01)00614141123452')
  t.match(bits(symbol), /^1101001110011110101110/, 'start C, FNC1')
  t.equal(scan(picture(symbol), true).text, ']C10100614141123452')
})

t.test('another scanner reads what was written', async (t) => {
  const texts = ['R100234', '100234', 'A-1/2 x$%', 'a^b~c>d_e', '00', 'Z']
  for (const text of texts) {
    t.same(scan(picture(encodeBarcode('code128', text))), { text, format: 'CODE_128' }, text)
    t.same(scan(picture(encodeBarcode('qr', text))), { text, format: 'QR_CODE' }, text)
  }
  t.equal(scan(picture(encodeBarcode('qr', 'Größe L½, £ 1.295'))).text, 'Größe L½, £ 1.295')
  t.equal(
    scan(picture(encodeBarcode('gs1-128', '(01)00614141123452(21)A17(10)L1')), true).text,
    ']C1010061414112345221A17\u001d10L1',
  )
})

t.test('texts that a barcode cannot carry are refused', async (t) => {
  t.throws(() => encodeBarcode('code128', ''), { code: 'INVENTORY_BARCODE_INVALID' })
  t.throws(() => encodeBarcode('code128', 'Größe'), { code: 'INVENTORY_BARCODE_INVALID' })
  t.throws(() => encodeBarcode('code128', 'x'.repeat(61)), { code: 'INVENTORY_BARCODE_INVALID' })
  t.throws(() => encodeBarcode('qr', 'x'.repeat(301)), { code: 'INVENTORY_BARCODE_INVALID' })
  t.throws(() => encodeBarcode('gs1-128', 'R100234'), { code: 'INVENTORY_GS1_INVALID' })
})

t.test('dark runs draw the row again', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (row) => {
      const drawn = row.map(() => false)
      for (const { start, width } of darkRuns(row)) drawn.fill(true, start, start + width)
      return JSON.stringify(drawn) === JSON.stringify(row)
    }),
  )
  t.pass()
})

t.test('any item number of a shop is scanned back', async (t) => {
  const number = fc.stringMatching(/^[A-Z0-9][A-Z0-9./-]{0,11}$/)
  fc.assert(
    fc.property(
      number,
      fc.constantFrom('code128' as const, 'qr' as const),
      (text, kind) => scan(picture(encodeBarcode(kind, text))).text === text,
    ),
    { numRuns: 60 },
  )
  t.pass()
})
