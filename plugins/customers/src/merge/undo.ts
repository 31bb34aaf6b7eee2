import { type Context, Problem } from '@bezel/core'
import type { Channel } from '../consent/channels.ts'
import { currentConsents, recordConsent } from '../consent/consents.ts'
import { undoMerge } from '../domain/index.ts'
import { compareAgain } from '../duplicates/again.ts'
import { Consent } from '../entities/consent.ts'
import { CustomerEmail, CustomerPhone } from '../entities/contact-points.ts'
import { Customer } from '../entities/customer.ts'
import { CustomerMerge } from '../entities/duplicates.ts'
import { mergeNotLast, mergeUndoExpired } from '../errors.ts'
import { mergeTakenBack } from '../events.ts'
import { addToTimeline } from '../timeline/add.ts'
import type { StoredPlan } from './merge.ts'
import { moveBack } from './moves.ts'
import { fieldsOf, uniqueFields } from './plan.ts'

/**
 * Makes two customers of one again: the loser exactly as it was, the winner too but for what was changed since.
 * @throws Problem NOT_FOUND, CUSTOMERS_MERGE_UNDONE, _UNDO_EXPIRED, _NOT_LAST
 */
export async function undoCustomerMerge(ctx: Context, mergeId: string) {
  const merge = await ctx.records(CustomerMerge).lock(mergeId)
  const { winnerId, loserId } = merge
  if (new Date(merge.undoUntil) < ctx.now) throw new Problem(mergeUndoExpired)
  await assertLast(ctx, mergeId, winnerId)
  const plan = merge.plan as StoredPlan
  const refused = await refusedSince(ctx, winnerId, merge.mergedAt, plan)
  const current = fieldsOf(ctx, await ctx.records(Customer).lock(winnerId))
  const before = undoMerge(plan, current)

  await takeBackAdded(ctx, winnerId, plan)
  await moveBack(ctx, mergeId)
  await ctx.records(Customer).update(winnerId, before.winner)
  await ctx.db.query('update customers set merged_into_id = null where id = $1', [loserId])
  const unique = Object.fromEntries(uniqueFields(ctx).map((name) => [name, before.loser[name] ?? null]))
  await ctx.records(Customer).update(loserId, unique)
  await refuseToo(ctx, loserId, refused)
  await reopenPairs(ctx, plan.pairs)
  await compareAgain(ctx, [winnerId, loserId])
  const source = { sourceCollection: 'customer-merges', sourceId: mergeId }
  await addToTimeline(
    ctx,
    [winnerId, loserId].map((customerId) => ({
      customerId,
      type: 'customers.merge-undone',
      summary: 'Merge undone',
      ...source,
    })),
  )
  ctx.emit(mergeTakenBack, { mergeId, winnerId, loserId })
  return ctx.records(CustomerMerge).update(mergeId, { undoneAt: ctx.now.toISOString() })
}

/** Later merges built on this one, so they are undone first. */
async function assertLast(ctx: Context, mergeId: string, winnerId: string): Promise<void> {
  const later = await ctx.db.query(
    `select from customer_merges m join customer_merges this on this.id = $1
     where m.id > this.id and m.undone_at is null and $2 in (m.winner_id, m.loser_id) limit 1`,
    [mergeId, winnerId],
  )
  if (later.length > 0) throw new Problem(mergeNotLast)
}

async function takeBackAdded(ctx: Context, customerId: string, { added }: StoredPlan): Promise<void> {
  for (const [entity, ids] of [
    [CustomerEmail, added.emails],
    [CustomerPhone, added.phones],
    [Consent, added.consents],
  ] as const) {
    for (const id of ids) {
      const [known] = await ctx.records(entity).find({ id, customerId })
      if (known) await ctx.records(entity).delete(id)
    }
  }
}

/** Channels on which somebody refused while the two were one. */
async function refusedSince(
  ctx: Context,
  customerId: string,
  mergedAt: string,
  { added }: StoredPlan,
): Promise<Channel[]> {
  const rows = await ctx.db.query<{ channel: Channel }>(
    `select distinct channel from consents
     where customer_id = $1 and state = 'withdrawn' and created_at >= $2 and id <> all($3::uuid[])`,
    [customerId, mergedAt, added.consents],
  )
  return rows.map(({ channel }) => channel)
}

/** Nobody knows which of the two it was: whoever had given consent has withdrawn it as well. */
async function refuseToo(ctx: Context, customerId: string, channels: Channel[]): Promise<void> {
  for (const { channel, state } of await currentConsents(ctx, customerId)) {
    if (state !== 'given' || !channels.includes(channel)) continue
    const source = 'Withdrawn while merged with another record'
    await recordConsent(ctx, customerId, { channel, state: 'withdrawn', source })
  }
}

async function reopenPairs(ctx: Context, ids: string[]): Promise<void> {
  await ctx.db.query(
    `update duplicate_pairs set status = 'open', version = version + 1, updated_at = $2 where id = any($1) and status = 'merged'`,
    [ids, ctx.now],
  )
}
