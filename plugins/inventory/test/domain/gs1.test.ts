import fc from 'fast-check'
import t from 'tap'
import {
  encodeGs1,
  expandUpcE,
  formatGs1,
  GS1_SEPARATOR,
  gs1Rule,
  gs1Value,
  gtinCheckDigit,
  isGtin,
  parseGs1,
  serializedItem,
  toGtin14,
} from '../../src/domain/index.ts'
import { sharedJson, sharedText, skipWithout } from './reference.ts'

interface Checked {
  data?: string
  full: string
  valid?: boolean
}
interface BarcodeVectors {
  ean13: Checked[]
  ean8: Checked[]
  upca: Checked[]
  upce: Checked[]
  itf14: Checked[]
  gtin_check: { gtin: string; valid: boolean }[]
  gs1_128: { elements: string; raw?: string; parsed: Record<string, string | number> }[]
}

const FILE = 'jewelry-reference/barcode-vectors.json'

t.test('check digits are those of the reference', { skip: skipWithout(FILE) }, async (t) => {
  const vectors = sharedJson<BarcodeVectors>(FILE)
  for (const { gtin, valid } of vectors.gtin_check) t.equal(isGtin(gtin), valid, gtin)
  for (const { data, full, valid } of [
    ...vectors.ean13,
    ...vectors.ean8,
    ...vectors.upca,
    ...vectors.itf14,
  ]) {
    t.equal(isGtin(full), valid ?? true, full)
    if (data) t.equal(data + gtinCheckDigit(data), full)
  }
  for (const { full, valid } of vectors.upce) {
    if (valid === false) t.throws(() => expandUpcE(full), { code: 'INVENTORY_GTIN_INVALID' })
    else t.ok(isGtin(expandUpcE(full)), full)
  }
})

t.test('the short UPC spreads to the long one by its last digit', async (t) => {
  const cases = {
    '01245714': '012100004574',
    '04252614': '042100005264',
    '01234531': '012300000451',
    '01234543': '012340000053',
    '01234565': '012345000065',
  }
  for (const [short, long] of Object.entries(cases)) {
    const checked = short.slice(0, 7) + gtinCheckDigit(long.slice(0, 11))
    t.equal(expandUpcE(checked), long.slice(0, 11) + gtinCheckDigit(long.slice(0, 11)), short)
  }
})

t.test('the element strings of the reference are read and built', { skip: skipWithout(FILE) }, async (t) => {
  for (const { elements, raw, parsed } of sharedJson<BarcodeVectors>(FILE).gs1_128) {
    const read = parseGs1(elements)
    t.same(Object.fromEntries(read.map((element) => [element.ai, gs1Value(element)])), parsed, elements)
    t.equal(formatGs1(read), elements)
    if (raw) {
      t.same(parseGs1(raw), read, raw)
      t.equal(encodeGs1(read), raw)
    }
  }
})

t.test('a serialised piece is a GTIN with a serial', async (t) => {
  const elements = serializedItem('0614141123452', 'A-17')
  t.equal(formatGs1(elements), '(01)00614141123452(21)A-17')
  t.equal(encodeGs1(elements), '010061414112345221A-17')
  t.same(parseGs1(']C1010061414112345221A-17'), elements)
  t.throws(() => serializedItem('0614141123453', '1'), { code: 'INVENTORY_GTIN_INVALID' })
  t.throws(() => serializedItem('0614141123452', ''), { code: 'INVENTORY_GS1_INVALID' })
  t.throws(() => serializedItem('0614141123452', 'a'.repeat(21)), { code: 'INVENTORY_GS1_INVALID' })
  t.throws(() => serializedItem('0614141123452', 'Größe'), { code: 'INVENTORY_GS1_INVALID' })
})

t.test('an element of free length ends at the separator', async (t) => {
  const elements = [
    { ai: '21', value: 'S1' },
    { ai: '10', value: 'LOT' },
    { ai: '01', value: '09501101530003' },
  ]
  const raw = encodeGs1(elements)
  t.equal(raw, `21S1${GS1_SEPARATOR}10LOT${GS1_SEPARATOR}0109501101530003`)
  t.same(parseGs1(raw), elements)
  t.same(
    parseGs1(`0109501101530003${GS1_SEPARATOR}21S1`).map(({ ai }) => ai),
    ['01', '21'],
    'a needless separator does no harm',
  )
})

t.test('brackets inside a serial do not open an element', async (t) => {
  t.same(parseGs1('(21)A(b)(77)'), [{ ai: '21', value: 'A(b)(77)' }])
})

t.test('what is no element string is refused', async (t) => {
  for (const text of ['', 'RING-1', '(99', '(01)123', '(01)09501101530004', '0109501', '(17)26x101']) {
    t.throws(() => parseGs1(text), { name: 'CodeError', code: 'INVENTORY_GS1_INVALID' }, `"${text}"`)
  }
  t.throws(() => gs1Value({ ai: '17', value: '261301' }), { code: 'INVENTORY_GS1_INVALID' })
  t.throws(() => toGtin14('123'), { code: 'INVENTORY_GTIN_INVALID' })
})

t.test(
  'our identifiers agree with the GS1 dictionary',
  { skip: skipWithout('jewelry-reference/gs1-syntax-dictionary.txt') },
  async (t) => {
    const lines = sharedText('jewelry-reference/gs1-syntax-dictionary.txt').matchAll(
      /^(\d{2,4})(?:-(\d{2,4}))?\s+([*?]*)\s+([NX])(\.\.)?(\d+)/gm,
    )
    let compared = 0
    for (const [, first = '', last = first, flags = '', type, upTo, length] of lines) {
      for (let number = Number(first); number <= Number(last); number++) {
        const rule = gs1Rule(String(number).padStart(first.length, '0'))
        if (!rule) continue
        compared++
        const expected = {
          type,
          max: Number(length),
          min: upTo ? 1 : Number(length),
          predefined: flags.includes('*'),
        }
        t.match(rule, expected, `(${String(number).padStart(first.length, '0')})`)
      }
    }
    t.ok(compared > 300, `${compared} identifiers compared`)
  },
)

t.test('every element string survives its barcode', async (t) => {
  const serial = fc.stringMatching(/^[!"%&'*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/)
  const gtin = fc.stringMatching(/^[0-9]{13}$/).map((digits) => digits + gtinCheckDigit(digits))
  fc.assert(
    fc.property(gtin, serial, serial, (gtin14, one, other) => {
      const elements = [
        { ai: '01', value: gtin14 },
        { ai: '21', value: one },
        { ai: '10', value: other },
      ]
      const read = [parseGs1(encodeGs1(elements)), parseGs1(formatGs1(elements))]
      return read.every((again) => JSON.stringify(again) === JSON.stringify(elements))
    }),
  )
  t.pass()
})

t.test('every single wrong digit is caught by the check digit', async (t) => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9]{12}$/),
      fc.nat(12),
      fc.integer({ min: 1, max: 9 }),
      (digits, place, shift) => {
        const gtin = digits + gtinCheckDigit(digits)
        const wrong = String((Number(gtin.charAt(place)) + shift) % 10)
        return isGtin(gtin) && !isGtin(gtin.slice(0, place) + wrong + gtin.slice(place + 1))
      },
    ),
  )
  t.pass()
})
