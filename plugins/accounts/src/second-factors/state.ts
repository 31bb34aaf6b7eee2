import { type Context, Problem } from '@bezel/core'
import { secondFactorNeeded } from '../errors.ts'

/** What a user has beside the password. */
export interface Factors {
  totp: boolean
  passkeys: number
  recoveryCodesLeft: number
  /** The role takes a second factor. */
  required: boolean
  /** The password alone would be too short. */
  shortPassword: boolean
}

export async function factorsOf(ctx: Context, userId: string): Promise<Factors> {
  const [row] = await ctx.db.query<Factors>(
    `select c.totp_confirmed_at is not null as totp, coalesce(c.short_password, false) as "shortPassword",
       r.second_factor as required,
       (select count(*)::int from accounts_passkeys p where p.user_id = u.id) as passkeys,
       (select count(*)::int from accounts_recovery_codes k where k.user_id = u.id and k.used_at is null) as "recoveryCodesLeft"
     from users u join roles r on r.id = u.role_id left join accounts_credentials c on c.user_id = u.id where u.id = $1`,
    [userId],
  )
  return row ?? { totp: false, passkeys: 0, recoveryCodesLeft: 0, required: false, shortPassword: false }
}

export function hasSecondFactor({ totp, passkeys }: Factors): boolean {
  return totp || passkeys > 0
}

/** The ways a second factor can be given, best first. */
export function methodsOf({ totp, passkeys, recoveryCodesLeft }: Factors): string[] {
  return [
    ...(passkeys > 0 ? ['passkey'] : []),
    ...(totp ? ['totp'] : []),
    ...(recoveryCodesLeft > 0 ? ['recovery-code'] : []),
  ]
}

/** Called after a factor was removed. @throws Problem ACCOUNTS_SECOND_FACTOR_NEEDED where the role or the password takes one */
export async function assertEnoughLeft(ctx: Context, userId: string): Promise<void> {
  const factors = await factorsOf(ctx, userId)
  if (!hasSecondFactor(factors) && (factors.required || factors.shortPassword))
    throw new Problem(secondFactorNeeded)
}

/** Sessions that waited for a second factor reach everything of their role from now on. */
export async function liftLimit(ctx: Context, userId: string): Promise<void> {
  await ctx.db.query('update bezel_core.sessions set needs_second_factor = false where user_id = $1', [
    userId,
  ])
}
