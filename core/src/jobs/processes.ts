import { hostname } from 'node:os'
import type { Kernel } from '../app/kernel.ts'
import type { Sql } from '../database/types.ts'

/** Times a job may be running when a process dies before it is taken for the reason. */
export const crashLimit = 5

const parkedMessage = `Every process that ran it died, ${crashLimit} times. Find out why before you retry it.`

export interface Presence {
  /** Says that this process is alive, and releases what dead ones left behind. Call it every `leaseSeconds / 3`. */
  beat(): Promise<void>
  /** Tells under which name this process locks jobs. */
  worksAs(workerId: string): void
  leave(): Promise<void>
}

async function sayAlive(sql: Sql, id: string, workerId: string | null): Promise<void> {
  await sql.query(
    `insert into bezel_core.processes (id, host, pid, worker_id) values ($1, $2, $3, $4)
     on conflict (id) do update set beat_at = now(), worker_id = excluded.worker_id`,
    [id, hostname(), process.pid, workerId],
  )
}

/** Jobs locked by nobody who is alive. What was locked a moment ago may belong to a process that has not said so yet. */
async function findLost(sql: Sql, leaseSeconds: number): Promise<{ id: number; lockedBy: string }[]> {
  return sql.query(
    `select j.id, j.locked_by as "lockedBy" from graphile_worker.jobs j
     where j.locked_at < now() - make_interval(secs => $1) and not exists (
       select from bezel_core.processes p
       where p.worker_id = j.locked_by and p.beat_at > now() - make_interval(secs => $1))`,
    [leaseSeconds],
  )
}

async function release(sql: Sql, lost: { id: number; lockedBy: string }[]): Promise<void> {
  const ids = lost.map(({ id }) => id)
  await sql.query('select graphile_worker.force_unlock_workers($1)', [
    [...new Set(lost.map(({ lockedBy }) => lockedBy))],
  ])
  const crashed = await sql.query<{ id: number; count: number }>(
    `insert into bezel_core.job_crashes as c (job_id, count) select unnest($1::bigint[]), 1
     on conflict (job_id) do update set count = c.count + 1, at = now() returning job_id as id, count`,
    [ids],
  )
  const parked = crashed.filter(({ count }) => count >= crashLimit).map(({ id }) => id)
  if (parked.length > 0)
    await sql.query('select graphile_worker.permanently_fail_jobs($1, $2)', [parked, parkedMessage])
}

/** @returns how many jobs were released */
export async function releaseLostJobs(
  { database, log }: Pick<Kernel, 'database' | 'log'>,
  leaseSeconds: number,
): Promise<number> {
  return database.transaction(async (tx) => {
    // One process at a time, so that no crash is counted twice; who comes second has nothing left to do.
    const [lock] = await tx.query<{ got: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('bezel_core.job_crashes')) as got`,
    )
    if (!lock?.got) return 0
    await tx.query('delete from bezel_core.processes where beat_at < now() - make_interval(secs => $1)', [
      leaseSeconds,
    ])
    const lost = await findLost(tx, leaseSeconds)
    if (lost.length === 0) return 0
    await release(tx, lost)
    log.warn({ jobs: lost.length }, 'took over the jobs of a server process that died')
    return lost.length
  })
}

/**
 * This process among its fellows. All times are the database's, so that clocks that differ do no harm.
 * @param leaseSeconds how long a process may be silent before its jobs are given to others
 */
export function createPresence(kernel: Kernel, leaseSeconds: number): Presence {
  const { database } = kernel
  const id = kernel.environment.newId()
  let workerId: string | null = null
  return {
    async beat() {
      await sayAlive(database, id, workerId)
      await releaseLostJobs(kernel, leaseSeconds)
    },
    worksAs(name) {
      workerId = name
    },
    async leave() {
      await database.query('delete from bezel_core.processes where id = $1', [id])
    },
  }
}
