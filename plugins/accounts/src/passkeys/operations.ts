import {
  admissionSchema,
  type Context,
  confirmSession,
  notFound,
  operation,
  type PrepareContext,
  Problem,
  Type,
} from '@bezel/core'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { challengeOfTicket, openChallenge, takeChallenge } from '../challenges/challenges.ts'
import {
  challengeInvalid,
  lastWayIn,
  passkeyRefused,
  passkeysNeedName,
  secondFactorNeeded,
} from '../errors.ts'
import { assertWayInLeft, lockUser } from '../identities/operations.ts'
import { body, byId, done, id, maybe, nullable, secretText, words } from '../inputs.ts'
import { ownId } from '../own.ts'
import { firstRecoveryCodes } from '../second-factors/operations.ts'
import { assertEnoughLeft, liftLimit } from '../second-factors/state.ts'
import { noteEvent } from '../security/note.ts'
import { finishSignIn } from '../sign-in/finish.ts'
import { type Passkey, siteOf, verifyNew, verifyUse, webauthn } from './webauthn.ts'

const minutes = 10
const options = Type.Record(Type.String(), Type.Unknown())
/** What the browser's own API gives, as JSON; the library checks it. */
const response = Type.Record(Type.String(), Type.Unknown())
const asked = Type.Object({ ticket: Type.String(), options })
const answered = { ticket: secretText(100), response }

async function passkeysOf(ctx: Context, userId: string) {
  return ctx.db.query<{ credentialId: string; transports: string[] }>(
    'select credential_id as "credentialId", transports from accounts_passkeys where user_id = $1',
    [userId],
  )
}

const beginAdd = operation({
  name: 'account.begin-passkey',
  needs: 'own-account',
  stepUp: true,
  summary: 'Begin to add a passkey: what to hand to the browser',
  input: body({}),
  output: asked,
  rest: 'POST /account/passkeys/begin',
  graphql: 'mutation beginPasskey',
  errors: [passkeysNeedName],
  async run(ctx) {
    const userId = ownId(ctx)
    const { rpID } = siteOf(ctx)
    const { generateRegistrationOptions } = await webauthn()
    const [user] = await ctx.db.query<{ email: string; name: string }>(
      'select email::text, name from users where id = $1',
      [userId],
    )
    const made = await generateRegistrationOptions({
      rpName: rpID,
      rpID,
      userName: user?.email ?? '',
      userDisplayName: user?.name ?? '',
      userID: Uint8Array.from(Buffer.from(userId.replaceAll('-', ''), 'hex')),
      attestationType: 'none',
      excludeCredentials: (await passkeysOf(ctx, userId)).map((one) => ({ id: one.credentialId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const data = { challenge: made.challenge, for: 'add' }
    const { ticket } = await openChallenge(ctx, { purpose: 'passkey', userId, data, minutes })
    return { ticket, options: made as never }
  },
})

/** The challenge that a ticket of the right kind holds. */
async function asksFor(ctx: Context, ticket: string, kind: 'add' | 'use') {
  const challenge = await challengeOfTicket(ctx, 'passkey', ticket)
  if (challenge.data.for !== kind) throw new Problem(challengeInvalid)
  return { ...challenge, expected: challenge.data.challenge as string }
}

const add = operation({
  name: 'account.add-passkey',
  needs: 'own-account',
  secret: true,
  summary:
    'Add the passkey that the browser made; answers with recovery codes where there were none, shown once',
  input: body({ ...answered, name: words(80) }),
  output: Type.Object({ id, recoveryCodes: nullable(Type.Array(Type.String())) }),
  rest: 'POST /account/passkeys',
  graphql: 'mutation addPasskey',
  status: 201,
  errors: [challengeInvalid, passkeyRefused],
  async prepare(ctx, input) {
    const challenge = await asksFor(ctx, input.ticket, 'add')
    if (challenge.userId !== ownId(ctx)) throw new Problem(challengeInvalid)
    const made = await verifyNew(
      siteOf(ctx),
      challenge.expected,
      input.response as never as RegistrationResponseJSON,
    )
    return { challengeId: challenge.id, made }
  },
  async run(ctx, { name }, { challengeId, made }) {
    const [userId, passkeyId] = [ownId(ctx), ctx.newId()]
    await takeChallenge(ctx, challengeId)
    const { credential, credentialBackedUp } = made
    await ctx.db.query(
      `insert into accounts_passkeys (id, user_id, credential_id, public_key, counter, transports, name, backed_up, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        passkeyId,
        userId,
        credential.id,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        name,
        credentialBackedUp,
        ctx.now,
      ],
    )
    await liftLimit(ctx, userId)
    await noteEvent(ctx, 'passkey-added', userId)
    return { id: passkeyId, recoveryCodes: await firstRecoveryCodes(ctx, userId) }
  },
})

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

const list = operation({
  name: 'account.passkeys',
  needs: 'own-account',
  summary: 'Your passkeys',
  input: body({}),
  output: Type.Object({
    passkeys: Type.Array(
      Type.Object({
        id,
        name: Type.String(),
        backedUp: Type.Boolean(),
        createdAt: Type.String(),
        lastUsedAt: nullable(Type.String()),
      }),
    ),
  }),
  rest: 'GET /account/passkeys',
  graphql: 'query accountPasskeys',
  async run(ctx) {
    const passkeys = await ctx.db.query(
      `select id, name, backed_up as "backedUp", created_at as "createdAt", last_used_at as "lastUsedAt"
       from accounts_passkeys where user_id = $1 order by created_at`,
      [ownId(ctx)],
    )
    return { passkeys: passkeys as never }
  },
})

const remove = operation({
  name: 'account.remove-passkey',
  needs: 'own-account',
  stepUp: true,
  summary: 'Remove a passkey; never the last way into your account',
  input: byId,
  output: done,
  rest: 'DELETE /account/passkeys/:id',
  graphql: 'mutation removePasskey',
  errors: [lastWayIn, secondFactorNeeded],
  async run(ctx, { id: passkeyId }) {
    const userId = ownId(ctx)
    await lockUser(ctx, userId)
    const gone = await ctx.db.query(
      'delete from accounts_passkeys where id = $1 and user_id = $2 returning id',
      [passkeyId, userId],
    )
    if (gone.length === 0) throw new Problem(notFound)
    await assertWayInLeft(ctx, userId)
    await assertEnoughLeft(ctx, userId)
    await noteEvent(ctx, 'passkey-removed', userId)
    return { done: true }
  },
})

export const passkeyOperations = [beginAdd, add, beginUse, signIn, confirm, list, remove]
