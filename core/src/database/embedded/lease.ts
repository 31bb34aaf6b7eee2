import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { EmbeddedDatabaseError } from './errors.ts'

/**
 * Locks that live as long as the connection that took them, in the server's own lock table: a process killed with
 * -9 loses its locks at once, so no lock can be stale.
 */
const lockClass = 0x42455a
const appLock = 1
const useLock = 2
const setupLock = 3

const handoverMillis = 1500

/** What a process holds while it uses the embedded server. */
export interface Lease {
  client: pg.Client
  /** Settles when the connection breaks, which means that the server died or was stopped. */
  lost: Promise<void>
}

export type Role = 'app' | 'command'

/**
 * Notes this process as a user of the server and, for the app, as the only app.
 * @param dataDir for the message
 * @throws EmbeddedDatabaseError EMBEDDED_IN_USE naming the process that is the app already
 */
export async function takeLease(lease: Lease, role: Role, dataDir: string): Promise<void> {
  // Waits while the last user is stopping the server; the stop then breaks this connection.
  await lease.client.query('select pg_advisory_lock_shared($1, $2)', [lockClass, useLock])
  if (role === 'command') return
  const deadline = Date.now() + handoverMillis
  while (!(await tryLock(lease.client, appLock))) {
    if (Date.now() > deadline) throw await inUse(lease.client, dataDir)
    await sleep(50)
  }
}

/**
 * Gives the lease back.
 * @returns true when nobody else uses the server: the caller then stops it, and until it has, nobody can join
 */
export async function returnLease({ client }: Lease): Promise<boolean> {
  await client.query('select pg_advisory_unlock_all()')
  return tryLock(client, useLock)
}

/** Runs `work` while no other process runs its own. */
export async function underSetupLock(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('select pg_advisory_lock($1, $2)', [lockClass, setupLock])
  try {
    await work()
  } finally {
    await client.query('select pg_advisory_unlock($1, $2)', [lockClass, setupLock])
  }
}

/** Name under which a process shows in `pg_stat_activity`, and from which the refusal below reads its id. */
export function leaseName(role: Role): string {
  return `bezel ${role} ${process.pid}`
}

async function tryLock(client: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
    lockClass,
    lock,
  ])
  return rows[0]?.got === true
}

async function inUse(client: pg.Client, dataDir: string): Promise<EmbeddedDatabaseError> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted`,
    [lockClass, appLock],
  )
  const pid = rows[0]?.name.split(' ').at(-1) ?? 'unknown'
  return new EmbeddedDatabaseError(
    'EMBEDDED_IN_USE',
    `Bezel already runs on ${dataDir} (process ${pid}). Stop that one first (Ctrl-C in its terminal, or: kill ${pid}), ` +
      'or set BEZEL_DATA_DIR to another folder for a second shop. Commands such as "bezel backup" work beside a running Bezel.',
  )
}
