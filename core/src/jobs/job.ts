import type { Context } from '../operation/context.ts'

/** Work that goes on after the request, or on a schedule. Idempotent: it may run again after a crash. */
export interface Job {
  /** `<plugin>.<verb-noun>`: `customers.remind-life-events`. */
  name: string
  /** Five fields of cron, in UTC: `0 6 * * *`. Absent: runs only when enqueued. */
  schedule?: string
  summary: string
  /** Tries before it is parked for a person to look at; 25 unless told. */
  maxAttempts?: number
  run(ctx: Context, payload: Record<string, unknown>): Promise<void>
}

export function defineJob(job: Job): Job {
  return job
}
