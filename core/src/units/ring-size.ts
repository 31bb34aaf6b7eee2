import { divide, multiply, type Rational, rational, roundToInteger } from './rational.ts'
import { UnitError } from './unit-error.ts'

/**
 * Ring-size systems: `us` (also Canada), `uk` (also Ireland, Australia: letters), `jp` (JIS S 4700), `ch` (also Italy,
 * Spain, the Netherlands) and `iso` (ISO 8653: the inner circumference in mm; also France, Germany).
 */
export const RING_SIZE_SYSTEMS = ['us', 'uk', 'jp', 'ch', 'iso'] as const
export type RingSizeSystem = (typeof RING_SIZE_SYSTEMS)[number]

/** The canonical value everywhere: inner circumference in hundredths of a millimetre. */
export type Circumference = number

/** The circumferences that fit a finger; anything else is a slip of the keyboard. */
export const MIN_CIRCUMFERENCE: Circumference = 3000
export const MAX_CIRCUMFERENCE: Circumference = 9500

// Twenty digits keep every rounded hundredth of a millimetre right.
const PI = rational(314_159_265_358_979_323_846n, 100_000_000_000_000_000_000n)

/** Circumference = factor × (offset + step × size), in hundredths of a millimetre. */
interface Scale {
  readonly factor: Rational
  readonly offset: Rational
  readonly step: Rational
}

const ONE = rational(1n)
const SCALES: Readonly<Record<RingSizeSystem, Scale>> = {
  // Inside diameter 0.458 in + 0.032 in per size.
  us: { factor: PI, offset: rational(116_332n, 100n), step: rational(8128n, 100n) },
  // BS 6820: 37.5 mm at A (A = 1), 1.25 mm per letter.
  uk: { factor: ONE, offset: rational(3625n), step: rational(125n) },
  // Inside diameter (size + 38) / 3 mm.
  jp: { factor: PI, offset: rational(3800n, 3n), step: rational(100n, 3n) },
  ch: { factor: ONE, offset: rational(4000n), step: rational(100n) },
  iso: { factor: ONE, offset: rational(0n), step: rational(100n) },
}

/**
 * The circumference of a size in a system; for `uk` the size is the letter's place (A = 1, L½ = 12.5).
 * Exact but for the last rounding (halves up). Throws UnitError `UNIT_OUT_OF_RANGE`.
 */
export function circumferenceOf(system: RingSizeSystem, size: Rational): Circumference {
  const { factor, offset, step } = SCALES[system]
  const inner = rational(
    offset.num * step.den * size.den + step.num * size.num * offset.den,
    offset.den * step.den * size.den,
  )
  return checkCircumference(Number(roundToInteger(multiply(factor, inner))))
}

/** The size in a system, not rounded to its steps: 5442 is US 7.0, ISO 54.42, CH 14.42. */
export function sizeIn(system: RingSizeSystem, circumference: Circumference): Rational {
  const { factor, offset, step } = SCALES[system]
  const inner = divide(rational(BigInt(checkCircumference(circumference))), factor)
  return divide(rational(inner.num * offset.den - offset.num * inner.den, inner.den * offset.den), step)
}

/** The inner diameter in hundredths of a millimetre. */
export function diameterOf(circumference: Circumference): number {
  return Number(roundToInteger(divide(rational(BigInt(checkCircumference(circumference))), PI)))
}

/** The circumference of an inner diameter in millimetres. */
export function circumferenceOfDiameter(millimetres: Rational): Circumference {
  return checkCircumference(Number(roundToInteger(multiply(multiply(millimetres, rational(100n)), PI))))
}

/** Returns its argument, or throws UnitError `UNIT_OUT_OF_RANGE` when no finger has that circumference. */
export function checkCircumference(circumference: Circumference): Circumference {
  if (
    Number.isSafeInteger(circumference) &&
    circumference >= MIN_CIRCUMFERENCE &&
    circumference <= MAX_CIRCUMFERENCE
  ) {
    return circumference
  }
  const asked = `An inner circumference of ${circumference / 100} mm is no ring size.`
  throw new UnitError('UNIT_OUT_OF_RANGE', `${asked} Give 30 to 95 mm.`)
}
