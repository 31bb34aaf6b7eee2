import { type Context, Problem } from '@bezel/core'
import { Secret, TOTP } from 'otpauth'
import { totpActive, totpMissing } from '../errors.ts'

const period = 30

function totpOf(secret: Secret, label = 'account', issuer = 'Bezel'): TOTP {
  return new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period })
}

/** Begins to set up an authenticator app; the seed is kept encrypted and counts once a code of it was entered. */
export async function beginTotp(ctx: Context, userId: string, label: string, issuer: string) {
  const secret = new Secret({ size: 20 })
  const kept = await ctx.db.query(
    `insert into accounts_credentials as c (user_id, totp_secret) values ($1, $2)
     on conflict (user_id) do update set totp_secret = excluded.totp_secret, totp_step = null
       where c.totp_confirmed_at is null returning user_id`,
    [userId, ctx.keyring.encrypt(secret.base32)],
  )
  if (kept.length === 0) throw new Problem(totpActive)
  return { secret: secret.base32, uri: totpOf(secret, label, issuer).toString() }
}

/** A clock may be half a minute off; the step of a code that was taken is noted, so each code works once. */
async function takeStep(ctx: Context, userId: string, sealed: string, code: string): Promise<boolean> {
  const totp = totpOf(Secret.fromBase32(ctx.keyring.decrypt(sealed)))
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp: ctx.now.getTime(), window: 1 })
  if (delta === null) return false
  const step = Math.floor(ctx.now.getTime() / 1000 / period) + delta
  const taken = await ctx.db.query(
    `update accounts_credentials set totp_step = $2 where user_id = $1 and (totp_step is null or totp_step < $2) returning user_id`,
    [userId, step],
  )
  return taken.length > 0
}

/** Takes a code of the app: right, new, and of all who come with it exactly one caller is told so. */
export async function takeTotp(
  ctx: Context,
  userId: string,
  code: string,
  confirmed = true,
): Promise<boolean> {
  const [row] = await ctx.db.query<{ sealed: string }>(
    `select totp_secret as sealed from accounts_credentials
     where user_id = $1 and totp_secret is not null and (totp_confirmed_at is not null) = $2`,
    [userId, confirmed],
  )
  if (!row) {
    if (!confirmed) throw new Problem(totpMissing)
    return false
  }
  return takeStep(ctx, userId, row.sealed, code)
}

/** The app counts from now on. */
export async function confirmTotp(ctx: Context, userId: string): Promise<void> {
  await ctx.db.query('update accounts_credentials set totp_confirmed_at = $2 where user_id = $1', [
    userId,
    ctx.now,
  ])
}

export async function removeTotp(ctx: Context, userId: string): Promise<boolean> {
  const removed = await ctx.db.query(
    `update accounts_credentials set totp_secret = null, totp_confirmed_at = null, totp_step = null
     where user_id = $1 and totp_secret is not null returning user_id`,
    [userId],
  )
  return removed.length > 0
}
