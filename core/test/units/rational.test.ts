import fc from 'fast-check'
import t from 'tap'
import {
  add,
  compare,
  divide,
  multiply,
  rational,
  roundToInteger,
  toDecimal,
  toFixed,
} from '../../src/units/index.ts'

t.test('halves are rounded as the rule says, on both sides of zero', async (t) => {
  const cases = [
    [5n, 2n, 'half-up', 3n],
    [-5n, 2n, 'half-up', -3n],
    [5n, 2n, 'half-even', 2n],
    [7n, 2n, 'half-even', 4n],
    [-5n, 2n, 'half-even', -2n],
    [1n, 3n, 'up', 1n],
    [-1n, 3n, 'up', -1n],
    [5n, 3n, 'down', 1n],
    [-5n, 3n, 'down', -1n],
    [4n, 2n, 'up', 2n],
  ] as const
  for (const [num, den, rule, expected] of cases) {
    t.equal(roundToInteger(rational(num, den), rule), expected, `${num}/${den} ${rule}`)
  }
})

t.test('decimal texts keep or drop their zeros', async (t) => {
  t.equal(toFixed(rational(5n, 4n), 3), '1.250')
  t.equal(toFixed(rational(-1n, 8n), 2), '-0.13')
  t.equal(toFixed(rational(7n, 2n), 0), '4')
  t.equal(toDecimal(rational(100n), 3), '100')
  t.equal(toDecimal(rational(21n, 2n), 3), '10.5')
})

t.test('a zero denominator is refused', async (t) => {
  t.throws(() => rational(1n, 0n), RangeError)
  t.throws(() => divide(rational(1n), rational(0n)), RangeError)
})

const fraction = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 9n))
  .map(([num, den]) => rational(num, den))

t.test('arithmetic is exact: what is added or multiplied can be taken away again', async (t) => {
  fc.assert(
    fc.property(fraction, fraction, (a, b) => {
      const back = add(add(a, b), multiply(rational(-1n), b))
      if (compare(back, a) !== 0) return false
      return b.num === 0n || compare(divide(multiply(a, b), b), a) === 0
    }),
  )
  t.pass()
})

t.test('rounding is never off by a whole unit, and half-up never by more than a half', async (t) => {
  fc.assert(
    fc.property(fraction, (value) => {
      const distance = (rounded: bigint) => {
        const d = add(value, rational(-rounded))
        return d.num < 0n ? rational(-d.num, d.den) : d
      }
      return (
        compare(distance(roundToInteger(value, 'down')), rational(1n)) < 0 &&
        compare(distance(roundToInteger(value, 'up')), rational(1n)) < 0 &&
        compare(distance(roundToInteger(value)), rational(1n, 2n)) <= 0
      )
    }),
  )
  t.pass()
})
