import { randomInt } from 'node:crypto'
import { type Context, newToken, Problem, tokenHash } from '@bezel/core'
import { challengeInvalid } from '../errors.ts'

/** What is to be proved. A proof of one purpose is none of another. */
export type Purpose =
  | 'register'
  | 'recover'
  | 'email-old'
  | 'email-new'
  | 'invite'
  | 'second-factor'
  | 'passkey'

export interface Challenge {
  id: string
  email: string | null
  userId: string | null
  data: Record<string, unknown>
}

export interface NewChallenge {
  purpose: Purpose
  email?: string
  userId?: string
  /** Kept encrypted. */
  data?: Record<string, unknown>
  minutes: number
}

/** Of a statement whose third value is the time. */
export const open = 'used_at is null and expires_at > $3'

/** @returns the ticket for who began it; only its hash is kept. Nothing proves the challenge until `issueProofs`. */
export async function openChallenge(
  ctx: Context,
  { purpose, email, userId, data = {}, minutes }: NewChallenge,
): Promise<{ id: string; ticket: string }> {
  const [id, ticket] = [ctx.newId(), newToken()]
  await ctx.db.query(
    `insert into accounts_challenges (id, purpose, email, user_id, ticket_hash, data, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7::timestamptz + make_interval(mins => $8))`,
    [
      id,
      purpose,
      email ?? null,
      userId ?? null,
      tokenHash(ticket),
      ctx.keyring.encrypt(JSON.stringify(data)),
      ctx.now,
      minutes,
    ],
  )
  return { id, ticket }
}

/** Six digits can be tried, so their hash is keyed and bound to the challenge. */
export function codeHash(ctx: Context, id: string, code: string): string {
  return ctx.keyring.sign('accounts.code', `${id}:${code.replace(/\s/g, '')}`)
}

/** Makes the token and the code that a mail carries; earlier ones of the challenge are void, and its guesses begin anew. */
export async function issueProofs(
  ctx: Context,
  id: string,
  minutes: number,
): Promise<{ token: string; code: string }> {
  const [token, code] = [newToken(), randomInt(1_000_000).toString().padStart(6, '0')]
  await ctx.db.query(
    `update accounts_challenges set token_hash = $2, code_hash = $3, guesses = 0,
       expires_at = $4::timestamptz + make_interval(mins => $5) where id = $1`,
    [id, tokenHash(token), codeHash(ctx, id, code), ctx.now, minutes],
  )
  return { token, code }
}

interface Row {
  id: string
  email: string | null
  userId: string | null
  data: string | null
}

function toChallenge(ctx: Context, { data, ...row }: Row): Challenge {
  return { ...row, data: data ? JSON.parse(ctx.keyring.decrypt(data)) : {} }
}

const columns = 'id, email::text, user_id as "userId", data'

/**
 * Uses a challenge up, in the operation's transaction: of all who come with its proof exactly one caller receives it.
 * @throws Problem ACCOUNTS_CODE_INVALID
 */
export async function takeChallenge(ctx: Context, id: string): Promise<Challenge> {
  const [row] = await ctx.db.query<Row>(
    `update accounts_challenges set used_at = $2 where id = $1 and used_at is null and expires_at > $2 returning ${columns}`,
    [id, ctx.now],
  )
  if (!row) throw new Problem(challengeInvalid)
  return toChallenge(ctx, row)
}

/** Reads the challenge of a ticket, for a step that counts its guesses itself. @throws Problem ACCOUNTS_CODE_INVALID */
export async function challengeOfTicket(ctx: Context, purpose: Purpose, ticket: string): Promise<Challenge> {
  const [row] = await ctx.db.query<Row>(
    `select ${columns} from accounts_challenges where ticket_hash = $1 and purpose = $2 and ${open}`,
    [tokenHash(ticket), purpose, ctx.now],
  )
  if (!row) throw new Problem(challengeInvalid)
  return toChallenge(ctx, row)
}

/** What was begun and is no longer wanted: links of the password that was just changed. */
export async function voidChallenges(
  ctx: Context,
  userId: string,
  purposes: readonly Purpose[],
): Promise<void> {
  await ctx.db.query(
    `update accounts_challenges set used_at = $3 where purpose = any($2) and used_at is null
       and (user_id = $1 or email = (select email from users where id = $1))`,
    [userId, purposes, ctx.now],
  )
}
