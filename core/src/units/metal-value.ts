import { convertMass, type MassUnit } from './mass.ts'
import { multiply, type Rational, type Rounding, rational, roundToInteger, toRational } from './rational.ts'

/** A metal's market price: minor units of a currency per unit of mass (USD 2,000 per troy ounce is 200000n per `ozt`). */
export interface SpotPrice {
  readonly minorUnits: bigint | Rational
  readonly per: MassUnit
}

/**
 * The value of the pure metal in a piece, in minor units: net grams × purity × spot per gram, exact, rounded once.
 * Halves are rounded away from zero unless another rule is given. Check: 10 g at USD 2,000 per troy ounce is
 * 376.16 at fineness 585 and 375.09 at 14/24.
 * @param netCentigrams net weight of the alloy in hundredths of a gram
 * @param purity part of pure metal, from `purityOfFineness` or `purityOfKarat`
 */
export function metalValue(
  netCentigrams: number | bigint,
  purity: Rational,
  spot: SpotPrice,
  rounding: Rounding = 'half-up',
): bigint {
  return roundToInteger(exactMetalValue(netCentigrams, purity, spot), rounding)
}

/** The same before rounding, for sums that are rounded once. */
export function exactMetalValue(netCentigrams: number | bigint, purity: Rational, spot: SpotPrice): Rational {
  const grams = rational(BigInt(netCentigrams), 100n)
  const inSpotUnit = convertMass(grams, 'g', spot.per)
  return multiply(multiply(inSpotUnit, purity), toRational(spot.minorUnits))
}
