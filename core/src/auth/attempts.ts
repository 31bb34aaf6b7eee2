import type { Sql } from '../database/types.ts'
import { tooManyRequests } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'

/** Counts a try for a subject in the current hour and answers how many there were, this one included. */
async function count(sql: Sql, subject: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `insert into bezel_core.attempts (subject, window_start, count) values ($1, date_trunc('hour', now()), 1)
     on conflict (subject, window_start) do update set count = bezel_core.attempts.count + 1 returning count`,
    [subject],
  )
  return row?.count ?? 1
}

/**
 * Counts before the password is looked at, in the database, so that parallel tries and other processes count too.
 * @throws Problem TOO_MANY_REQUESTS past `limit` tries an hour
 */
export async function limitAttempts(sql: Sql, subject: string, limit: number): Promise<void> {
  if ((await count(sql, subject)) > limit) throw new Problem(tooManyRequests, { retryAfterSeconds: 3600 })
}

export async function forgetAttempts(sql: Sql, subject: string): Promise<void> {
  await sql.query('delete from bezel_core.attempts where subject = $1', [subject])
}
