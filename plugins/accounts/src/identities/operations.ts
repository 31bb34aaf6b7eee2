import { notFound, operation, Problem, Type } from '@bezel/core'
import { identityRefused, identityTaken, lastWayIn } from '../errors.ts'
import { body, byId, done, id, nullable } from '../inputs.ts'
import { ownId } from '../own.ts'
import { noteEvent } from '../security/note.ts'
import { endDance, finishDance } from './dance.ts'
import { answered } from './inputs.ts'
import { type Linked, linkIdentity, ownerOf } from './link.ts'
import { assertWayInLeft, lockUser } from './ways-in.ts'

const link = operation({
  name: 'account.link-provider',
  needs: 'own-account',
  stepUp: true,
  summary: 'Link an identity at a vendor to your account, with the query the vendor sent back',
  input: answered,
  output: done,
  rest: 'POST /account/providers/:provider/link',
  graphql: 'mutation linkProvider',
  errors: [identityRefused, identityTaken],
  prepare: (ctx, input) => finishDance(ctx, input.provider, input.query),
  async run(ctx, input, { subject, email = null }) {
    endDance(ctx)
    const linked: Linked = { provider: input.provider, subject, email }
    const owner = await ownerOf(ctx, linked)
    if (owner && owner.userId !== ownId(ctx)) throw new Problem(identityTaken)
    if (!owner) await linkIdentity(ctx, ownId(ctx), linked)
    return { done: true }
  },
})

const list = operation({
  name: 'account.identities',
  needs: 'own-account',
  summary: 'The identities at vendors that sign you in',
  input: body({}),
  output: Type.Object({
    identities: Type.Array(
      Type.Object({ id, provider: Type.String(), email: nullable(Type.String()), linkedAt: Type.String() }),
    ),
  }),
  rest: 'GET /account/identities',
  graphql: 'query accountIdentities',
  async run(ctx) {
    const identities = await ctx.db.query(
      `select id, provider, email::text, linked_at as "linkedAt" from accounts_identities where user_id = $1 order by linked_at`,
      [ownId(ctx)],
    )
    return { identities: identities as never }
  },
})

const unlink = operation({
  name: 'account.unlink-identity',
  needs: 'own-account',
  stepUp: true,
  summary: 'Unlink an identity; never the last way into your account',
  input: byId,
  output: done,
  rest: 'DELETE /account/identities/:id',
  graphql: 'mutation unlinkIdentity',
  errors: [lastWayIn],
  async run(ctx, { id: identityId }) {
    const userId = ownId(ctx)
    await lockUser(ctx, userId)
    const [gone] = await ctx.db.query<{ provider: string }>(
      'delete from accounts_identities where id = $1 and user_id = $2 returning provider',
      [identityId, userId],
    )
    if (!gone) throw new Problem(notFound)
    await assertWayInLeft(ctx, userId)
    await noteEvent(ctx, 'identity-unlinked', userId, [gone.provider])
    return { done: true }
  },
})

export const identityOperations = [link, list, unlink]
