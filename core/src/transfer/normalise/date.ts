import { foldText } from '../../text/fold.ts'

/** What comes first in `3/4/2024`. */
export type DateOrder = 'dmy' | 'mdy'

export interface DateOptions {
  /** Decides `3/4/2024`; see {@link dateOrderOf}. Default `mdy`. */
  order?: DateOrder
  /** Two-digit years are of the hundred years that end here. Default 2068, as in POSIX; for birthdays give this year. */
  latestYear?: number
}

/** A day, of one year or of every year (a birthday without its year). */
export interface DateParts {
  year: number | undefined
  month: number
  day: number
}

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  ene: 1,
  gen: 1,
  feb: 2,
  fev: 2,
  mar: 3,
  maa: 3,
  mrt: 3,
  mae: 3,
  apr: 4,
  abr: 4,
  avr: 4,
  may: 5,
  mai: 5,
  mag: 5,
  mei: 5,
  jun: 6,
  giu: 6,
  juin: 6,
  jul: 7,
  lug: 7,
  juil: 7,
  aug: 8,
  ago: 8,
  aou: 8,
  sep: 9,
  set: 9,
  oct: 10,
  okt: 10,
  ott: 10,
  out: 10,
  nov: 11,
  dec: 12,
  dez: 12,
  dic: 12,
}
/** Weekdays that begin like a month: martedì is no March. */
const NOT_MONTHS = new Set(['mardi', 'martedi', 'martes', 'maandag'])
const TIME_TAIL = /(?:[T ]|,\s*)\d{1,2}:\d{2}.*$/i

/** Whether a column writes the day or the month first, by the values that leave no doubt. `fallback` where none does. */
export function dateOrderOf(samples: Iterable<string>, fallback: DateOrder = 'mdy'): DateOrder {
  let dayFirst = 0
  for (const sample of samples) {
    const [, first = '0', sign, second = '0'] = /^\s*(\d{1,2})([/.-])(\d{1,2})\2\d{2,4}/.exec(sample) ?? []
    if (Number(first) > 12) dayFirst++
    else if (Number(second) > 12) dayFirst--
    // Points are German, Scandinavian, Slavic: the day is first there.
    else if (sign === '.') dayFirst += 0.5
  }
  return dayFirst > 0 ? 'dmy' : dayFirst < 0 ? 'mdy' : fallback
}

/** A day as text → `YYYY-MM-DD`. A time of day is dropped. Undefined for what is no day of the calendar. */
export function readDate(text: string, options: DateOptions = {}): string | undefined {
  const parts = readDateParts(text, options)
  return parts?.year === undefined ? undefined : isoDay(parts.year, parts.month, parts.day)
}

/** Like {@link readDate}, and days without a year: `--03-12`, `March 12`, `12/3`. */
export function readDateParts(text: string, options: DateOptions = {}): DateParts | undefined {
  if (text.length > 64) return undefined
  const day = text.trim().replace(TIME_TAIL, '')
  const parts = yearFirst(day) ?? yearLast(day, options) ?? named(day, options) ?? yearless(day, options)
  return parts && isDay(parts) ? parts : undefined
}

function yearFirst(text: string): DateParts | undefined {
  const match = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})$/.exec(text)
  // Without signs only YYYYMMDD is a date; 20241 is a number.
  if (!match || (match[2] === '' && text.length !== 8)) return undefined
  return { year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) }
}

function yearLast(text: string, { order = 'mdy', latestYear }: DateOptions): DateParts | undefined {
  const [, first, second, year] = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})$/.exec(text) ?? []
  if (year === undefined) return undefined
  const [day, month] = order === 'dmy' ? [first, second] : [second, first]
  return { year: fullYear(year, latestYear), month: Number(month), day: Number(day) }
}

/** `12 Mar 2024`, `12-Mar-24`, `March 12th, 2024`, `Tuesday, 5. März 2024`. */
function named(text: string, { latestYear }: DateOptions): DateParts | undefined {
  const words = foldText(text)
    .split(/[\s,./-]+/)
    .filter((word) => word !== '' && word !== 'de' && word !== 'of')
  const months = words.map(monthOf)
  const at = months.findIndex((month) => month !== undefined)
  if (at < 0) return undefined
  const numbers = words.flatMap((word) => /^(\d{1,4})(?:st|nd|rd|th|er|o|a)?$/.exec(word)?.[1] ?? [])
  // What is neither number nor month may only be a weekday.
  if (words.length - numbers.length > 2 || numbers.length < 1 || numbers.length > 2) return undefined
  const [first = '', second] = numbers
  const [day, year] = first.length === 4 ? [second, first] : [first, second]
  if (day === undefined) return undefined
  return {
    year: year === undefined ? undefined : fullYear(year, latestYear),
    month: months[at] as number,
    day: Number(day),
  }
}

function monthOf(word: string): number | undefined {
  if (NOT_MONTHS.has(word)) return undefined
  return /^[a-z]{3,10}$/.test(word) ? (MONTHS[word.slice(0, 4)] ?? MONTHS[word.slice(0, 3)]) : undefined
}

function yearless(text: string, { order = 'mdy' }: DateOptions): DateParts | undefined {
  const [, month, dayOfMonth] = /^--(\d{1,2})-?(\d{2})$/.exec(text) ?? []
  if (month !== undefined) return { year: undefined, month: Number(month), day: Number(dayOfMonth) }
  const [, first, second] = /^(\d{1,2})[/.](\d{1,2})\.?$/.exec(text) ?? []
  if (first === undefined) return undefined
  const [day, of] = order === 'dmy' ? [first, second] : [second, first]
  return { year: undefined, month: Number(of), day: Number(day) }
}

function fullYear(year: string, latestYear = 2068): number {
  if (year.length === 4) return Number(year)
  const inCentury = Math.floor(latestYear / 100) * 100 + Number(year)
  return inCentury > latestYear ? inCentury - 100 : inCentury
}

function isDay({ year, month, day }: DateParts): boolean {
  // A day without a year may be the 29th of February.
  return year === undefined
    ? isoDay(2000, month, day) !== undefined
    : year > 0 && isoDay(year, month, day) !== undefined
}

function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : undefined
}
