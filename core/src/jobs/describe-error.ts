import { sqlState } from '../database/retry.ts'
import { Problem } from '../errors/problem.ts'

const longest = 300

/** Quoted values, e-mail addresses and long numbers are where records' values stand in messages. */
function withoutValues(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '"…"')
    .replace(/[^\s<>(),;:]+@[^\s<>(),;:]+/g, '…')
    .replace(/\+?\d[\d\s().-]{4,}\d/g, '…')
}

function describeDatabaseError(error: { table?: string; constraint?: string }, state: string): string {
  const place = error.constraint
    ? ` (constraint ${error.constraint})`
    : error.table
      ? ` (table ${error.table})`
      : ''
  return `Database error ${state}${place}`
}

/** What went wrong, in words that carry no value of a record: fit for logs, the list of jobs and health. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'Something was thrown that is no Error'
  const state = sqlState(error)
  if (state) return describeDatabaseError(error as { table?: string; constraint?: string }, state)
  const name = error instanceof Problem ? error.code : error.name
  return `${name}: ${withoutValues(error.message)}`.slice(0, longest)
}

/** Where it went wrong: the frames of the stack, without the message above them. */
export function placesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}
