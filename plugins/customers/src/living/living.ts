import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { alreadyErased, customerMergedAway } from '../errors.ts'

interface Owner {
  id: string
  createdAt: Date | string
  merged: boolean
  erased: boolean
}

const referred = ['customerId', 'relatedId'] as const

/**
 * The customers that written records belong to. What is written to one merged into another would be lost from sight,
 * and of one who was erased nothing may be kept. A merge locks both records, so whoever writes at the same time either
 * is moved with the rest or finds the merge here.
 * @throws Problem CUSTOMERS_MERGED_AWAY, CUSTOMERS_ERASED
 */
export async function livingOwners(ctx: Context, writes: RecordWrite[]): Promise<Map<string, Owner>> {
  const ids = writes.flatMap(({ before, after }) =>
    referred.flatMap((field) => ((after ?? before)?.[field] ? [String((after ?? before)?.[field])] : [])),
  )
  const owners = await ctx.db.query<Owner>(
    `select id, created_at as "createdAt", merged_into_id is not null as merged, erased_at is not null as erased
     from customers where id = any($1)`,
    [[...new Set(ids)]],
  )
  const byId = new Map(owners.map((owner) => [owner.id, owner]))
  for (const { after } of writes) {
    for (const field of referred) {
      const owner = byId.get(String(after?.[field]))
      if (owner?.erased) throw new Problem(alreadyErased)
      if (owner?.merged) throw new Problem(customerMergedAway)
    }
  }
  return byId
}

/** The same for entities with nothing else to tell. */
export async function assertLiving(ctx: Context, writes: RecordWrite[]): Promise<void> {
  await livingOwners(ctx, writes)
}
