import { type Context, findMentions, findRejectedRows, type Mention, type RejectedRow } from '@bezel/core'
import { Customer } from '../entities/customer.ts'
import type { PersonalDataContributor } from './contributors.ts'
import { identifiersOfCustomers } from './identifiers.ts'
import { withMerged } from './merged.ts'

type Rows = Record<string, unknown>[]

/** Everything held about a person. */
export interface PersonalData {
  exportedAt: string
  customer: Record<string, unknown>
  /** Records that refer to the customer, of every plugin, by collection. */
  records: Record<string, Rows>
  /** Rest of an imported vCard that no field holds. */
  card: unknown
  files: Rows
  /** Texts of other records that name the person, word for word and without the rest of the record: that may be about others. */
  mentions: Mention[]
  /** Rows about the person that an import rejected. */
  rejectedRows: RejectedRow[]
  /** What other plugins hold in other ways, by plugin. */
  contributions: Record<string, unknown>
}

/** Collects all that is held about a customer, for the person's own copy. */
export async function collectPersonalData(
  ctx: Context,
  contributors: readonly PersonalDataContributor[],
  customerId: string,
): Promise<PersonalData> {
  const customer = await ctx.records(Customer).get(customerId)
  const contributions: Record<string, unknown> = {}
  for (const { name, collect } of contributors) contributions[name] = await collect(ctx, customerId)
  const ids = await withMerged(ctx, customerId)
  const identifiers = await identifiersOfCustomers(ctx, ids)
  const [card] = await ctx.db.query('select uid, rest from customer_cards where customer_id = $1', [
    customerId,
  ])
  const records = await referringRecords(ctx, ids)
  const shown = new Set<unknown>([
    ...ids,
    ...Object.values(records).flatMap((rows) => rows.map(({ id }) => id)),
  ])
  const mentions = await findMentions(ctx, identifiers)
  return {
    exportedAt: ctx.now.toISOString(),
    customer,
    records,
    card: card ?? null,
    files: await ctx.db.query(
      `select id, name, media_type as "mediaType", size, created_at as "createdAt" from files
       where owner_entity = 'Customer' and owner_id = any($1) order by id`,
      [ids],
    ),
    mentions: mentions.filter(({ id }) => !shown.has(id)),
    rejectedRows: await findRejectedRows(ctx, identifiers),
    contributions,
  }
}

const MOST = 100_000

/** What says the same as the record it was merged into stayed with the other one, and is held as well. */
async function referringRecords(ctx: Context, customerIds: string[]): Promise<Record<string, Rows>> {
  const found: Record<string, Rows> = {}
  for (const model of ctx.registry.models) {
    const references = [...model.relations.values()].filter(
      ({ type, target }) => type === 'one' && target.name === Customer.name,
    )
    const records = new Map<unknown, Record<string, unknown>>()
    for (const { field } of references) {
      for (const id of customerIds) {
        const rows = await ctx
          .records(model.entity, { stores: 'all' })
          .find({ [field.name]: id }, { limit: MOST })
        for (const row of rows) records.set(row.id, row)
      }
    }
    if (records.size > 0) found[model.collection] = [...records.values()]
  }
  return found
}
