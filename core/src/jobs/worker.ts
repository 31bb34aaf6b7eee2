import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { JobHelpers, Logger, Runner, RunnerOptions, TaskList, WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Kernel } from '../app/kernel.ts'
import { describeError } from './describe-error.ts'
import { runTask } from './run-task.ts'
import { cronItems } from './schedule.ts'
import type { Task } from './task.ts'

export interface JobWorkerOptions {
  kernel: Kernel
  tasks: Task[]
  /** Connections of its own, directly to PostgreSQL: it listens, which no pgbouncer can. */
  pool: pg.Pool
  /** Jobs at a time in this process. */
  concurrency: number
  /** How often it looks for jobs whose time has come; new ones are announced. */
  pollMs: number
  /** How long jobs may finish when the server stops; then they are given back. */
  finishMs: number
  /** Told the name under which jobs are locked, before the first is. */
  onName(workerId: string): void
}

export interface JobWorker {
  isRunning(): boolean
  stop(): Promise<void>
}

const longestPauseMs = 30_000

function taskList({ kernel, tasks }: JobWorkerOptions): TaskList {
  return Object.fromEntries(
    tasks.map((task) => [
      task.name,
      async (payload: unknown, { job, abortSignal }: JobHelpers) => {
        const { _cron, ...rest } = (payload ?? {}) as Record<string, unknown>
        await runTask(kernel, task, rest, { id: job.id, number: job.attempts }, abortSignal as AbortSignal)
      },
    ]),
  )
}

/** What the worker says of itself. Failed jobs are logged by us, without the values in their messages. */
function logTo(log: FastifyBaseLogger, LoggerClass: typeof Logger): Logger {
  return new LoggerClass(() => (level, message, meta) => {
    if (level !== 'error' || meta?.failure) return
    log.warn({ error: describeError(meta?.error ?? new Error(message)) }, 'job worker')
  })
}

async function runnerOptions(options: JobWorkerOptions): Promise<RunnerOptions> {
  const { Logger, parseCronItems } = await import('graphile-worker')
  const { kernel, tasks, pool, concurrency, pollMs, finishMs, onName } = options
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => onName(workerPool.id))
  return {
    pgPool: pool,
    schema: 'graphile_worker',
    taskList: taskList(options),
    parsedCronItems: parseCronItems(cronItems(tasks)),
    concurrency,
    pollInterval: pollMs,
    gracefulShutdownAbortTimeout: finishMs,
    noHandleSignals: true,
    logger: logTo(kernel.log, Logger),
    events,
  }
}

/**
 * Runs jobs and schedules in this process until stopped. A worker that gives up (the database was away for long) is
 * started again.
 */
export async function startJobWorker(options: JobWorkerOptions): Promise<JobWorker> {
  const { run } = await import('graphile-worker')
  const { log } = options.kernel
  const stopping = new AbortController()
  let runner: Runner | undefined
  let ran = Promise.resolve()

  async function start(): Promise<void> {
    runner = await run(await runnerOptions(options))
    ran = runner.promise
    ran.catch(() => {})
    if (stopping.signal.aborted) await runner.stop()
  }

  async function keepRunning(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        if (!runner) await start()
        failures = 0
        await ran
      } catch (error) {
        failures += 1
        log.error(
          { error: describeError(error), failures },
          'the job worker stopped and will be started again',
        )
      }
      runner = undefined
      await sleep(Math.min(500 * 2 ** failures, longestPauseMs), undefined, {
        signal: stopping.signal,
      }).catch(() => {})
    }
  }

  const kept = keepRunning()
  return {
    isRunning: () => runner !== undefined,
    async stop() {
      stopping.abort()
      await runner
        ?.stop()
        .catch((error: unknown) =>
          log.warn({ error: describeError(error) }, 'the job worker did not stop cleanly'),
        )
      await kept
    },
  }
}
