import {
  admissionSchema,
  type Context,
  confirmSession,
  operation,
  type PrepareContext,
  Problem,
  Type,
} from '@bezel/core'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { openChallenge, takeChallenge } from '../challenges/challenges.ts'
import { challengeInvalid, passkeyRefused, passkeysNeedName } from '../errors.ts'
import { body, done, maybe } from '../inputs.ts'
import { ownId } from '../own.ts'
import { finishSignIn } from '../sign-in/finish.ts'
import { answered, asked, asksFor, minutes } from './asking.ts'
import { type Passkey, siteOf, verifyUse, webauthn } from './webauthn.ts'

const beginUse = operation({
  name: 'account.ask-passkey',
  needs: 'public',
  summary: 'Begin to sign in, or to confirm that it is you, with a passkey: what to hand to the browser',
  input: body({}),
  output: asked,
  rest: 'POST /account/passkeys/ask',
  graphql: 'mutation askPasskey',
  errors: [passkeysNeedName],
  async run(ctx) {
    const { generateAuthenticationOptions } = await webauthn()
    // The browser offers the passkeys it has for us; naming them here would tell who has which.
    const made = await generateAuthenticationOptions({ rpID: siteOf(ctx).rpID, userVerification: 'required' })
    const data = { challenge: made.challenge, for: 'use' }
    const { ticket } = await openChallenge(ctx, { purpose: 'passkey', data, minutes })
    return { ticket, options: made as never }
  },
})

/** Verifies what the browser signed; whose passkey it is follows from its credential alone. */
async function verify(ctx: PrepareContext, input: { ticket: string; response: Record<string, unknown> }) {
  const { id: challengeId, expected } = await asksFor(ctx, input.ticket, 'use')
  const [passkey] = await ctx.db.query<Passkey>(
    `select p.id, p.user_id as "userId", p.credential_id as "credentialId", p.public_key as "publicKey", p.counter::int, p.transports
     from accounts_passkeys p join users u on u.id = p.user_id where p.credential_id = $1 and u.active`,
    [String(input.response.id)],
  )
  if (!passkey) throw new Problem(passkeyRefused)
  const counter = await verifyUse(
    siteOf(ctx),
    expected,
    input.response as never as AuthenticationResponseJSON,
    passkey,
  )
  return { challengeId, passkey, counter }
}

/** A counter that does not go on is a copied key, or the same answer twice. */
async function keepCounter(ctx: Context, { id: passkeyId }: Passkey, counter: number): Promise<void> {
  const kept = await ctx.db.query(
    `update accounts_passkeys set counter = $2, last_used_at = $3 where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
    [passkeyId, counter, ctx.now],
  )
  if (kept.length === 0) throw new Problem(passkeyRefused)
}

const signIn = operation({
  name: 'account.sign-in-passkey',
  needs: 'public',
  summary: 'Sign in with a passkey; it is both factors in one, so it also completes a sign-in by password',
  input: body({ ...answered, remember: maybe(Type.Boolean()) }),
  output: admissionSchema,
  rest: 'POST /account/passkeys/sign-in',
  graphql: 'mutation signInWithPasskey',
  errors: [challengeInvalid, passkeyRefused],
  prepare: verify,
  async run(ctx, { remember = false }, { challengeId, passkey, counter }) {
    await takeChallenge(ctx, challengeId)
    await keepCounter(ctx, passkey, counter)
    return finishSignIn(ctx, { userId: passkey.userId, methods: ['passkey'], remember })
  },
})

const confirm = operation({
  name: 'account.confirm-passkey',
  needs: 'own-account',
  summary: 'Confirm with a passkey that it is still you, for a dangerous operation',
  input: body(answered),
  output: done,
  rest: 'POST /account/passkeys/confirm',
  graphql: 'mutation confirmWithPasskey',
  errors: [challengeInvalid, passkeyRefused],
  prepare: verify,
  async run(ctx, _, { challengeId, passkey, counter }) {
    if (passkey.userId !== ownId(ctx)) throw new Problem(passkeyRefused)
    await takeChallenge(ctx, challengeId)
    await keepCounter(ctx, passkey, counter)
    await confirmSession(ctx)
    return { done: true }
  },
})

export const passkeyUse = [beginUse, signIn, confirm]
