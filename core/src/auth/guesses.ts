import { isIPv6 } from 'node:net'
import type { Sql } from '../database/types.ts'
import { tooManyRequests } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'

export interface GuessLimit {
  /** Most guesses within any stretch of that length. */
  most: number
  seconds: number
}

/**
 * Notes a guess at a subject, unless its limit is reached. One statement, in the database: parallel guesses, other processes
 * and GraphQL aliases count like any other. Call it before the secret is looked at and outside of a transaction
 * (`prepare`), for a rollback would undo it.
 * @returns whether the guess may go ahead
 */
export async function noteGuess(sql: Sql, subject: string, { most, seconds }: GuessLimit): Promise<boolean> {
  const [row] = await sql.query<{ accepted: boolean }>(
    `insert into bezel_core.guesses as g (subject, at, accepted, until)
     values ($1, array[clock_timestamp()], true, clock_timestamp() + make_interval(secs => $3))
     on conflict (subject) do update set (at, accepted, until) = (
       select case when count(a) < $2 then array_append(coalesce(array_agg(a order by a) filter (where a is not null), '{}'), clock_timestamp())
           else array_agg(a order by a) end,
         count(a) < $2,
         greatest(g.until, excluded.until)
       from (select 1) one left join unnest(g.at) a on a > clock_timestamp() - make_interval(secs => $3))
     returning accepted`,
    [subject, most, seconds],
  )
  return row?.accepted ?? false
}

/** @throws Problem TOO_MANY_REQUESTS when the limit is reached */
export async function limitGuesses(sql: Sql, subject: string, limit: GuessLimit): Promise<void> {
  if (await noteGuess(sql, subject, limit)) return
  throw new Problem(tooManyRequests, { retryAfterSeconds: limit.seconds })
}

/** What was guessed right need not count against whoever guesses next. */
export async function forgetGuesses(sql: Sql, subject: string): Promise<void> {
  await sql.query('delete from bezel_core.guesses where subject = $1', [subject])
}

/** An IPv6 customer has a whole /64 to call from, so that is what counts as one address. */
export function addressSubject(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return `address:${address.replace(/^::ffff:/i, '')}`
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `address:${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}/64`
}
