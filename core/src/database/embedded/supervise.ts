import { setTimeout as sleep } from 'node:timers/promises'
import { type Lease, returnLease } from './lease.ts'
import { type Cluster, isRunning, logTail, stopPostmaster } from './postmaster.ts'

export interface Supervision {
  cluster: Cluster
  lease: Lease
  /** Joins or restarts the server after it was lost. */
  reopen: () => Promise<Lease>
  log: (message: string) => void
}

const longestPauseMillis = 30_000

/** Ends the watch: `stop` also stops the server when nobody else uses it, `release` leaves it running. */
export interface Supervisor {
  stop(): Promise<void>
  release(): Promise<void>
}

/** Watches the server through the lease's connection and starts it again when it dies, until told to end. */
export function supervise({ cluster, lease, reopen, log }: Supervision): Supervisor {
  let current = lease
  let stopping: Promise<void> | undefined
  const pause = new AbortController()

  const recover = async (): Promise<void> => {
    log(
      `The embedded database stopped unexpectedly, starting it again. Its last words:\n${await logTail(cluster.layout)}`,
    )
    for (let wait = 100; !stopping; wait = Math.min(wait * 2, longestPauseMillis)) {
      try {
        current = await reopen()
        return log('The embedded database runs again')
      } catch (error) {
        log(`The embedded database cannot be started again yet: ${(error as Error).message}`)
        await sleep(wait, undefined, { signal: pause.signal, ref: false }).catch(() => {})
      }
    }
  }
  let recovering: Promise<void> | undefined
  const watch = async (): Promise<void> => {
    for (;;) {
      await current.lost
      if (stopping) return
      recovering = recover()
      await recovering
    }
  }
  const watching = watch()

  const end = async (leaveRunning: boolean): Promise<void> => {
    pause.abort()
    // A restart under way would otherwise leave a server that nobody stops.
    await recovering
    if (!leaveRunning) await stopIfLast(current, cluster, log)
    await current.client.end().catch(() => {})
    await watching
  }
  const endOnce = (leaveRunning: boolean): Promise<void> => {
    stopping ??= end(leaveRunning)
    return stopping
  }
  return { stop: () => endOnce(false), release: () => endOnce(true) }
}

async function stopIfLast(lease: Lease, cluster: Cluster, log: (message: string) => void): Promise<void> {
  const last = await returnLease(lease).catch(() => false)
  if (last) await stopPostmaster(cluster)
  else if (await isRunning(cluster.layout))
    log('The embedded database is left running: another Bezel command uses it')
}
