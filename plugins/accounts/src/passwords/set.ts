import { type Context, endSessions } from '@bezel/core'
import { voidChallenges } from '../challenges/challenges.ts'
import { accounts } from '../service.ts'
import { lengthOf } from './policy.ts'

export interface NewPassword {
  hash: string
  /** Shorter than a password alone may be. */
  isShort: boolean
}

export function isShort(ctx: Context, password: string): boolean {
  return lengthOf(password) < ctx.use(accounts).settings.passwordMinimum
}

/** Keeps a new password; what was begun with the old one is void, and every other session ends. */
export async function setPassword(
  ctx: Context,
  userId: string,
  { hash, isShort }: NewPassword,
  exceptSession: string | null = null,
): Promise<void> {
  await ctx.db.query('update users set password_hash = $2 where id = $1', [userId, hash])
  await ctx.db.query(
    `insert into accounts_credentials (user_id, short_password, password_changed_at) values ($1, $2, $3)
     on conflict (user_id) do update set short_password = excluded.short_password,
       password_changed_at = excluded.password_changed_at`,
    [userId, isShort, ctx.now],
  )
  await voidChallenges(ctx, userId, ['recover', 'second-factor'])
  await endSessions(ctx.db, userId, exceptSession)
}
