import { type DateOptions, readDate } from './date.ts'

export interface InstantOptions extends DateOptions {
  /** The zone of times that name none: an IANA name. Default UTC. */
  timeZone?: string
}

const TIME =
  /(?:[T ]|,\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?m?\.?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/**
 * A moment as text → ISO 8601 in UTC: `2013-11-23T02:30:31-08:00`, `2/29/2024 1:05 PM`, `2024-02-29` (midnight in
 * `timeZone`). Undefined for what is none.
 */
export function readInstant(text: string, options: InstantOptions = {}): string | undefined {
  const trimmed = text.trim()
  const day = readDate(trimmed, options)
  if (day === undefined) return undefined
  const time = TIME.exec(trimmed)
  if (!time && /\d:\d/.test(trimmed)) return undefined
  const clock = time ? clockMs(time) : 0
  if (clock === undefined) return undefined
  const local = Date.parse(`${day}T00:00:00Z`) + clock
  const zone = time?.[6]
  return new Date(
    zone === undefined ? toUtc(local, options.timeZone ?? 'UTC') : local - offsetMs(zone),
  ).toISOString()
}

function clockMs([, hours, minutes, seconds = '0', fraction = '', half]: RegExpExecArray):
  | number
  | undefined {
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59 || (half !== undefined && Number(hours) > 12))
    return undefined
  return (
    hour * HOUR_MS +
    Number(minutes) * MINUTE_MS +
    Number(seconds) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3))
  )
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS)
}

/** The moment at which clocks in the zone show `local`; in the hour that a change of time skips, the later one. */
function toUtc(local: number, timeZone: string): number {
  if (timeZone === 'UTC') return local
  const guess = local - shownOffset(local, timeZone)
  return local - shownOffset(guess, timeZone)
}

function shownOffset(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
}
