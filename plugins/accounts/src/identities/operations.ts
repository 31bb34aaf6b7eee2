import {
  type Admission,
  admissionSchema,
  type Context,
  notFound,
  operation,
  Problem,
  Type,
} from '@bezel/core'
import { openChallenge } from '../challenges/challenges.ts'
import { identityRefused, identityTaken, lastWayIn, registrationClosed } from '../errors.ts'
import { body, byId, done, id, nullable, secretText } from '../inputs.ts'
import { ownId } from '../own.ts'
import type { VerifiedIdentity } from '../ports/identity-provider.ts'
import { createAccount } from '../register/create-account.ts'
import { waitingMinutes } from '../register/operations.ts'
import { noteEvent } from '../security/note.ts'
import { accounts } from '../service.ts'
import { finishSignIn } from '../sign-in/finish.ts'
import { admitWith } from '../sign-in/policy.ts'
import { beginDance, endDance, finishDance } from './dance.ts'
import { type Linked, linkIdentity } from './link.ts'

const provider = Type.String({ minLength: 1, maxLength: 40 })
const answered = body({ provider, query: Type.Record(Type.String(), secretText(4000)) })

const begin = operation({
  name: 'account.begin-provider',
  needs: 'public',
  summary: "Begin to sign in by a vendor, or to link it: the vendor's address to go to",
  input: body({ provider }),
  output: Type.Object({ url: Type.String() }),
  rest: 'POST /account/providers/:provider/begin',
  graphql: 'mutation beginProvider',
  run: async (ctx, input) => ({ url: await beginDance(ctx, input.provider) }),
})

interface Owner {
  userId: string
  active: boolean
}

async function ownerOf(ctx: Context, { provider, subject }: Linked): Promise<Owner | undefined> {
  const [owner] = await ctx.db.query<Owner>(
    `update accounts_identities i set last_used_at = $3 from users u
     where u.id = i.user_id and i.provider = $1 and i.subject = $2 returning i.user_id as "userId", u.active`,
    [provider, subject, ctx.now],
  )
  return owner
}

/** An account whose address the vendor verified as this person's. An unverified one never links to an account that exists. */
async function accountOfVerified(
  ctx: Context,
  { email, emailVerified }: VerifiedIdentity,
): Promise<string | undefined> {
  if (!email || !emailVerified) return undefined
  const [user] = await ctx.db.query<{ id: string }>('select id from users where email = $1 and active', [
    email,
  ])
  return user?.id
}

interface Entered extends Admission {
  /** A mail must confirm the address first: its ticket. */
  confirm: { ticket: string } | null
}

async function newcomer(ctx: Context, identity: VerifiedIdentity, linked: Linked): Promise<Entered> {
  const { email, emailVerified, name } = identity
  if (!ctx.use(accounts).settings.registration) throw new Problem(registrationClosed)
  if (!email)
    throw new Problem(identityRefused, {
      detail: 'The vendor told no e-mail address. Register by form, then link it.',
    })
  const account = { email, name: name ?? email.split('@')[0] ?? email }
  if (emailVerified) {
    const userId = await createAccount(ctx, account)
    await linkIdentity(ctx, userId, linked)
    await noteEvent(ctx, 'registered', userId, linked.provider)
    return { ...(await finishSignIn(ctx, { userId, methods: [linked.provider] })), confirm: null }
  }
  const data = { ...account, language: null, identity: linked }
  const { id: challengeId, ticket } = await openChallenge(ctx, {
    purpose: 'register',
    email,
    data,
    minutes: waitingMinutes,
  })
  ctx.enqueue('accounts.send-mail', { challengeId })
  return { user: null, secondFactor: null, confirm: { ticket } }
}

const finish = operation({
  name: 'account.finish-provider',
  needs: 'public',
  summary: 'Complete a sign-in by a vendor with the query it sent back',
  input: answered,
  output: Type.Object({
    ...admissionSchema.properties,
    confirm: nullable(Type.Object({ ticket: Type.String() })),
  }),
  rest: 'POST /account/providers/:provider/finish',
  graphql: 'mutation finishProvider',
  errors: [identityRefused, registrationClosed],
  prepare: (ctx, input) => finishDance(ctx, input.provider, input.query),
  async run(ctx, input, identity): Promise<Entered> {
    endDance(ctx)
    const linked: Linked = {
      provider: input.provider,
      subject: identity.subject,
      email: identity.email ?? null,
    }
    const owner = await ownerOf(ctx, linked)
    if (owner && !owner.active) throw new Problem(identityRefused)
    const known = owner?.userId ?? (await accountOfVerified(ctx, identity))
    if (!known) return newcomer(ctx, identity, linked)
    if (!owner) await linkIdentity(ctx, known, linked)
    return { ...(await admitWith(ctx, known, [input.provider])), confirm: null }
  },
})

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

/** Two who unlink at once must not both see the other's way in: the user's row is locked. @throws Problem ACCOUNTS_LAST_WAY_IN */
export async function assertWayInLeft(ctx: Context, userId: string): Promise<void> {
  const [user] = await ctx.db.query<{ ways: number }>(
    `select (password_hash is not null)::int + (select count(*)::int from accounts_identities where user_id = $1)
       + (select count(*)::int from accounts_passkeys where user_id = $1) as ways from users where id = $1`,
    [userId],
  )
  if (!user?.ways) throw new Problem(lastWayIn)
}

export async function lockUser(ctx: Context, userId: string): Promise<void> {
  await ctx.db.query('select from users where id = $1 for update', [userId])
}

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
    await noteEvent(ctx, 'identity-unlinked', userId, gone.provider)
    return { done: true }
  },
})

export const identityOperations = [begin, finish, link, list, unlink]
