/** A day that comes every year; the year of the first one where it is known. */
export type LifeDate = { year?: number; month: number; day: number }

/** A day of the calendar as ISO 8601, e.g. `2026-02-28`: no time, no zone. */
export type Day = string

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const MS_PER_DAY = 86_400_000

/** Reads `1996-04-15`, `19960415`, `--04-15` or `04-15`; undefined where it is no day of the calendar. */
export function parseLifeDate(text: string): LifeDate | undefined {
  const match = /^(?:(\d{4})-(\d\d)-(\d\d)|(\d{4})(\d\d)(\d\d)|-{0,2}(\d\d)-?(\d\d))$/.exec(text.trim())
  if (!match) return undefined
  const [year, month, day] =
    (match[1] ?? match[4]) === undefined ? [undefined, match[7], match[8]] : match.slice(match[1] ? 1 : 4)
  const date = { month: Number(month), day: Number(day) }
  const life = year === undefined ? date : { year: Number(year), ...date }
  return isLifeDate(life) ? life : undefined
}

/** `1996-04-15`, or `--04-15` without a year. */
export function formatLifeDate({ year, month, day }: LifeDate): string {
  const [mm, dd] = [two(month), two(day)]
  return year === undefined ? `--${mm}-${dd}` : `${String(year).padStart(4, '0')}-${mm}-${dd}`
}

/** Whether the calendar has the day; 29 February needs a leap year where a year is given. */
export function isLifeDate({ year, month, day }: LifeDate): boolean {
  if (!Number.isInteger(month) || !Number.isInteger(day) || day < 1) return false
  if (year !== undefined && (!Number.isInteger(year) || year < 1 || year > 9999)) return false
  if (month === 2 && day === 29 && year !== undefined) return isLeapYear(year)
  return day <= (DAYS_IN_MONTH[month - 1] ?? 0)
}

/**
 * The first day from `from` on (that day included) on which the date is celebrated. Whoever was born on 29 February
 * celebrates on 28 February in other years: so nobody is greeted a day late. Never before the first one.
 * @throws RangeError where `from` is no day
 */
export function nextOccurrence(date: LifeDate, from: Day): Day {
  const start = Math.max(Number(from.slice(0, 4)), date.year ?? 0)
  const earliest = toNumber(from)
  const inYear = occurrenceIn(date, start)
  return toNumber(inYear) >= earliest ? inYear : occurrenceIn(date, start + 1)
}

/** Days from `from` until the date is next celebrated; 0 on the day itself. */
export function daysUntil(date: LifeDate, from: Day): number {
  return toNumber(nextOccurrence(date, from)) - toNumber(from)
}

/** The how-manieth it is on a day of celebration: the age, the years married; undefined where the year is unknown. */
export function yearsOn(date: LifeDate, occursOn: Day): number | undefined {
  return date.year === undefined ? undefined : Number(occursOn.slice(0, 4)) - date.year
}

export type Reminder<Event> = { event: Event; occursOn: Day; daysUntil: number; years?: number }

/**
 * The events celebrated within the given number of days from today, soonest first. An event and its `occursOn` make a
 * key under which a reminder is sent once, however often the job runs and whatever day it missed.
 */
export function remindersDue<Event extends { date: LifeDate }>(
  events: Iterable<Event>,
  today: Day,
  leadDays: number,
): Reminder<Event>[] {
  const due: Reminder<Event>[] = []
  for (const event of events) {
    const occursOn = nextOccurrence(event.date, today)
    const days = toNumber(occursOn) - toNumber(today)
    const years = yearsOn(event.date, occursOn)
    if (days <= leadDays)
      due.push({ event, occursOn, daysUntil: days, ...(years === undefined ? {} : { years }) })
  }
  return due.sort((a, b) => a.daysUntil - b.daysUntil)
}

function occurrenceIn({ month, day }: LifeDate, year: number): Day {
  const last = month === 2 && day === 29 && !isLeapYear(year) ? 28 : day
  return formatLifeDate({ year, month, day: last })
}

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const two = (number: number) => String(number).padStart(2, '0')

/** Days since the epoch: the same in every zone. */
function toNumber(day: Day): number {
  const time = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(time))
    throw new RangeError(`"${day}" is no day of the calendar: write it like 2026-02-28.`)
  return time / MS_PER_DAY
}
