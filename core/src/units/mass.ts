import { divide, multiply, type Rational, type Rounding, rational, scaled } from './rational.ts'

/**
 * Units of mass in the trade. `pt` is a point (0.01 ct), `gr` a grain, `dwt` a pennyweight, `ozt` a troy ounce,
 * `oz` an avoirdupois ounce.
 */
export const MASS_UNITS = ['ct', 'pt', 'mg', 'g', 'kg', 'gr', 'dwt', 'ozt', 'oz', 'tola', 'momme'] as const
export type MassUnit = (typeof MASS_UNITS)[number]

/** An exact mass, as it was stated. */
export interface Mass {
  readonly amount: Rational
  readonly unit: MassUnit
}

// All these units are defined exactly in grams, with at most nine decimals: whole nanograms hold them without error.
const NANOGRAMS: Readonly<Record<MassUnit, bigint>> = {
  ct: 200_000_000n,
  pt: 2_000_000n,
  mg: 1_000_000n,
  g: 1_000_000_000n,
  kg: 1_000_000_000_000n,
  gr: 64_798_910n,
  dwt: 1_555_173_840n,
  ozt: 31_103_476_800n,
  oz: 28_349_523_125n,
  tola: 11_663_803_800n,
  momme: 3_750_000_000n,
}

/** `amount` of one unit, expressed in another; exact. */
export function convertMass(amount: bigint | Rational, from: MassUnit, to: MassUnit): Rational {
  const stated = typeof amount === 'bigint' ? rational(amount) : amount
  return divide(multiply(stated, rational(NANOGRAMS[from])), rational(NANOGRAMS[to]))
}

/** The mass in another unit; exact. */
export function massIn(mass: Mass, unit: MassUnit): Rational {
  return convertMass(mass.amount, mass.unit, unit)
}

/** Stones are weighed to 0.001 ct: the mass in thousandths of a carat. */
export function toMilliCarats(mass: Mass, rounding: Rounding = 'half-up'): number {
  return safeInteger(scaled(massIn(mass, 'ct'), 3, rounding))
}

/** Metal is weighed to 0.01 g: the mass in hundredths of a gram. */
export function toCentigrams(mass: Mass, rounding: Rounding = 'half-up'): number {
  return safeInteger(scaled(massIn(mass, 'g'), 2, rounding))
}

/** The mass of an integer number of thousandths of a carat. */
export function fromMilliCarats(milliCarats: number | bigint): Mass {
  return { amount: rational(BigInt(milliCarats), 1000n), unit: 'ct' }
}

/** The mass of an integer number of hundredths of a gram. */
export function fromCentigrams(centigrams: number | bigint): Mass {
  return { amount: rational(BigInt(centigrams), 100n), unit: 'g' }
}

function safeInteger(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`The weight ${value} is too large to store.`)
  return number
}
