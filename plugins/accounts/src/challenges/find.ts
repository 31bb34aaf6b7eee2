import {
  addressLimit,
  addressSubject,
  type Context,
  limitGuesses,
  type PrepareContext,
  Problem,
  tokenHash,
} from '@bezel/core'
import { challengeInvalid } from '../errors.ts'
import { deviceOfEmail } from '../sign-in/devices.ts'
import { codeHash, open, type Purpose } from './challenges.ts'

/** The token of a mail's link, or its code with the ticket of who asked for the mail. */
export interface Proof {
  token?: string | undefined
  ticket?: string | undefined
  code?: string | undefined
}

const guessesOfCode = 5
const codeLimit = { most: 10, seconds: 3600 }

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

/** Counts a guess at what a ticket is about. @throws Problem ACCOUNTS_CODE_INVALID when there were five */
export async function countGuess(ctx: PrepareContext, id: string): Promise<void> {
  const counted = await ctx.db.query(
    'update accounts_challenges set guesses = guesses + 1 where id = $1 and used_at is null and guesses < $2 returning id',
    [id, guessesOfCode],
  )
  if (counted.length === 0) throw new Problem(challengeInvalid)
}
