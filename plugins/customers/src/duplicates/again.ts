import type { Context } from '@bezel/core'

/** Makes the finder of duplicates look at customers again, whose parts changed but not their own record. */
export async function compareAgain(ctx: Context, ids: string[]): Promise<void> {
  await ctx.db.query('delete from customer_match where customer_id = any($1)', [ids])
}
