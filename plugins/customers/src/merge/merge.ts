import { type Context, Problem } from '@bezel/core'
import { currentConsents, recordConsent } from '../consent/consents.ts'
import type { MergeChoices } from '../domain/index.ts'
import { compareAgain } from '../duplicates/again.ts'
import { CustomerEmail, CustomerPhone } from '../entities/contact-points.ts'
import { Customer } from '../entities/customer.ts'
import { CustomerMerge } from '../entities/duplicates.ts'
import { mergeImpossible } from '../errors.ts'
import { customerMerged } from '../events.ts'
import { actorName, addToTimeline } from '../timeline/add.ts'
import { moveAll } from './moves.ts'
import { mergeParts } from './parts.ts'
import { type CustomerPlan, type Fields, planFields, uniqueFields, withoutSecrets } from './plan.ts'

/** All that a merge keeps about itself, besides the moves of references. */
export interface StoredPlan extends CustomerPlan {
  /** Records that the merge made, by entity: an address that was the loser's main one. */
  added: { emails: string[]; phones: string[]; consents: string[] }
  /** Pairs of duplicates that it settled. */
  pairs: string[]
}

const UNDO_DAYS = 30
const DAY_MS = 86_400_000

/** Two customers that can be merged, locked. @throws Problem CUSTOMERS_MERGE_IMPOSSIBLE, NOT_FOUND */
async function lockBoth(ctx: Context, winnerId: string, loserId: string): Promise<[Fields, Fields]> {
  if (winnerId === loserId) throw new Problem(mergeImpossible)
  const found = new Map<string, Fields>()
  // In one order whoever is the winner, so that two merges never wait for each other.
  for (const id of [winnerId, loserId].sort()) found.set(id, await ctx.records(Customer).lock(id))
  const both = [found.get(winnerId), found.get(loserId)] as [Fields, Fields]
  if (both.some(({ erasedAt }) => erasedAt)) throw new Problem(mergeImpossible)
  return both
}

/** What a merge would make of two customers. */
export async function previewMerge(ctx: Context, winnerId: string, loserId: string): Promise<CustomerPlan> {
  if (winnerId === loserId) throw new Problem(mergeImpossible)
  const customers = ctx.records(Customer)
  const plan = planFields(ctx, await customers.get(winnerId), await customers.get(loserId), {})
  return withoutSecrets(ctx, plan)
}

/**
 * Makes two customers one: the winner gets what the loser knows besides, the loser is hidden. Nothing is thrown away, so
 * that within 30 days everything can be as it was.
 * @throws Problem NOT_FOUND, CUSTOMERS_MERGE_IMPOSSIBLE
 */
export async function mergeCustomers(
  ctx: Context,
  winnerId: string,
  loserId: string,
  choices: MergeChoices<Fields> = {},
) {
  const [winner, loser] = await lockBoth(ctx, winnerId, loserId)
  const plan = planFields(ctx, winner, loser, choices)
  const mergedAt = ctx.now.toISOString()
  const undoUntil = new Date(ctx.now.getTime() + UNDO_DAYS * DAY_MS).toISOString()
  const empty: StoredPlan = { ...plan, added: { emails: [], phones: [], consents: [] }, pairs: [] }
  const merges = ctx.records(CustomerMerge)
  const merge = await merges.create({
    winnerId,
    loserId,
    plan: empty,
    mergedAt,
    undoUntil,
    actor: actorName(ctx),
  })

  const consents = await stricterConsents(ctx, winnerId, loserId)
  await moveReferences(ctx, merge.id, winnerId, loserId)
  const released = Object.fromEntries(uniqueFields(ctx).map((name) => [name, null]))
  await ctx.records(Customer).update(loserId, { ...released, mergedIntoId: winnerId })
  await ctx.records(Customer).update(winnerId, plan.result)
  const added = { ...(await keepOtherContacts(ctx, winnerId, plan)), consents }
  const pairs = await settlePairs(ctx, loserId)
  await compareAgain(ctx, [winnerId, loserId])
  await addToTimeline(ctx, [
    {
      customerId: winnerId,
      type: 'customers.merged',
      summary: 'Merged with another record',
      sourceCollection: 'customer-merges',
      sourceId: merge.id,
    },
  ])
  ctx.emit(customerMerged, { mergeId: merge.id, winnerId, loserId })
  return merges.update(merge.id, { plan: { ...empty, added, pairs } })
}

/** Everything of this plugin that points to the loser. */
async function moveReferences(
  ctx: Context,
  mergeId: string,
  winnerId: string,
  loserId: string,
): Promise<void> {
  await mergeParts(ctx, mergeId, winnerId, loserId)
  for (const table of ['wishes', 'customer_notes', 'consents', 'timeline_entries'])
    await moveAll(ctx, mergeId, { table, column: 'customer_id' }, [loserId, winnerId])
  await moveAll(ctx, mergeId, { table: 'files', column: 'owner_id' }, [loserId, winnerId])
}

/** The address and number that are not the main ones any more stand among the further ones. */
async function keepOtherContacts(ctx: Context, winnerId: string, { winner, loser, result }: CustomerPlan) {
  const emails = ctx.records(CustomerEmail)
  const phones = ctx.records(CustomerPhone)
  const other = (field: string) =>
    [winner[field], loser[field]].filter(
      (value) => typeof value === 'string' && !sameText(value, result[field]),
    ) as string[]
  const added: { emails: string[]; phones: string[] } = { emails: [], phones: [] }
  for (const address of other('email')) {
    const [known] = await emails.find({ customerId: winnerId, address })
    if (!known) added.emails.push((await emails.create({ customerId: winnerId, address })).id)
  }
  for (const number of other('phone')) {
    const [known] = await phones.find({ customerId: winnerId, number })
    if (!known) added.phones.push((await phones.create({ customerId: winnerId, number })).id)
  }
  return added
}

const sameText = (a: unknown, b: unknown) => String(a).toLowerCase() === String(b).toLowerCase()

/** A refusal on either record stands, whenever it was said. */
async function stricterConsents(ctx: Context, winnerId: string, loserId: string): Promise<string[]> {
  const [mine, theirs] = [await currentConsents(ctx, winnerId), await currentConsents(ctx, loserId)]
  const refused = mine.filter(({ state }, index) => {
    const states = [state, theirs[index]?.state]
    return states.includes('withdrawn') && states.includes('given')
  })
  const made: string[] = []
  for (const { channel } of refused) {
    const source = 'Merge of two records, one of which had refused'
    made.push((await recordConsent(ctx, winnerId, { channel, state: 'withdrawn', source })).id)
  }
  return made
}

/** The loser is no candidate any more. */
async function settlePairs(ctx: Context, loserId: string): Promise<string[]> {
  const rows = await ctx.db.query<{ id: string }>(
    `update duplicate_pairs set status = 'merged', version = version + 1, updated_at = $2
     where (first_id = $1 or second_id = $1) and status = 'open' returning id`,
    [loserId, ctx.now],
  )
  return rows.map(({ id }) => id)
}
