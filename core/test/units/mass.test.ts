import fc from 'fast-check'
import t from 'tap'
import {
  compare,
  convertMass,
  fromCentigrams,
  fromMilliCarats,
  MASS_UNITS,
  type MassUnit,
  rational,
  toCentigrams,
  toFixed,
  toMilliCarats,
} from '../../src/units/index.ts'
import { reference, skipWithoutReference } from './reference.ts'

interface Metals {
  mass: Record<string, number>
}

t.test('every unit is exact in grams', async (t) => {
  const grams: Record<MassUnit, string> = {
    ct: '0.200000000',
    pt: '0.002000000',
    mg: '0.001000000',
    g: '1.000000000',
    kg: '1000.000000000',
    gr: '0.064798910',
    dwt: '1.555173840',
    ozt: '31.103476800',
    oz: '28.349523125',
    tola: '11.663803800',
    momme: '3.750000000',
  }
  for (const unit of MASS_UNITS) t.equal(toFixed(convertMass(1n, unit, 'g'), 9), grams[unit], unit)
})

t.test('the units of the troy system divide each other without a rest', async (t) => {
  t.same(convertMass(1n, 'ozt', 'dwt'), rational(20n))
  t.same(convertMass(1n, 'dwt', 'gr'), rational(24n))
  t.same(convertMass(1n, 'tola', 'gr'), rational(180n))
  t.same(convertMass(1n, 'ct', 'pt'), rational(100n))
  t.same(convertMass(192n, 'oz', 'ozt'), rational(175n), '175 troy ounces are 192 avoirdupois ounces')
})

t.test('the reference masses are met', { skip: skipWithoutReference }, async (t) => {
  const { mass } = reference<Metals>('metals-and-mass.json')
  const inGrams = (unit: MassUnit) => Number(toFixed(convertMass(1n, unit, 'g'), 9))
  t.equal(inGrams('ct'), mass.carat_g)
  t.equal(inGrams('ozt'), mass.troy_ounce_g)
  t.equal(inGrams('dwt'), mass.pennyweight_g)
  t.equal(inGrams('gr'), mass.grain_g)
  t.equal(inGrams('oz'), mass.avoirdupois_ounce_g)
  t.equal(inGrams('tola'), mass.tola_g)
  t.equal(inGrams('momme'), mass.momme_g)
  t.equal(Number(toFixed(convertMass(1n, 'pt', 'ct'), 2)), mass.point_ct)
  t.equal(Number(convertMass(1n, 'ozt', 'dwt').num), mass.troy_ounce_in_pennyweight)
})

t.test('stones are stored in thousandths of a carat, metal in hundredths of a gram', async (t) => {
  t.equal(toMilliCarats({ amount: rational(5n, 4n), unit: 'ct' }), 1250)
  t.equal(toMilliCarats({ amount: rational(1n), unit: 'g' }), 5000)
  t.equal(toMilliCarats({ amount: rational(1n, 3n), unit: 'ct' }), 333)
  t.equal(toCentigrams({ amount: rational(3n), unit: 'dwt' }), 467, '3 dwt are 4.66552152 g')
  t.equal(toCentigrams({ amount: rational(9005n, 1000n), unit: 'g' }), 901, 'halves go up')
  t.equal(toCentigrams({ amount: rational(9005n, 1000n), unit: 'g' }, 'half-even'), 900)
  t.throws(() => toCentigrams({ amount: rational(10n ** 20n), unit: 'kg' }), RangeError)
})

t.test('converting there and back changes nothing', async (t) => {
  const unit = fc.constantFrom(...MASS_UNITS)
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), fc.bigInt(1n, 10n ** 6n), unit, unit, (num, den, from, to) => {
      const amount = rational(num, den)
      return compare(convertMass(convertMass(amount, from, to), to, from), amount) === 0
    }),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 12 }),
      (stored) =>
        toMilliCarats(fromMilliCarats(stored)) === stored && toCentigrams(fromCentigrams(stored)) === stored,
    ),
  )
  t.pass()
})
