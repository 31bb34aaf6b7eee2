import { AMOUNT_PATTERN, type AmountOptions, parseAmount } from './amount-text.ts'
import { MASS_UNITS, type Mass, type MassUnit, massIn } from './mass.ts'
import { type Rounding, toDecimal, toFixed } from './rational.ts'
import { refuseLongText, UnitError } from './unit-error.ts'

const SPELLINGS: Readonly<Record<MassUnit, readonly string[]>> = {
  ct: [
    'ct',
    'cts',
    'carat',
    'carats',
    'ct.',
    'cts.',
    'ctw',
    'cttw',
    'tcw',
    'c.t.w.',
    'ct tw',
    'ct. t.w.',
    'ct t.w.',
  ],
  pt: ['pt', 'pts', 'point', 'points', 'pt.', 'pts.'],
  mg: ['mg', 'milligram', 'milligrams', 'milligramme', 'milligrammes'],
  g: ['g', 'g.', 'gm', 'gms', 'gm.', 'gms.', 'grm', 'grms', 'gram', 'grams', 'gramme', 'grammes'],
  kg: ['kg', 'kilo', 'kilos', 'kilogram', 'kilograms', 'kilogramme', 'kilogrammes'],
  gr: ['gr', 'gr.', 'grn', 'grain', 'grains'],
  dwt: ['dwt', 'dwts', 'dwt.', 'pennyweight', 'pennyweights'],
  ozt: [
    'ozt',
    'oz t',
    'oz t.',
    'oz.t.',
    'oz. t.',
    'oz tr',
    'troy oz',
    'troy oz.',
    't oz',
    'toz',
    'troy ounce',
    'troy ounces',
  ],
  oz: ['oz', 'oz.', 'ounce', 'ounces', 'oz av', 'oz avdp', 'avoirdupois ounce', 'avoirdupois ounces'],
  tola: ['tola', 'tolas', 'tola.'],
  momme: ['momme', 'mommes'],
}

const UNIT_BY_SPELLING: ReadonlyMap<string, MassUnit> = new Map(
  MASS_UNITS.flatMap((unit) => SPELLINGS[unit].map((spelling) => [spelling, unit] as const)),
)

const WEIGHT = new RegExp(`^(${AMOUNT_PATTERN})\\s*([\\p{L}][\\p{L}.\\s]*)?$`, 'u')

export interface WeightOptions extends AmountOptions {
  /** The unit of a text that names none. Without it such a text is refused. */
  unit?: MassUnit
}

/** The unit a text names (`cts`, `DWT`, `troy oz`), or undefined. `gr` is the grain, never the gram. */
export function parseMassUnit(text: string): MassUnit | undefined {
  return UNIT_BY_SPELLING.get(text.trim().toLowerCase().replace(/\s+/g, ' '))
}

/**
 * Reads a weight in text: `1.25ct`, `3 dwt`, `.5 ct`, `1 1/4 carats`, `25 pts`.
 * Exact; throws UnitError (`UNIT_UNREADABLE`, `UNIT_UNKNOWN`, `UNIT_MISSING`, `UNIT_AMBIGUOUS`, `UNIT_OUT_OF_RANGE`).
 */
export function parseWeight(text: string, options: WeightOptions = {}): Mass {
  refuseLongText(text)
  const match = WEIGHT.exec(text.trim())
  if (!match)
    throw new UnitError('UNIT_UNREADABLE', `"${text}" is not a weight. Write it like 1.25 ct or 3 dwt.`)
  const amount = parseAmount(match[1] ?? '', options)
  if (amount.num < 0n) throw new UnitError('UNIT_OUT_OF_RANGE', `A weight cannot be negative: "${text}".`)
  return { amount, unit: unitOf(text, match[2], options.unit) }
}

function unitOf(text: string, named: string | undefined, fallback: MassUnit | undefined): MassUnit {
  if (named === undefined) {
    if (fallback) return fallback
    throw new UnitError('UNIT_MISSING', `"${text}" names no unit. Add one of ${MASS_UNITS.join(', ')}.`)
  }
  const unit = parseMassUnit(named)
  if (unit) return unit
  throw new UnitError(
    'UNIT_UNKNOWN',
    `"${named.trim()}" is not a unit of weight. Use one of ${MASS_UNITS.join(', ')}.`,
  )
}

export interface WeightFormat {
  unit?: MassUnit
  /** Digits after the point; without it as many as needed, at most `maxDecimals` (default 3). */
  decimals?: number
  maxDecimals?: number
  rounding?: Rounding
}

/** The weight as text, `1.25 ct`; halves are rounded away from zero unless another rule is given. */
export function formatWeight(mass: Mass, format: WeightFormat = {}): string {
  const unit = format.unit ?? mass.unit
  const amount = massIn(mass, unit)
  const rounding = format.rounding ?? 'half-up'
  const number =
    format.decimals === undefined
      ? toDecimal(amount, format.maxDecimals ?? 3, rounding)
      : toFixed(amount, format.decimals, rounding)
  return `${number} ${unit}`
}
