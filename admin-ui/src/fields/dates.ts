import { memo } from './money.ts'

const DAY = 86_400_000
const relative = memo<Intl.RelativeTimeFormat>()
const formats = memo<Intl.DateTimeFormat>()

/** A calendar date `2026-03-01` → `Mar 1, 2026`, without a time zone ever moving it. */
export function formatDate(iso: string, locale: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return iso
  return formats(
    `date ${locale}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
  ).format(date)
}

/** A moment with its time, in the reader's zone. */
export function formatInstant(iso: string, locale: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return formats(
    `instant ${locale}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  ).format(date)
}

/** `3 hours ago`, `yesterday`; past a month the date itself, which then says more. */
export function formatRelative(iso: string, locale: string, now: number = Date.now()): string {
  const time = new Date(iso).getTime()
  if (Number.isNaN(time)) return iso
  const elapsed = time - now
  const size = Math.abs(elapsed)
  const format = relative(locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  if (size < 60_000) return format.format(0, 'second')
  if (size < 3_600_000) return format.format(Math.round(elapsed / 60_000), 'minute')
  if (size < DAY) return format.format(Math.round(elapsed / 3_600_000), 'hour')
  if (size < 31 * DAY) return format.format(Math.round(elapsed / DAY), 'day')
  return formats(`day ${locale}`, () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })).format(
    new Date(time),
  )
}

/** A local date as `YYYY-MM-DD`. */
export function isoDate(date: Date): string {
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}
