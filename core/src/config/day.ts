/** Tells the day of an instant in a time zone, as `2026-05-01`. */
export type DayOf = (instant: Date) => string

/** @throws RangeError where there is no such zone */
export function daysIn(timeZone: string): DayOf {
  // Sweden writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (instant) => format.format(instant)
}

/** The reader of the shop's days; a zone that is none is reported with everything else that stops the start. */
export function shopDays(timeZone: string | undefined, problems: string[]): DayOf {
  try {
    return daysIn(timeZone ?? 'UTC')
  } catch {
    problems.push(
      `timeZone is "${timeZone}", which is none. Write it like Europe/London in fastify.config.ts.`,
    )
    return daysIn('UTC')
  }
}
