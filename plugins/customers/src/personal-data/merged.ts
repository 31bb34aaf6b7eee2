import type { Context } from '@bezel/core'

/** The customer and all that were merged into it, however many merges ago. */
export async function withMerged(ctx: Context, customerId: string): Promise<string[]> {
  const rows = await ctx.db.query<{ id: string }>(
    `with recursive merged as (
       select id from customers where id = $1
       union select c.id from customers c join merged m on c.merged_into_id = m.id
     ) select id from merged`,
    [customerId],
  )
  return rows.map(({ id }) => id)
}
