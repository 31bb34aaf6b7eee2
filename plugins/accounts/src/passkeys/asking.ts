import { type Context, Problem, Type } from '@bezel/core'
import { challengeOfTicket } from '../challenges/challenges.ts'
import { challengeInvalid } from '../errors.ts'
import { secretText } from '../inputs.ts'

// What adding a passkey and using one have in common: we ask the browser, and it answers with the ticket of the question.

export const minutes = 10
const options = Type.Record(Type.String(), Type.Unknown())
/** What the browser's own API gives, as JSON; the library checks it. */
const response = Type.Record(Type.String(), Type.Unknown())
export const asked = Type.Object({ ticket: Type.String(), options })
export const answered = { ticket: secretText(100), response }

/** The challenge that a ticket of the right kind holds. */
export async function asksFor(ctx: Context, ticket: string, kind: 'add' | 'use') {
  const challenge = await challengeOfTicket(ctx, 'passkey', ticket)
  if (challenge.data.for !== kind) throw new Problem(challengeInvalid)
  return { ...challenge, expected: challenge.data.challenge as string }
}
