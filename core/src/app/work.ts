import pg from 'pg'
import { createSealer } from '../audit/sealer.ts'
import { createDispatcher } from '../events/dispatcher.ts'
import { type Loop, startLoop } from '../jobs/loop.ts'
import { createPresence } from '../jobs/processes.ts'
import { jobTasks, subscriptionTasks } from '../jobs/task.ts'
import { type JobWorker, startJobWorker } from '../jobs/worker.ts'
import type { Plugin } from '../plugin/plugin.ts'
import type { Kernel } from './kernel.ts'

/** How often and how long; the defaults suit every shop, tests are in a hurry. */
export interface WorkTimes {
  dispatchMs: number
  sealMs: number
  pollMs: number
  /** A process silent for so long is dead, and others take over its jobs. */
  leaseSeconds: number
  /** How long jobs may finish when the server stops. */
  finishMs: number
  /** Jobs at a time in one process. */
  concurrency: number
}

export const defaultTimes: WorkTimes = {
  dispatchMs: 1000,
  sealMs: 2000,
  pollMs: 2000,
  leaseSeconds: 30,
  finishMs: 10_000,
  concurrency: 4,
}

/** While many write at once, events leave in batches of this many milliseconds. */
const restMs = 20

export interface WorkOptions {
  kernel: Kernel
  plugins: Plugin[]
  /** Directly to PostgreSQL, not through pgbouncer. */
  connection: pg.PoolConfig
  times?: Partial<WorkTimes> | undefined
}

/** What a server does besides answering requests: it delivers events, runs jobs, hears of changes and seals the audit. */
export interface Work {
  start(): Promise<void>
  /** Delivers what was just committed. */
  wake(): void
  /** Whether jobs run here; undefined before the start. */
  jobsRun(): boolean | undefined
  stop(): Promise<void>
}

/** One connection listens for jobs, one takes and returns them. */
function directPool(connection: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: 2,
    application_name: 'bezel jobs',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // A connection that breaks is made anew by whoever needs it next; unheard, its error would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

export function createWork({ kernel, plugins, connection, times }: WorkOptions): Work {
  const { log, live, metrics } = kernel
  const { dispatchMs, sealMs, pollMs, leaseSeconds, finishMs, concurrency } = { ...defaultTimes, ...times }
  const presence = createPresence(kernel, leaseSeconds)
  const subscriptions = subscriptionTasks(plugins)
  const tasks = [...jobTasks(plugins), ...subscriptions]
  let dispatcher: Loop | undefined
  let others: Loop[] = []
  let pool: pg.Pool | undefined
  let worker: JobWorker | undefined
  let starting: Promise<unknown> | undefined
  let stopped = false

  function startLoops(): void {
    const beat = async () => {
      await presence.beat()
      return false
    }
    dispatcher = startLoop({
      name: 'deliver events',
      everyMs: dispatchMs,
      restMs,
      log,
      run: createDispatcher(kernel, subscriptions),
    })
    others = [
      startLoop({ name: 'seal the audit', everyMs: sealMs, log, run: createSealer(kernel) }),
      startLoop({
        name: 'say that this process is alive',
        everyMs: (leaseSeconds * 1000) / 3,
        log,
        run: beat,
      }),
    ]
  }

  async function startJobs(): Promise<void> {
    pool = directPool(connection)
    const onName = (workerId: string) => {
      presence.worksAs(workerId)
      for (const loop of others) loop.wake()
    }
    worker = await startJobWorker({ kernel, tasks, pool, concurrency, pollMs, finishMs, onName })
  }

  return {
    async start() {
      if (stopped) return
      startLoops()
      starting = Promise.all([live.start(), startJobs(), metrics.start()])
      await starting
    },
    wake: () => dispatcher?.wake(),
    jobsRun: () => worker?.isRunning(),
    async stop() {
      stopped = true
      await live.stop()
      await starting?.catch(() => {})
      await worker?.stop()
      await Promise.all([dispatcher?.stop(), ...others.map((loop) => loop.stop())])
      if (dispatcher) await presence.leave().catch(() => {})
      await pool?.end()
    },
  }
}
