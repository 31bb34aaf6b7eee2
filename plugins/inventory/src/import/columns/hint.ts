import { type ImportColumn, readDecimal } from '../core.ts'
import { readReport } from '../stone-values.ts'

/** What files call a field of a stone, and how its values look. */
export type Hint = Pick<ImportColumn, 'synonyms' | 'looksLike' | 'splits'>
export type Hints = Readonly<Record<string, Hint>>

export const between = (least: number, most: number) => (value: string) => {
  const number = Number(readDecimal(value) ?? Number.NaN)
  // Feeds write 0 for "not measured".
  return number === 0 || (number >= least && number <= most)
}
export const isUrl = (value: string) => /^(https?:\/\/|www\.)/i.test(value.trim())
export const isCode = (value: string) => value.trim().length <= 40 && /\d/.test(value) && !isUrl(value)
export const isReport = (value: string) => isCode(value) || readReport(value) !== undefined
