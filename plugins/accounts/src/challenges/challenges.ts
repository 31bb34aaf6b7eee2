import { randomInt } from 'node:crypto'
import {
  addressLimit,
  addressSubject,
  type Context,
  limitGuesses,
  newToken,
  type PrepareContext,
  Problem,
  tokenHash,
} from '@bezel/core'
import { challengeInvalid } from '../errors.ts'
import { deviceOfEmail } from '../sign-in/devices.ts'

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

/** The token of a mail's link, or its code with the ticket of who asked for the mail. */
export interface Proof {
  token?: string | undefined
  ticket?: string | undefined
  code?: string | undefined
}

const guessesOfCode = 5
const codeLimit = { most: 10, seconds: 3600 }

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
function codeHash(ctx: Context, id: string, code: string): string {
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

const open = 'used_at is null and expires_at > $3'

async function findByToken(
  ctx: Context,
  purposes: readonly Purpose[],
  token: string,
): Promise<string | undefined> {
  const [row] = await ctx.db.query<{ id: string }>(
    `select id from accounts_challenges where token_hash = $1 and purpose = any($2) and ${open}`,
    [tokenHash(token), purposes, ctx.now],
  )
  return row?.id
}

/**
 * Counts the guess before the code is compared: five at a challenge, and ten an hour at an address. A device that the person
 * signed in with before has ten of its own.
 */
async function findByCode(ctx: PrepareContext, purposes: readonly Purpose[], ticket: string, code: string) {
  const values = [tokenHash(ticket), purposes, ctx.now]
  const [known] = await ctx.db.query<{ email: string | null }>(
    `select email::text from accounts_challenges where ticket_hash = $1 and purpose = any($2) and ${open}`,
    values,
  )
  if (!known) return undefined
  const device = known.email ? await deviceOfEmail(ctx, known.email) : undefined
  await limitGuesses(
    ctx.db,
    `code:${purposes[0]}:${device ?? known.email?.toLowerCase() ?? 'none'}`,
    codeLimit,
  )
  const [row] = await ctx.db.query<{ id: string; codeHash: string | null }>(
    `update accounts_challenges set guesses = guesses + 1
     where ticket_hash = $1 and purpose = any($2) and ${open} and guesses < $4 returning id, code_hash as "codeHash"`,
    [...values, guessesOfCode],
  )
  return row && row.codeHash === codeHash(ctx, row.id, code) ? row.id : undefined
}

/**
 * Which challenge a proof is of; nothing is used up yet.
 * @throws Problem ACCOUNTS_CODE_INVALID alike for wrong, used, old and unknown ones; TOO_MANY_REQUESTS
 */
export async function findChallenge(
  ctx: PrepareContext,
  purpose: Purpose | readonly Purpose[],
  proof: Proof,
): Promise<string> {
  const { token, ticket, code } = proof
  const purposes = [purpose].flat()
  await limitGuesses(ctx.db, `proof:${addressSubject(ctx.client?.address ?? 'none')}`, addressLimit)
  const id = token
    ? await findByToken(ctx, purposes, token)
    : ticket && code
      ? await findByCode(ctx, purposes, ticket, code)
      : undefined
  if (!id) throw new Problem(challengeInvalid)
  return id
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

/** Counts a guess at what a ticket is about. @throws Problem ACCOUNTS_CODE_INVALID when there were five */
export async function countGuess(ctx: PrepareContext, id: string): Promise<void> {
  const counted = await ctx.db.query(
    'update accounts_challenges set guesses = guesses + 1 where id = $1 and used_at is null and guesses < $2 returning id',
    [id, guessesOfCode],
  )
  if (counted.length === 0) throw new Problem(challengeInvalid)
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
