import fc from 'fast-check'
import t from 'tap'
import {
  formatWeight,
  fromMilliCarats,
  MASS_UNITS,
  type MassUnit,
  parseMassUnit,
  parseWeight,
  rational,
  statedCaratIsHonest,
  statedCaratRange,
  toMilliCarats,
  UnitError,
  type UnitErrorCode,
  type WeightOptions,
} from '../../src/units/index.ts'

t.test('weights are read as people write them', async (t) => {
  const cases: [string, string, MassUnit][] = [
    ['1.25ct', '1.25', 'ct'],
    ['1.25 CTS', '1.25', 'ct'],
    ['.5 ct', '0.5', 'ct'],
    ['0,500 ct', '0.5', 'ct'],
    ['1 1/4 carats', '1.25', 'ct'],
    ['1½ct', '1.5', 'ct'],
    ['3/8 ct. t.w.', '0.375', 'ct'],
    ['25 pts', '25', 'pt'],
    ['3 dwt', '3', 'dwt'],
    ['12.5 grams', '12.5', 'g'],
    ['7,8 g', '7.8', 'g'],
    ['1,234.5 g', '1234.5', 'g'],
    ['1.234,5 g', '1234.5', 'g'],
    ["1'234.5 g", '1234.5', 'g'],
    ['12\u00a0g', '12', 'g'],
    ['48 gr', '48', 'gr'],
    ['2 troy oz', '2', 'ozt'],
    ['2 oz t', '2', 'ozt'],
    ['2 oz.', '2', 'oz'],
    ['1 tola', '1', 'tola'],
  ]
  for (const [text, amount, unit] of cases)
    t.equal(formatWeight(parseWeight(text)), `${amount} ${unit}`, text)
})

t.test(
  'a text without a unit takes the one it is given, a number with two meanings the decimal sign',
  async (t) => {
    t.same(parseWeight('1.5', { unit: 'ct' }), { amount: rational(3n, 2n), unit: 'ct' })
    t.same(parseWeight('1,250 g', { decimal: '.' }).amount, rational(1250n))
    t.same(parseWeight('1,250 g', { decimal: ',' }).amount, rational(5n, 4n))
  },
)

t.test('what is no weight is refused with its reason', async (t) => {
  const cases: [string, UnitErrorCode, WeightOptions?][] = [
    ['', 'UNIT_UNREADABLE'],
    ['heavy', 'UNIT_UNREADABLE'],
    ['1.2.3 ct', 'UNIT_UNREADABLE'],
    ['1/0 ct', 'UNIT_UNREADABLE'],
    ['12,34,5 ct', 'UNIT_UNREADABLE'],
    ['5', 'UNIT_MISSING'],
    ['5 stone', 'UNIT_UNKNOWN'],
    ['1,250 g', 'UNIT_AMBIGUOUS'],
    ['-1 ct', 'UNIT_OUT_OF_RANGE'],
    [`${'9'.repeat(200)} ct`, 'UNIT_UNREADABLE'],
  ]
  for (const [text, code, options] of cases) {
    t.throws(() => parseWeight(text, options), { name: 'UnitError', code }, `"${text}"`)
  }
  t.throws(() => parseWeight('5'), UnitError)
})

t.test('the unit gr is a grain, never a gram', async (t) => {
  t.equal(parseMassUnit('GR.'), 'gr')
  t.equal(parseMassUnit('gm'), 'g')
  t.equal(parseMassUnit('lb'), undefined)
})

t.test('a weight is written in the asked unit, with the asked places', async (t) => {
  const weight = fromMilliCarats(1255)
  t.equal(formatWeight(weight), '1.255 ct')
  t.equal(formatWeight(weight, { decimals: 2 }), '1.26 ct')
  t.equal(formatWeight(weight, { decimals: 2, rounding: 'half-even' }), '1.26 ct')
  t.equal(formatWeight(weight, { unit: 'pt', maxDecimals: 1 }), '125.5 pt')
  t.equal(formatWeight(weight, { unit: 'g', decimals: 4 }), '0.2510 g')
})

t.test('every stored weight survives being written and read', async (t) => {
  fc.assert(
    fc.property(fc.nat(10 ** 9), fc.constantFrom('ct', 'pt', 'mg'), (milliCarats, unit) => {
      const text = formatWeight(fromMilliCarats(milliCarats), { unit: unit as MassUnit })
      return toMilliCarats(parseWeight(text)) === milliCarats
    }),
  )
  for (const unit of MASS_UNITS) t.equal(parseMassUnit(unit), unit)
})

t.test('a decimal statement of carats means what the FTC says', async (t) => {
  const ranges: [string, number, number][] = [
    ['.5 ct', 495, 504],
    ['0.50 ct', 495, 504],
    ['.47', 465, 474],
    ['1 ct', 995, 1004],
    ['50 points', 495, 504],
    ['1.234 ct', 1234, 1234],
  ]
  for (const [text, minMilliCarats, maxMilliCarats] of ranges) {
    t.same(statedCaratRange(text), { minMilliCarats, maxMilliCarats }, text)
  }
  t.ok(statedCaratIsHonest('.5 ct', 495))
  t.ok(statedCaratIsHonest('.5 ct', 504))
  t.notOk(statedCaratIsHonest('.5 ct', 494))
  t.notOk(statedCaratIsHonest('.5 ct', 505))
  t.throws(() => statedCaratRange('1/2 ct'), { code: 'UNIT_UNREADABLE' })
  t.throws(() => statedCaratRange('5 g'), { code: 'UNIT_UNKNOWN' })
})
