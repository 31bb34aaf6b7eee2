import { AMOUNT_PATTERN, parseAmount } from './amount-text.ts'
import { compare, type Rational, rational, roundToInteger, toDecimal } from './rational.ts'
import { refuseLongText, UnitError } from './unit-error.ts'

export const PRECIOUS_METALS = ['gold', 'silver', 'platinum', 'palladium'] as const
export type PreciousMetal = (typeof PRECIOUS_METALS)[number]

/** Fineness as stored: integer tenths of a part per thousand; 585 is 5850, 583.3 is 5833. */
export type Fineness = number

/** The marks found on gold of each karat, in tenths of ‰; the first is the usual stamp. 14K is 583.3 exactly, stamped 585. */
export const GOLD_MARKS: Readonly<Record<number, readonly Fineness[]>> = {
  24: [9990, 9999, 9950, 9900],
  23: [9583],
  22: [9160, 9167],
  21: [8750],
  20: [8330, 8333],
  18: [7500],
  15: [6250],
  14: [5850, 5830, 5833],
  12: [5000],
  10: [4170, 4167],
  9: [3750],
  8: [3330, 3333],
}

/** The standards of the metals that have no karat, in tenths of ‰. */
export const STANDARD_MARKS: Readonly<Record<Exclude<PreciousMetal, 'gold'>, readonly Fineness[]>> = {
  silver: [9990, 9580, 9500, 9250, 9000, 8350, 8300, 8000],
  platinum: [9990, 9950, 9500, 9000, 8500],
  palladium: [9990, 9500, 5000],
}

const SILVER_NAMES: Readonly<Record<number, string>> = {
  9990: 'fine',
  9580: 'Britannia',
  9250: 'sterling',
  9000: 'coin',
}

/** The part of pure metal of a stored fineness: 5850 is 585/1000. Throws UnitError `UNIT_OUT_OF_RANGE`. */
export function purityOfFineness(fineness: Fineness): Rational {
  if (!Number.isInteger(fineness) || fineness < 1 || fineness > 10_000) {
    throw new UnitError(
      'UNIT_OUT_OF_RANGE',
      `${fineness} is no fineness: give integer tenths of ‰, 1 to 10000.`,
    )
  }
  return rational(BigInt(fineness), 10_000n)
}

/** The part of pure metal a karat stands for, exactly: 14K is 14/24. Throws UnitError `UNIT_OUT_OF_RANGE`. */
export function purityOfKarat(karat: number): Rational {
  if (!Number.isInteger(karat) || karat < 1 || karat > 24) {
    throw new UnitError('UNIT_OUT_OF_RANGE', `${karat} karat does not exist: karats go from 1 to 24.`)
  }
  return rational(BigInt(karat), 24n)
}

/** The karat that carries this mark, or undefined (916 and 916.7 are 22; 600 is none). */
export function karatOfFineness(fineness: Fineness): number | undefined {
  const found = Object.entries(GOLD_MARKS).find(([, marks]) => marks.includes(fineness))
  return found ? Number(found[0]) : undefined
}

/** The fineness that gold of a karat is stamped with (14 → 5850), or karat/24 where the trade has no stamp. */
export function finenessOfKarat(karat: number): Fineness {
  const stamped = GOLD_MARKS[karat]?.[0]
  if (stamped !== undefined) return stamped
  const purity = purityOfKarat(karat)
  return Number(roundToInteger(rational(purity.num * 10_000n, purity.den)))
}

/** The millesimal stamp: `585`, `958.3`, `999.9`. */
export function finenessStamp(fineness: Fineness): string {
  const purity = purityOfFineness(fineness)
  return toDecimal(rational(purity.num * 1000n, purity.den), 1)
}

/** What a shop writes on a tag: `14K`, `Pt 950`, `Pd 500`, `sterling 925`, `585` for a gold without a karat of its own. */
export function finenessLabel(metal: PreciousMetal, fineness: Fineness): string {
  const stamp = finenessStamp(fineness)
  if (metal === 'platinum') return `Pt ${stamp}`
  if (metal === 'palladium') return `Pd ${stamp}`
  if (metal === 'silver') return [SILVER_NAMES[fineness], stamp].filter(Boolean).join(' ')
  const karat = karatOfFineness(fineness)
  return karat === undefined ? stamp : `${karat}K`
}

export interface StatedFineness {
  readonly fineness: Fineness
  /** The metal the text names or implies (karats are gold's); undefined for a bare `925`. */
  readonly metal: PreciousMetal | undefined
  /** The part of pure metal, exact: 14/24 for `14K`, 585/1000 for `585`. */
  readonly purity: Rational
}

// Alloy abbreviations (`18KW`, `750 YG`) stand beside the number as often as apart from it.
const METAL_WORDS: readonly (readonly [RegExp, PreciousMetal])[] = [
  [/(?<![a-z])(gold|au|k?[ywrp]g)(?![a-z])/i, 'gold'],
  [/(?<![a-z])(silver|sterling|britannia|ster|ag|ss|s(?=\d))(?![a-z])/i, 'silver'],
  [/(?<![a-z])(platinum|plat|pt)(?![a-z])/i, 'platinum'],
  [/(?<![a-z])(palladium|pall|pd)(?![a-z])/i, 'palladium'],
]
const KARAT = /(?<![\d.])(\d{1,2})\s*(?:k|kt|kts|ct|karat|carat)[ywrp]?g?(?![a-z])/i
const MARK = new RegExp(String.raw`(?:^|[^\d.,])(${AMOUNT_PATTERN})(?:\s*‰|/1000)?(?![\d.,])`)

/**
 * Reads a fineness in text: `14K`, `18 kt yellow gold`, `9ct`, `585`, `.925`, `Pt950`, `PLAT 900`, `sterling`.
 * Throws UnitError (`UNIT_UNREADABLE`, `UNIT_OUT_OF_RANGE`).
 */
export function parseFineness(text: string): StatedFineness {
  refuseLongText(text)
  const metal = METAL_WORDS.find(([word]) => word.test(text))?.[1]
  const karat = KARAT.exec(text)?.[1]
  if (karat !== undefined && (metal === undefined || metal === 'gold')) {
    return { metal: 'gold', fineness: finenessOfKarat(Number(karat)), purity: purityOfKarat(Number(karat)) }
  }
  const fineness = markedFineness(text) ?? namedFineness(text)
  if (fineness === undefined) {
    throw new UnitError(
      'UNIT_UNREADABLE',
      `"${text}" is not a fineness. Write it like 14K, 585, Pt 950 or sterling.`,
    )
  }
  return { metal, fineness, purity: purityOfFineness(fineness) }
}

function markedFineness(text: string): Fineness | undefined {
  const mark = MARK.exec(text.replace(/^\D*?(?=\.?\d)/, ' '))?.[1]
  if (mark === undefined) return undefined
  const stated = parseAmount(mark)
  // ".925" and "0.925" state the part of one, "925" the parts per thousand.
  const perThousand = compare(stated, rational(1n)) < 0 ? rational(stated.num * 1000n, stated.den) : stated
  const tenths = Number(roundToInteger(rational(perThousand.num * 10n, perThousand.den)))
  if (tenths < 1000)
    throw new UnitError(
      'UNIT_OUT_OF_RANGE',
      `"${text}" states ${mark}, which is no fineness in parts per thousand.`,
    )
  purityOfFineness(tenths)
  return tenths
}

function namedFineness(text: string): Fineness | undefined {
  if (/\b(sterling|ster)\b/i.test(text)) return 9250
  if (/\bbritannia\b/i.test(text)) return 9580
  return undefined
}
