import { type Context, eraseHistory, Problem, redactMentions } from '@bezel/core'
import { Customer } from '../entities/customer.ts'
import { CustomerErasure } from '../entities/erasure.ts'
import { alreadyErased } from '../errors.ts'
import { customerErased } from '../events.ts'
import { actorName, addToTimeline } from '../timeline/add.ts'
import type { PersonalDataContributor } from './contributors.ts'
import { identifiersOfCustomers } from './identifiers.ts'
import { withMerged } from './merged.ts'

/** Entities of records that are deleted with the person, and the columns that point to it. */
const DELETED: [entity: string, table: string, columns: string[]][] = [
  ['Reminder', 'reminders', ['customer_id']],
  ['LifeEvent', 'life_events', ['customer_id']],
  ['RingSize', 'ring_sizes', ['customer_id']],
  ['CustomerEmail', 'customer_emails', ['customer_id']],
  ['CustomerPhone', 'customer_phones', ['customer_id']],
  ['CustomerAddress', 'customer_addresses', ['customer_id']],
  ['Wish', 'wishes', ['customer_id']],
  ['CustomerNote', 'customer_notes', ['customer_id']],
  ['CustomerRelation', 'customer_relations', ['customer_id', 'related_id']],
  ['DuplicatePair', 'duplicate_pairs', ['first_id', 'second_id']],
]

/**
 * Erases a person for good: fields emptied, parts deleted, histories and files too, of the records merged into this one
 * as well. What stays: an empty record that other plugins may refer to, that consent was given and withdrawn and when,
 * and who erased it why. All in statements of its own, for what `ctx.records` writes would keep the values in the audit.
 * @throws Problem NOT_FOUND, CUSTOMERS_ERASED
 */
export async function eraseCustomer(
  ctx: Context,
  contributors: readonly PersonalDataContributor[],
  customerId: string,
  reason: string,
) {
  const customer = await ctx.records(Customer).lock(customerId)
  if (customer.erasedAt) throw new Problem(alreadyErased)
  const ids = await withMerged(ctx, customerId)
  // First, for a customer without a name is allowed only then; and audited, for this value is not personal.
  await ctx.records(Customer).update(customerId, { erasedAt: ctx.now.toISOString() })
  for (const id of ids) for (const { erase } of contributors) await erase(ctx, id)
  // While it is still known what the person is called.
  await redactMentions(ctx, await identifiersOfCustomers(ctx, ids))

  const parts = await knownParts(ctx, ids)
  for (const [entity, table, columns] of DELETED) {
    const where = columns.map((column) => `${column} = any($1)`).join(' or ')
    const gone = await ctx.db.query<{ id: string }>(`delete from ${table} where ${where} returning id`, [ids])
    await eraseHistory(ctx.db, entity, [...gone.map(({ id }) => id), ...(parts.get(entity) ?? [])])
  }
  await eraseMerges(ctx, ids)
  await pseudonymiseConsents(ctx, ids)
  await eraseTimeline(ctx, ids)
  await eraseFiles(ctx, ids)
  await emptyCustomers(ctx, ids)
  return leaveTrace(ctx, customerId, reason)
}

/**
 * Parts that the history knows, by entity: those that are gone by now, whatever took them away, are still told of there.
 * One reading of it for all entities, for it is long.
 */
async function knownParts(ctx: Context, customerIds: string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.db.query<{ entity: string; ids: string[] }>(
    `select entity, array_agg(distinct record_id) as ids from bezel_core.audit
     where entity = any($1) and diff is not null and exists (
       select from unnest(array['customerId', 'relatedId', 'firstId', 'secondId']) as f(name)
       where diff -> f.name ->> 0 = any($2) or diff -> f.name ->> 1 = any($2))
     group by entity`,
    [DELETED.map(([entity]) => entity), customerIds],
  )
  return new Map(rows.map(({ entity, ids }) => [entity, ids]))
}

/** A merge of erased customers cannot be undone: its plan held both of them. */
async function eraseMerges(ctx: Context, ids: string[]): Promise<void> {
  const merges = await ctx.db.query<{ id: string }>(
    `update customer_merges set plan = '{}', undo_until = least(undo_until, $2), version = version + 1, updated_at = $2
     where winner_id = any($1) or loser_id = any($1) returning id`,
    [ids, ctx.now],
  )
  const mergeIds = merges.map(({ id }) => id)
  await ctx.db.query('delete from customer_merge_moves where merge_id = any($1)', [mergeIds])
  await eraseHistory(ctx.db, 'CustomerMerge', mergeIds)
}

