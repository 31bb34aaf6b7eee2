import type { Context } from '@bezel/core'
import { Customer } from '../entities/customer.ts'
import type { PersonalDataContributor } from './contributors.ts'
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
  const [card] = await ctx.db.query('select uid, rest from customer_cards where customer_id = $1', [
    customerId,
  ])
  return {
    exportedAt: ctx.now.toISOString(),
    customer,
    records: await referringRecords(ctx, ids),
    card: card ?? null,
    files: await ctx.db.query(
      `select id, name, media_type as "mediaType", size, created_at as "createdAt" from files
       where owner_entity = 'Customer' and owner_id = any($1) order by id`,
      [ids],
    ),
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
