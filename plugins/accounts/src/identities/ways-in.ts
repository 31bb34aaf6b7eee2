import { type Context, Problem } from '@bezel/core'
import { lastWayIn } from '../errors.ts'

/** Two who unlink at once must not both see the other's way in: the user's row is locked. @throws Problem ACCOUNTS_LAST_WAY_IN */
export async function assertWayInLeft(ctx: Context, userId: string): Promise<void> {
  const [user] = await ctx.db.query<{ ways: number }>(
    `select (password_hash is not null)::int + (select count(*)::int from accounts_identities where user_id = $1)
       + (select count(*)::int from accounts_passkeys where user_id = $1) as ways from users where id = $1`,
    [userId],
  )
  if (!user?.ways) throw new Problem(lastWayIn)
}

export async function lockUser(ctx: Context, userId: string): Promise<void> {
  await ctx.db.query('select from users where id = $1 for update', [userId])
}
