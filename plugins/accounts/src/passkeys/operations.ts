import { type Context, notFound, operation, Problem, Type } from '@bezel/core'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { openChallenge, takeChallenge } from '../challenges/challenges.ts'
import {
  challengeInvalid,
  lastWayIn,
  passkeyRefused,
  passkeysNeedName,
  secondFactorNeeded,
} from '../errors.ts'
import { assertWayInLeft, lockUser } from '../identities/ways-in.ts'
import { body, byId, done, id, nullable, words } from '../inputs.ts'
import { ownId } from '../own.ts'
import { firstRecoveryCodes } from '../second-factors/operations.ts'
import { assertEnoughLeft, liftLimit } from '../second-factors/state.ts'
import { noteEvent } from '../security/note.ts'
import { answered, asked, asksFor, minutes } from './asking.ts'
import { siteOf, verifyNew, webauthn } from './webauthn.ts'

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

export const passkeyOperations = [beginAdd, add, list, remove]
