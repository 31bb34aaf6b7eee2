import { type Context, on } from '@bezel/core'
import { customerMerged } from '@bezel/customers/contract'

/** The account follows its customer, unless the other one has an account already: nobody gets two, and nobody loses one. */
async function follow(ctx: Context, winnerId: string, loserId: string): Promise<void> {
  await ctx.db.query(
    `update users set customer_id = $1 where customer_id = $2 and not exists (select from users where customer_id = $1)`,
    [winnerId, loserId],
  )
}

export const followMerge = on(customerMerged, 'follow-merge', async (ctx, { payload }) => {
  const { winnerId, loserId } = payload as Record<string, string>
  if (winnerId && loserId) await follow(ctx, winnerId, loserId)
})
