import { randomUUID } from 'node:crypto'
import type { Context, RecordChange } from './context.ts'
import type { Effects, EmittedEvent } from './make-context.ts'

/** The event that every change of a record records by itself: `stones.created.v1`. */
function changeEvent({ collection, recordId, change, version }: RecordChange): EmittedEvent {
  return { name: `${collection}.${change}.v1`, payload: { id: recordId, version } }
}

/**
 * Audit, outbox and jobs of an operation, in one statement and in its transaction: they exist if and only if
 * the change does.
 * @returns whether there are events to deliver.
 */
export async function writeEffects(
  ctx: Context,
  operation: string,
  { changes, events, jobs }: Effects,
): Promise<boolean> {
  const outbox = [...changes.map(changeEvent), ...events]
  if (changes.length > 0 || outbox.length > 0) {
    const audit = changes.map((change) => ({ id: ctx.newId(), salt: randomUUID(), ...change }))
    const messages = outbox.map((event) => ({ id: ctx.newId(), ...event }))
    await ctx.db.query(
      `with audited as (
         insert into bezel_core.audit (id, at, actor_type, actor_id, operation, request_id, entity, record_id, change, version,
           diff, diff_salt, diff_hash)
         select a.id, $3, $4, $5, $6, $7, a.entity, a."recordId", a.change, a.version,
           a.diff, a.salt, sha256(convert_to(a.salt::text || a.diff::text, 'UTF8'))
         from jsonb_to_recordset($1) as a(id uuid, salt uuid, entity text, "recordId" uuid, change text, version int, diff jsonb)
       )
       insert into bezel_core.outbox (id, occurred_at, name, payload)
       select m.id, $3, m.name, m.payload from jsonb_to_recordset($2) as m(id uuid, name text, payload jsonb)`,
      [
        JSON.stringify(audit),
        JSON.stringify(messages),
        ctx.now,
        ctx.actor.type,
        ctx.actor.id,
        operation,
        ctx.requestId,
      ],
    )
  }
  for (const job of jobs) {
    await ctx.db.query(
      `select graphile_worker.add_job($1, payload := $2::json, run_at := $3::timestamptz, job_key := $4, max_attempts := $5)`,
      [job.name, JSON.stringify(job.payload), job.runAt ?? null, job.key ?? null, job.maxAttempts],
    )
  }
  return outbox.length > 0
}
