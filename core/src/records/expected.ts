/** What the caller last read of a record: this version, one of these, or `any` version as long as there is a record. */
export type ExpectedVersion = number | readonly number[] | 'any'

export function isExpected(version: unknown, expected: ExpectedVersion | undefined): boolean {
  if (expected === undefined || expected === 'any') return true
  return [expected].flat().includes(version as number)
}
