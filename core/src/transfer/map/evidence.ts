import { readBoolean } from '../normalise/boolean.ts'
import { readDateParts } from '../normalise/date.ts'
import { isEmptyMarker } from '../normalise/empty.ts'
import { splitJoined } from '../normalise/joined.ts'
import { readMoney } from '../normalise/money.ts'
import { readDecimal } from '../normalise/number.ts'
import type { ImportColumn } from './import-column.ts'

/** What the sample says for or against a column. */
export interface Evidence {
  /** Values looked at. */
  count: number
  /** Share of them that the column could hold; undefined where any text would do or there are none. */
  fit: number | undefined
  /** Whether `fit` comes from the column's own `looksLike`, which knows more than that it is a number. */
  specific: boolean
}

/** Longer values are texts, and long work for an expression. */
const MAX_LENGTH = 300

const BY_KIND: Readonly<Record<string, (value: string) => boolean>> = {
  email: each('email', (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())),
  phone: each('phone', (value) => /^[+\d(][\d\s().+/-]{4,}(\s*(x|ext\.?)\s*\d+)?$/i.test(value.trim())),
  number: isNumber,
  measure: isNumber,
  money: (value) => isNumber(value) || readMoney(value, { currency: 'USD', round: true }) !== undefined,
  date: isDate,
  instant: isDate,
  boolean: (value) => readBoolean(value) !== undefined,
}

function each(kind: string, suits: (value: string) => boolean): (value: string) => boolean {
  return (value) => splitJoined(kind, value).every(suits)
}

function isNumber(value: string): boolean {
  return (
    readDecimal(value.trim(), { mark: '.' }) !== undefined ||
    readDecimal(value.trim(), { mark: ',' }) !== undefined
  )
}

function isDate(value: string): boolean {
  return (
    readDateParts(value, { order: 'mdy' }) !== undefined ||
    readDateParts(value, { order: 'dmy' }) !== undefined
  )
}

/** How well the sample values of a header suit a column. */
export function weighValues(column: ImportColumn, values: string[]): Evidence {
  const suits = column.looksLike ?? (Object.hasOwn(BY_KIND, column.kind) ? BY_KIND[column.kind] : undefined)
  // Ask the column before the list of empty markers: "None" is a grade of fluorescence.
  const suitsShort = (value: string) => value.length <= MAX_LENGTH && (suits?.(value) ?? false)
  const filled = values.filter((value) => value.trim() !== '' && (suitsShort(value) || !isEmptyMarker(value)))
  if (!suits || filled.length === 0) return { count: filled.length, fit: undefined, specific: false }
  const fit = filled.filter(suitsShort).length / filled.length
  return { count: filled.length, fit, specific: column.looksLike !== undefined }
}

/** Pulls a name's score up where the values suit the column, down where they do not. */
export function withEvidence(score: number, { count, fit, specific }: Evidence): number {
  if (count === 0) return score * 0.97
  if (fit === undefined) return score
  if (fit >= 0.75) return score + (1 - score) * (specific ? 0.3 : 0.05) * fit
  return fit <= 0.25 ? score * 0.35 : score * (0.5 + 0.5 * fit)
}
