import { setTimeout as sleep } from 'node:timers/promises'
import type { Credentials } from './cluster.ts'
import { isPassing, tryConnect } from './connect.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import { type Lease, type Role, takeLease } from './lease.ts'
import { type Cluster, isRunning, logTail, startPostmaster, stopPostmaster } from './postmaster.ts'

const deafMillis = 10_000
const maxFailedStarts = 10

/** A server that accepted us, and a lease on it. */
export interface Opened {
  lease: Lease
  socketFolder: string
  /** Whether this call started the server (otherwise it ran already). */
  started: boolean
}

/**
 * Joins the running server, or starts one. Several processes may do so at once: PostgreSQL lets one of them start,
 * the others find it running.
 * @throws EmbeddedDatabaseError EMBEDDED_START, EMBEDDED_IN_USE
 */
export async function openServer(
  cluster: Cluster,
  credentials: Credentials,
  role: Role,
  dataDir: string,
): Promise<Opened> {
  let started = false
  let failedStarts = 0
  let deafSince: number | undefined
  for (;;) {
    const attempt = await tryConnect(cluster, credentials, role)
    if (attempt.state === 'connected') {
      const { lease, socketFolder } = attempt
      if (await joined(lease, role, dataDir)) return { lease, socketFolder, started }
    } else if (attempt.state === 'absent') {
      started = await start(cluster, ++failedStarts)
    } else {
      await sleep(30)
    }
    deafSince = attempt.state === 'deaf' ? (deafSince ?? Date.now()) : undefined
    // Its socket is gone, for example swept from a temporary folder: nobody can use it, so start it anew.
    if (deafSince && Date.now() - deafSince > deafMillis) await stopPostmaster(cluster)
  }
}

/** Takes the lease; false when the server went away meanwhile. */
async function joined(lease: Lease, role: Role, dataDir: string): Promise<boolean> {
  try {
    await takeLease(lease, role, dataDir)
    return true
  } catch (error) {
    await lease.client.end().catch(() => {})
    if (isPassing(error)) return false
    throw error
  }
}

/** False when somebody else's start won, or when children of a killed server are still leaving. */
async function start(cluster: Cluster, attempt: number): Promise<boolean> {
  const result = await startPostmaster(cluster)
  if (result.code === 0) return true
  if (await isRunning(cluster.layout)) return false
  const tail = await logTail(cluster.layout)
  if (attempt >= maxFailedStarts || !/shared memory block|lock file|is another postmaster/i.test(tail)) {
    throw new EmbeddedDatabaseError(
      'EMBEDDED_START',
      `The embedded database in ${cluster.layout.base} did not start. PostgreSQL says:\n${tail || result.output.trim()}`,
    )
  }
  await sleep(200)
  return false
}
