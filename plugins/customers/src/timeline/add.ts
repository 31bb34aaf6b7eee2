import type { Context } from '@bezel/core'

/** One thing that happened with a customer, as other plugins tell it. */
export interface TimelineFact {
  customerId: string
  /** `<plugin>.<what happened>`: `orders.order-placed`. */
  type: string
  /** One line for people, at most 500 characters; erased with the customer's personal data. */
  summary: string
  /** When it happened; now unless told. */
  at?: Date | string
  /** The record it is about, for the admin to link to. */
  sourceCollection?: string
  sourceId?: string
  details?: Record<string, unknown>
}

const MAX_SUMMARY = 500
const MAX_ACTOR = 160

/** Who acts, as records name it. */
export function actorName({ actor }: Context): string {
  return actor.name.slice(0, MAX_ACTOR)
}

/**
 * Adds to the timelines of customers, in the operation's transaction and in one statement. What happens with a customer
 * who was merged into another one stands with that one. Unknown customers are passed over.
 */
export async function addToTimeline(ctx: Context, facts: readonly TimelineFact[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(({ at = ctx.now, summary, ...fact }) => ({
    ...fact,
    id: ctx.newId(),
    at: new Date(at).toISOString(),
    summary: summary.slice(0, MAX_SUMMARY),
  }))
  await ctx.db.query(
    `with recursive given as (
       select * from jsonb_to_recordset($1::jsonb) as g(id uuid, "customerId" uuid, type text, summary text, at timestamptz,
         "sourceCollection" text, "sourceId" text, details jsonb)
     ), survivors as (
       select c.id as given_id, c.id, c.merged_into_id from customers c where c.id in (select "customerId" from given)
       union all
       select s.given_id, c.id, c.merged_into_id from survivors s join customers c on c.id = s.merged_into_id
     )
     insert into timeline_entries (id, created_at, updated_at, customer_id, at, type, summary, source_collection, source_id, actor, details)
     select g.id, $2, $2, s.id, g.at, g.type, g.summary, g."sourceCollection", g."sourceId", $3, g.details
     from given g join survivors s on s.given_id = g."customerId" and s.merged_into_id is null`,
    [JSON.stringify(rows), ctx.now, actorName(ctx)],
  )
}
