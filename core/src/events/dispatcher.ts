import type { Kernel } from '../app/kernel.ts'
import type { Transaction } from '../database/database.ts'
import type { Sql } from '../database/types.ts'
import type { SubscriptionTask } from '../jobs/task.ts'
import { changeOfEvent, liveChannel, packChanges } from '../live/change.ts'
import type { EventMessage } from './event.ts'

const batch = 500

async function leaseEvents(tx: Transaction): Promise<EventMessage[]> {
  return tx.query<EventMessage & Record<string, unknown>>(
    `select id, name, occurred_at as "occurredAt", payload from bezel_core.outbox
     where dispatched_at is null order by id limit $1 for update skip locked`,
    [batch],
  )
}

interface Delivery {
  task: string
  attempts: number
  payload: EventMessage
}

async function enqueueDeliveries(tx: Transaction, deliveries: Delivery[]): Promise<void> {
  if (deliveries.length === 0) return
  await tx.query(
    `select count(*) from graphile_worker.add_jobs(array(
       select (d.task, d.payload, null, null, d.attempts, null, null, null)::graphile_worker.job_spec
       from jsonb_to_recordset($1) as d(task text, payload json, attempts smallint)))`,
    [JSON.stringify(deliveries)],
  )
}

async function tellServers(tx: Transaction, events: EventMessage[]): Promise<void> {
  const payloads = packChanges(events.flatMap(({ name, payload }) => changeOfEvent(name, payload) ?? []))
  if (payloads.length > 0)
    await tx.query('select pg_notify($1, payload) from unnest($2::text[]) payload', [liveChannel, payloads])
}

/**
 * Hands committed events on: one job per subscriber, and a notification to all servers, in the transaction that marks
 * them. A process that dies before the commit leaves them as they were; after it, the jobs exist. Several processes
 * may dispatch at once: each takes rows the others have not locked.
 * @returns a turn of the dispatcher, which answers true when there may be more events
 */
export function createDispatcher(
  { database }: Pick<Kernel, 'database'>,
  subscriptions: SubscriptionTask[],
): () => Promise<boolean> {
  const deliveriesOf = (event: EventMessage): Delivery[] =>
    subscriptions.flatMap(({ name, maxAttempts, event: wanted }) =>
      wanted === event.name ? [{ task: name, attempts: maxAttempts, payload: event }] : [],
    )

  return async () => {
    const waiting = await database.query('select from bezel_core.outbox where dispatched_at is null limit 1')
    if (waiting.length === 0) return false
    return database.transaction(async (tx) => {
      const events = await leaseEvents(tx)
      if (events.length === 0) return false
      await enqueueDeliveries(tx, events.flatMap(deliveriesOf))
      await tx.query('update bezel_core.outbox set dispatched_at = now() where id = any($1)', [
        events.map(({ id }) => id),
      ])
      await tellServers(tx, events)
      return events.length === batch
    })
  }
}

/** Seconds the oldest event has been waiting to be handed on; 0 when none waits. */
export async function dispatchLag(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ seconds: number }>(
    `select coalesce(extract(epoch from now() - (
       select occurred_at from bezel_core.outbox where dispatched_at is null order by id limit 1)), 0)::float8 as seconds`,
  )
  return Math.max(0, row?.seconds ?? 0)
}
