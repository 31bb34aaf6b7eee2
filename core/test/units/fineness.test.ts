import fc from 'fast-check'
import t from 'tap'
import {
  finenessLabel,
  finenessOfKarat,
  finenessStamp,
  GOLD_MARKS,
  karatOfFineness,
  metalValue,
  type PreciousMetal,
  parseFineness,
  purityOfFineness,
  purityOfKarat,
  rational,
  STANDARD_MARKS,
  type UnitErrorCode,
} from '../../src/units/index.ts'
import { reference, skipWithoutReference } from './reference.ts'

interface Metals {
  gold_fineness: { karat: number; marks: number[] }[]
  platinum: number[]
  palladium: number[]
  silver: { mark: number; name?: string }[]
  melt_value_check: {
    example: { grams: number; fineness: number; spot_usd_per_ozt: number; expect_usd: number }
  }
}

const spotOf2000 = { minorUnits: 200_000n, per: 'ozt' } as const

t.test('metal value is exact to the cent', async (t) => {
  t.equal(metalValue(1000, purityOfFineness(5850), spotOf2000), 37616n, '10 g at 585')
  t.equal(metalValue(1000, purityOfKarat(14), spotOf2000), 37509n, '10 g at 14/24')
  t.equal(metalValue(3110, purityOfFineness(10_000), { minorUnits: 200_000n, per: 'ozt' }), 199_978n)
  t.equal(metalValue(100, rational(1n), { minorUnits: 6430n, per: 'g' }), 6430n, 'a spot price per gram')
  t.equal(
    metalValue(1555, rational(1n), { minorUnits: rational(284_575n, 100n), per: 'ozt' }),
    1423n,
    'a spot in parts of a cent',
  )
  t.equal(metalValue(0, purityOfKarat(18), spotOf2000), 0n)
})

t.test('the rounding of a metal value is the one that is asked for', async (t) => {
  const half = { minorUnits: 1n, per: 'g' } as const
  t.equal(metalValue(250, rational(1n), half), 3n)
  t.equal(metalValue(250, rational(1n), half, 'half-even'), 2n)
  t.equal(metalValue(299, rational(1n), half, 'down'), 2n)
})

t.test('every gold mark of the reference belongs to its karat', { skip: skipWithoutReference }, async (t) => {
  for (const { karat, marks } of reference<Metals>('metals-and-mass.json').gold_fineness) {
    for (const mark of marks) {
      const fineness = Math.round(mark * 10)
      t.equal(karatOfFineness(fineness), karat, `${mark} is ${karat}K`)
      t.equal(finenessStamp(fineness), String(mark))
      t.equal(parseFineness(String(mark)).fineness, fineness)
      t.equal(finenessLabel('gold', fineness), `${karat}K`)
    }
    t.same(parseFineness(`${karat}K`).purity, rational(BigInt(karat), 24n))
    t.ok(GOLD_MARKS[karat]?.includes(finenessOfKarat(karat)))
  }
})

t.test(
  'the standards of the white metals are those of the reference',
  { skip: skipWithoutReference },
  async (t) => {
    const metals = reference<Metals>('metals-and-mass.json')
    const tenths = (marks: number[]) => marks.map((mark) => mark * 10).sort()
    t.same([...STANDARD_MARKS.platinum].sort(), tenths(metals.platinum))
    t.same([...STANDARD_MARKS.palladium].sort(), tenths(metals.palladium))
    t.same([...STANDARD_MARKS.silver].sort(), tenths(metals.silver.map(({ mark }) => mark)))
    t.equal(finenessLabel('silver', 9250), 'sterling 925')
    t.equal(finenessLabel('silver', 8000), '800')
  },
)

t.test('the melt value of the reference is met', { skip: skipWithoutReference }, async (t) => {
  const { example } = reference<Metals>('metals-and-mass.json').melt_value_check
  const spot = { minorUnits: BigInt(example.spot_usd_per_ozt * 100), per: 'ozt' } as const
  const value = metalValue(example.grams * 100, purityOfFineness(example.fineness * 10), spot)
  t.equal(value, BigInt(Math.round(example.expect_usd * 100)))
})

t.test('fineness is read as people write it', async (t) => {
  const cases: [string, PreciousMetal | undefined, number][] = [
    ['14K', 'gold', 5850],
    ['18 kt yellow gold', 'gold', 7500],
    ['18KW', 'gold', 7500],
    ['14KYG', 'gold', 5850],
    ['9ct', 'gold', 3750],
    ['24k', 'gold', 9990],
    ['750 YG', 'gold', 7500],
    ['585', undefined, 5850],
    ['585‰', undefined, 5850],
    ['585/1000', undefined, 5850],
    ['916.7', undefined, 9167],
    ['999,9', undefined, 9999],
    ['.925', undefined, 9250],
    ['0.925', undefined, 9250],
    ['Ag 925', 'silver', 9250],
    ['S925', 'silver', 9250],
    ['Sterling Silver', 'silver', 9250],
    ['Britannia', 'silver', 9580],
    ['Pt950', 'platinum', 9500],
    ['PLAT 900', 'platinum', 9000],
    ['Pd500', 'palladium', 5000],
  ]
  for (const [text, metal, fineness] of cases) t.match(parseFineness(text), { metal, fineness }, text)
  t.same(parseFineness('14K').purity, rational(7n, 12n), 'a karat is an exact fraction')
  t.same(parseFineness('585').purity, rational(585n, 1000n))
  t.equal(parseFineness('585').metal, undefined, 'a bare number names no metal')
})

t.test('what is no fineness is refused with its reason', async (t) => {
  const cases: [string, UnitErrorCode][] = [
    ['', 'UNIT_UNREADABLE'],
    ['gold', 'UNIT_UNREADABLE'],
    ['25K', 'UNIT_OUT_OF_RANGE'],
    ['0K', 'UNIT_OUT_OF_RANGE'],
    ['5', 'UNIT_OUT_OF_RANGE'],
    ['1001', 'UNIT_OUT_OF_RANGE'],
  ]
  for (const [text, code] of cases)
    t.throws(() => parseFineness(text), { name: 'UnitError', code }, `"${text}"`)
  t.throws(() => purityOfFineness(0), { code: 'UNIT_OUT_OF_RANGE' })
  t.throws(() => purityOfFineness(585.5), { code: 'UNIT_OUT_OF_RANGE' })
  t.throws(() => purityOfKarat(25), { code: 'UNIT_OUT_OF_RANGE' })
})

t.test('the labels of a tag name metal and standard', async (t) => {
  t.equal(finenessLabel('platinum', 9500), 'Pt 950')
  t.equal(finenessLabel('palladium', 5000), 'Pd 500')
  t.equal(finenessLabel('gold', 7500), '18K')
  t.equal(finenessLabel('gold', 6000), '600')
  t.equal(finenessOfKarat(19), 7917, 'a karat without a stamp is karat/24')
  t.equal(karatOfFineness(6000), undefined)
})

t.test('metal value grows with weight and is additive but for rounding', async (t) => {
  const weight = fc.nat(10_000_000)
  const fineness = fc.integer({ min: 1, max: 10_000 })
  fc.assert(
    fc.property(weight, weight, fineness, fc.bigInt(1n, 10n ** 9n), (a, b, tenths, minorUnits) => {
      const spot = { minorUnits, per: 'ozt' } as const
      const value = (centigrams: number) => metalValue(centigrams, purityOfFineness(tenths), spot)
      const gap = value(a) + value(b) - value(a + b)
      return value(a + b) >= value(a) && gap >= -1n && gap <= 1n
    }),
  )
  t.pass()
})
