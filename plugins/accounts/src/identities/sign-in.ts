import { type Admission, admissionSchema, type Context, operation, Problem, Type } from '@bezel/core'
import { openChallenge } from '../challenges/challenges.ts'
import { identityRefused, registrationClosed } from '../errors.ts'
import { body, nullable } from '../inputs.ts'
import type { VerifiedIdentity } from '../ports/identity-provider.ts'
import { createAccount } from '../register/create-account.ts'
import { waitingMinutes } from '../register/operations.ts'
import { noteEvent } from '../security/note.ts'
import { accounts } from '../service.ts'
import { finishSignIn } from '../sign-in/finish.ts'
import { admitWith } from '../sign-in/policy.ts'
import { beginDance, endDance, finishDance } from './dance.ts'
import { answered, provider } from './inputs.ts'
import { type Linked, linkIdentity, ownerOf } from './link.ts'

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
    await noteEvent(ctx, 'registered', userId, [linked.provider])
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

export const identitySignIn = [begin, finish]
