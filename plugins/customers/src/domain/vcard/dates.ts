const ZONE = '(Z|[+-]\\d{2}(?::?\\d{2})?)?'
const TIME = new RegExp(
  `^(?:(\\d{2})(?::?(\\d{2})(?::?(\\d{2}(?:[.,]\\d+)?))?)?|-(\\d{2})(?::?(\\d{2}))?|--(\\d{2}))${ZONE}$`,
  'i',
)

/** A date in any spelling of ISO 8601 that vCards use, in extended form: `1996-04-15`, `1996-04`, `--04-15`, `---15`. */
export function extendedDate(text: string): string | undefined {
  const full = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  if (full) return `${full[1]}-${full[2]}-${full[3]}`
  const yearless = /^--(\d{2})-?(\d{2})$/.exec(text)
  if (yearless) return `--${yearless[1]}-${yearless[2]}`
  return /^(\d{4}|\d{4}-\d{2}|--\d{2}|---\d{2})$/.test(text) ? text : undefined
}

/** A time with or without zone in extended form: `14:30:00-05:00`, `-30:00`. */
export function extendedTime(text: string): string | undefined {
  const match = TIME.exec(text)
  if (!match) return undefined
  const [, hour, minute, second, onlyMinute, itsSecond, onlySecond, zone] = match
  const clock = hour
    ? [hour, minute, second]
    : onlyMinute
      ? [`-${onlyMinute}`, itsSecond]
      : [`--${onlySecond}`]
  return clock.filter((part) => part !== undefined).join(':') + extendedZone(zone ?? '')
}

/** An offset from UTC in extended form: `-05:00`. */
export function extendedOffset(text: string): string | undefined {
  return /^([+-]\d{2}(:?\d{2})?|Z)$/i.test(text) ? extendedZone(text) : undefined
}

/** A date with a time behind `T`, or either alone where `parts` says so. */
export function extendedDateTime(text: string, parts: 'both' | 'any'): string | undefined {
  const at = text.search(/t/i)
  if (at < 0) return parts === 'any' ? extendedDate(text) : undefined
  const date = at === 0 ? (parts === 'any' ? '' : undefined) : extendedDate(text.slice(0, at))
  const time = extendedTime(text.slice(at + 1))
  return date === undefined || time === undefined ? undefined : `${date}T${time}`
}

/** The extended form without its separators, as vCard 4.0 writes it; `1996-04` keeps its hyphen. */
export function basicDateTime(text: string): string {
  const [date = '', time] = text.split('T')
  const short = /^\d{4}-\d{2}$/.test(date) ? date : date.replace(/(\d)-(?=\d)/g, '$1')
  return time === undefined ? short : `${short}T${time.replaceAll(':', '')}`
}

function extendedZone(zone: string): string {
  return zone.toUpperCase().replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')
}