/** That and when somebody consented must be provable for years. Whoever holds the proof can still be told from others by its keyed hash. */
async function pseudonymiseConsents(ctx: Context, ids: string[]): Promise<void> {
  const consents = await ctx.db.query<{ id: string; proof: string | null; source: string }>(
    'select id, proof, source from consents where customer_id = any($1)',
    [ids],
  )
  const hashed = (text: string | null) => text && `hash:${ctx.keyring.sign('customers.consent-proof', text)}`
  const rows = consents.map(({ id, proof, source }) => ({ id, proof: hashed(proof), source: hashed(source) }))
  await ctx.db.query(
    `update consents c set proof = r.proof, source = r.source, wording = null, version = version + 1, updated_at = $2
     from jsonb_to_recordset($1::jsonb) as r(id uuid, proof text, source text) where c.id = r.id`,
    [JSON.stringify(rows), ctx.now],
  )
  await eraseHistory(
    ctx.db,
    'Consent',
    consents.map(({ id }) => id),
  )
}

/** What happened stays, as types and times; what was said about it goes. */
async function eraseTimeline(ctx: Context, ids: string[]): Promise<void> {
  await ctx.db.query(
    `update timeline_entries set summary = 'Erased', details = null, version = version + 1, updated_at = $2
     where customer_id = any($1)`,
    [ids, ctx.now],
  )
}

/** The core sweeps the bytes of files whose record is gone. */
async function eraseFiles(ctx: Context, ids: string[]): Promise<void> {
  const photos = await ctx.db.query<{ id: string }>(
    `update customers c set photo_id = null from customers before
     where c.id = any($1) and before.id = c.id and before.photo_id is not null returning before.photo_id as id`,
    [ids],
  )
  // A photo may have been uploaded before anybody said whose it is.
  const gone = await ctx.db.query<{ id: string }>(
    `delete from files where (owner_entity = 'Customer' and owner_id = any($1)) or (owner_id is null and id = any($2))
     returning id`,
    [ids, photos.map(({ id }) => id)],
  )
  await eraseHistory(
    ctx.db,
    'File',
    gone.map(({ id }) => id),
  )
}

/** Empties every field that may be empty, those of extensions and run-time fields included; lists become empty lists. */
async function emptyCustomers(ctx: Context, ids: string[]): Promise<void> {
  const model = ctx.registry.of(Customer)
  const emptied = model.fields.filter(
    ({ name, optional, facets, expression }) =>
      !expression && !['mergedIntoId', 'erasedAt'].includes(name) && (optional || facets.kind === 'list'),
  )
  const sets = emptied.flatMap(({ columns, facets }) =>
    columns.map((column) => `"${column}" = ${facets.kind === 'list' ? `'{}'` : 'null'}`),
  )
  await ctx.db.query(
    `update customers set ${sets.join(', ')}, custom = '{}', erased_at = coalesce(erased_at, $2) where id = any($1)`,
    [ids, ctx.now],
  )
  for (const table of ['customer_match', 'customer_cards'])
    await ctx.db.query(`delete from ${table} where customer_id = any($1)`, [ids])
  await eraseHistory(ctx.db, 'Customer', ids)
  await eraseAnswers(ctx, ids)
}

/** Answers kept for repeated requests hold records for a day. */
async function eraseAnswers(ctx: Context, ids: string[]): Promise<void> {
  await ctx.db.query(
    // Somewhere in it: an answer to many writes at once holds many records.
    'delete from bezel_core.idempotency where answer::text like any($1)',
    [ids.map((id) => `%${id}%`)],
  )
}

async function leaveTrace(ctx: Context, customerId: string, reason: string) {
  const erasedAt = ctx.now.toISOString()
  await addToTimeline(ctx, [{ customerId, type: 'customers.erased', summary: 'Personal data erased' }])
  ctx.emit(customerErased, { customerId })
  return ctx.records(CustomerErasure).create({ customerId, reason, erasedAt, actor: actorName(ctx) })
}
