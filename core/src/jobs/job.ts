import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../operation/context.ts'

/** Tries of a job that says nothing else. */
export const defaultAttempts = 25

interface JobOptions {
  /** `<plugin>.<verb-noun>`: `customers.remind-life-events`. */
  name: string
  /** Five fields of cron, in UTC: `0 6 * * *`. Absent: runs only when enqueued. */
  schedule?: string
  summary: string
  /** Tries before it is parked for a person to look at; 25 unless told. */
  maxAttempts?: number
  /** A try that takes longer counts as failed; 600 unless told. */
  timeoutSeconds?: number
}

/** A job in one transaction: all that it writes, its audit and its events exist together or not at all. */
export interface TransactionJob extends JobOptions {
  run(ctx: Context, payload: Record<string, unknown>): Promise<void>
}

/** What a job of several steps works with. */
export interface JobRun {
  /** Runs a part in a transaction of its own, audited like any other. */
  step<T>(work: (ctx: Context) => Promise<T>): Promise<T>
  /** Aborted when the server stops or the time is over: leave off between steps and throw; the job runs again. */
  signal: AbortSignal
  log: FastifyBaseLogger
}

/** A job too long for one transaction, or one that waits for others in between. */
export interface SteppedJob extends JobOptions {
  steps(run: JobRun, payload: Record<string, unknown>): Promise<void>
}

/** Work that goes on after the request, or on a schedule. Idempotent: it may run again after a crash. */
export type Job = TransactionJob | SteppedJob

export function defineJob<J extends Job>(job: J): J {
  return job
}
