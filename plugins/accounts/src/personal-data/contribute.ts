import type { Context } from '@bezel/core'
import type { PersonalDataContributor } from '@bezel/customers/contract'
import { collectUser, eraseUser, forgetReasons } from './portal-data.ts'

async function userOf(ctx: Context, customerId: string): Promise<string | undefined> {
  const [user] = await ctx.db.query<{ id: string }>('select id from users where customer_id = $1', [
    customerId,
  ])
  return user?.id
}

/** What is held about a customer because it has a portal account. */
export const portalData: PersonalDataContributor = {
  name: 'accounts',
  async collect(ctx, customerId) {
    const userId = await userOf(ctx, customerId)
    return userId ? collectUser(ctx, userId) : null
  },
  async erase(ctx, customerId) {
    const userId = await userOf(ctx, customerId)
    if (userId) await eraseUser(ctx, userId)
    await forgetReasons(ctx, 'customer_id', customerId)
  },
}
