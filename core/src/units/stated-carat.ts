import { massIn } from './mass.ts'
import { scaled } from './rational.ts'
import { UnitError } from './unit-error.ts'
import { parseWeight } from './weight-text.ts'

/** The weights, in thousandths of a carat and both inclusive, that a stated weight may stand for. */
export interface CaratRange {
  readonly minMilliCarats: number
  readonly maxMilliCarats: number
}

/**
 * What a decimal statement of a diamond's weight means under the FTC Jewelry Guides (16 CFR 23): it is accurate to
 * its last decimal place, and to the second one where fewer are given. So `.5 ct` is .495 to .504 ct, `.47` is
 * .465 to .474, `1.234` is exactly 1.234. Throws UnitError for fractions: they need their own disclosed range.
 */
export function statedCaratRange(text: string): CaratRange {
  const weight = parseWeight(text, { unit: 'ct' })
  if (weight.unit !== 'ct' && weight.unit !== 'pt') {
    throw new UnitError('UNIT_UNKNOWN', `"${text}" does not state carats or points.`)
  }
  if (/[/⁄¼½¾⅓⅔⅛⅜⅝⅞]/.test(text)) {
    throw new UnitError(
      'UNIT_UNREADABLE',
      `"${text}" is a fraction. State the weight in decimals, or disclose its range.`,
    )
  }
  const milliCarats = Number(scaled(massIn(weight, 'ct'), 3))
  // A point is already the second decimal of a carat.
  const decimals = (/[.,](\d+)/.exec(text)?.[1]?.length ?? 0) + (weight.unit === 'pt' ? 2 : 0)
  if (decimals > 2) return { minMilliCarats: milliCarats, maxMilliCarats: milliCarats }
  return { minMilliCarats: Math.max(0, milliCarats - 5), maxMilliCarats: milliCarats + 4 }
}

/** Whether a stone that weighs `milliCarats` may be sold under the stated weight. */
export function statedCaratIsHonest(text: string, milliCarats: number): boolean {
  const { minMilliCarats, maxMilliCarats } = statedCaratRange(text)
  return milliCarats >= minMilliCarats && milliCarats <= maxMilliCarats
}
