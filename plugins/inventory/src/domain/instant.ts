/**
 * An instant as text, as PostgreSQL and JSON write it: `2026-03-31T17:05:00.123456Z`, `2026-03-31 17:05:00+02`.
 * A zone is required: a time of day without one is no instant.
 */
export type Instant = string

const PATTERN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?)$/

/** Microseconds since 1970, for comparing: PostgreSQL counts finer than a Date. Throws RangeError for no instant. */
export function microseconds(instant: Instant): bigint {
  const match = PATTERN.exec(instant)
  const [, date, time, fraction = '', zone = 'Z'] = match ?? []
  const milliseconds = match ? Date.parse(`${date}T${time}${fullZone(zone)}`) : Number.NaN
  if (Number.isNaN(milliseconds)) {
    throw new RangeError(`"${instant}" is not an instant. Write it like 2026-03-31T17:05:00Z.`)
  }
  return BigInt(milliseconds) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'))
}

function fullZone(zone: string): string {
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  return sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`
}

/** Something recorded: when it happened, and the order in which it was written down. */
export interface Recorded {
  readonly at: Instant
  /** Grows with every row; decides between rows of the same instant. */
  readonly sequence: number | bigint
}

/** The rows in the order in which they happened. */
export function inOrder<Row extends Recorded>(rows: Iterable<Row>): Row[] {
  const keyed = Array.from(rows, (row) => ({ row, at: microseconds(row.at), sequence: BigInt(row.sequence) }))
  keyed.sort((a, b) => sign(a.at - b.at) || sign(a.sequence - b.sequence))
  return keyed.map(({ row }) => row)
}

function sign(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The rows that had happened at an instant, itself included, in order. */
export function until<Row extends Recorded>(rows: Iterable<Row>, instant: Instant): Row[] {
  const limit = microseconds(instant)
  return inOrder(rows).filter((row) => microseconds(row.at) <= limit)
}
