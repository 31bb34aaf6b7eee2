import { decimalMarkOf, readDecimal } from './number.ts'

/** Two or three measures of a thing as plain decimals, in the order written: length, width, depth. */
export type Dimensions = [string, string] | [string, string, string]

/**
 * `7.19x6.98x5.05`, `7.19 - 6.98 * 5.05`, `4.37   4.34   2.62`, `5,20 × 3,10 mm` → the measures. Undefined for anything
 * but two or three numbers above zero.
 */
export function readDimensions(text: string): Dimensions | undefined {
  if (text.length > 80) return undefined
  const bare = text
    .toLowerCase()
    .replace(/mm\.?|millimet(er|re)s?/g, ' ')
    .replace(/\b[lwdh]\s*[:=]/g, ' ')
    .trim()
  const parts = bare.split(/\s*(?:[x×*/;]|\bby\b|-|–|\s)\s*/).filter((part) => part !== '')
  if (parts.length !== 2 && parts.length !== 3) return splitByCommas(bare)
  return toMeasures(parts)
}

/** `7.19, 6.98, 5.05`: commas divide only where points mark the decimals. */
function splitByCommas(text: string): Dimensions | undefined {
  return text.includes('.') && text.includes(',') ? toMeasures(text.split(/\s*,\s*/)) : undefined
}

function toMeasures(parts: string[]): Dimensions | undefined {
  const mark = decimalMarkOf(parts)
  const measures = parts.map((part) => readDecimal(part.replace(/,$/, ''), { mark, unit: 'mm' }))
  if (measures.length < 2 || measures.length > 3) return undefined
  return measures.every((measure) => measure !== undefined && /^[^-]*[1-9]/.test(measure))
    ? (measures as Dimensions)
    : undefined
}
