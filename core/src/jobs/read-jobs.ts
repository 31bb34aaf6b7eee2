import type { Sql } from '../database/types.ts'
import { parameters } from '../query/sql.ts'

export const jobStates = ['running', 'waiting', 'scheduled', 'retrying', 'parked'] as const
export type JobState = (typeof jobStates)[number]

export interface JobQuery {
  id?: string | undefined
  state?: JobState | undefined
  name?: string | undefined
  /** Only those that failed at least once. */
  failed?: boolean | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

export interface JobEntry {
  id: string
  /** `customers.remind-life-events`, or `cases/relink-cases` for the delivery of an event. */
  name: string
  plugin: string
  state: JobState
  attempts: number
  maxAttempts: number
  runAt: string
  createdAt: string
  /** What went wrong last, without values of records. */
  lastError: string | null
}

// Parked comes before waiting: its time has come, but nobody runs it.
const stateSql = `case when j.locked_at is not null then 'running' when j.attempts >= j.max_attempts then 'parked'
  when j.attempts > 0 then 'retrying' when j.run_at > now() then 'scheduled' else 'waiting' end`

const defaultLimit = 20

/** Jobs that are not done yet, newest first; done ones leave no trace. */
export async function readJobs(
  sql: Sql,
  query: JobQuery,
): Promise<{ data: JobEntry[]; page: { nextCursor: string | null } }> {
  const params = parameters()
  const where: string[] = []
  if (query.id !== undefined) where.push(`j.id = ${params.add(query.id)}`)
  if (query.name !== undefined) where.push(`j.task_identifier = ${params.add(query.name)}`)
  if (query.state !== undefined) where.push(`${stateSql} = ${params.add(query.state)}`)
  if (query.failed !== undefined) where.push(`(j.last_error is not null) = ${params.add(query.failed)}`)
  if (query.cursor !== undefined) where.push(`j.id < ${params.add(query.cursor)}`)
  const limit = query.limit ?? defaultLimit
  const rows = await sql.query<JobEntry & Record<string, unknown>>(
    `select j.id::text as id, j.task_identifier as name, split_part(translate(j.task_identifier, '/', '.'), '.', 1) as plugin,
       ${stateSql} as state, j.attempts, j.max_attempts as "maxAttempts", j.run_at as "runAt", j.created_at as "createdAt",
       j.last_error as "lastError"
     from graphile_worker.jobs j ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
     order by j.id desc limit ${params.add(limit + 1)}`,
    params.values,
  )
  const data = rows.slice(0, limit)
  return { data, page: { nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null } }
}

/** How many jobs there are in each state. */
export async function countJobs(sql: Sql): Promise<Record<JobState, number>> {
  const rows = await sql.query<{ state: JobState; count: number }>(
    `select ${stateSql} as state, count(*) as count from graphile_worker.jobs j group by 1`,
  )
  const counted = Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  return Object.fromEntries(jobStates.map((state) => [state, counted[state] ?? 0])) as Record<
    JobState,
    number
  >
}
