import { defineJob } from './job.ts'

const batch = 10_000
const dayMs = 24 * 3600 * 1000

/** The smallest UUIDv7 of a moment: ids are ordered by time, so this finds old rows by the primary key. */
export function firstIdAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** What is kept for how long. Each deletes at most `batch` rows, so that none holds locks for long. */
const rules: { text: string; values(now: Date): unknown[] }[] = [
  {
    // Delivered events stay a week, for whoever asks what happened.
    text: `delete from bezel_core.outbox where id in (
             select id from bezel_core.outbox where id < $1 and dispatched_at is not null order by id limit $2) returning 1 as one`,
    values: (now) => [firstIdAt(new Date(now.getTime() - 7 * dayMs)), batch],
  },
  {
    text: `delete from bezel_core.idempotency where ctid in (
             select ctid from bezel_core.idempotency where created_at < now() - interval '1 day' limit $1) returning 1 as one`,
    values: () => [batch],
  },
  {
    text: `delete from bezel_core.guesses where subject in (
             select subject from bezel_core.guesses where until < now() limit $1) returning 1 as one`,
    values: () => [batch],
  },
  {
    text: `delete from bezel_core.sessions where id in (
             select id from bezel_core.sessions where expires_at < now() - interval '1 day' limit $1) returning 1 as one`,
    values: () => [batch],
  },
  {
    text: `delete from bezel_core.job_crashes where job_id in (
             select c.job_id from bezel_core.job_crashes c left join graphile_worker.jobs j on j.id = c.job_id
             where j.id is null limit $1) returning 1 as one`,
    values: () => [batch],
  },
]

/** Deletes what the core kept for a while: delivered events, answers to repeated requests, counted sign-ins, old sessions. */
export const tidyUp = defineJob({
  name: 'core.tidy-up',
  schedule: '17 * * * *',
  summary:
    'Delete what is kept for a while only: delivered events, idempotency keys, counted sign-ins, old sessions',
  maxAttempts: 3,
  async steps({ step, signal }) {
    for (const { text, values } of rules) {
      for (let deleted = batch; deleted === batch; ) {
        signal.throwIfAborted()
        deleted = await step(async (ctx) => (await ctx.db.query(text, values(ctx.now))).length)
      }
    }
  },
})
