import {
  actorOfUser,
  admissionSchema,
  type Context,
  hashPassword,
  operation,
  Problem,
  type RecordOf,
  Role,
  Type,
  User,
} from '@bezel/core'
import { openChallenge, takeChallenge } from '../challenges/challenges.ts'
import { findChallenge } from '../challenges/find.ts'
import { Invitation } from '../entities.ts'
import { addressTaken, challengeInvalid, invitationOver, passwordRefused } from '../errors.ts'
import { body, byId, emailText, id, maybe, nullable, secretText, words } from '../inputs.ts'
import { limitMails } from '../mails/limits.ts'
import { assertGoodPassword } from '../passwords/policy.ts'
import { setPassword } from '../passwords/set.ts'
import { noteEvent } from '../security/note.ts'
import { accounts } from '../service.ts'
import { finishSignIn } from '../sign-in/finish.ts'

type InvitationRecord = RecordOf<typeof Invitation>

const dayMs = 24 * 3600 * 1000

async function sendInvitation(ctx: Context, { id: invitationId, email }: InvitationRecord): Promise<void> {
  const minutes = ctx.use(accounts).settings.invitationDays * 24 * 60
  // Nobody knows how the invited write; most shops speak one language.
  const [inviter] = await ctx.db.query<{ language: string | null }>(
    'select language from users where id = $1',
    [ctx.actor.type === 'user' ? ctx.actor.id : null],
  )
  const { id: challengeId } = await openChallenge(ctx, {
    purpose: 'invite',
    email,
    data: { invitationId, language: inviter?.language ?? null },
    minutes,
  })
  ctx.enqueue('accounts.send-mail', { challengeId })
}

const create = operation({
  name: 'invitations.create',
  needs: 'invitations.write',
  stepUp: true,
  summary: 'Invite a colleague in a role; a mail brings the link',
  input: body({
    email: emailText,
    name: words(120),
    roleId: id,
    stores: maybe(nullable(Type.Array(id, { maxItems: 100 }))),
  }),
  output: Invitation,
  rest: 'POST /invitations',
  graphql: 'mutation createInvitation',
  status: 201,
  errors: [addressTaken],
  async prepare(ctx, { email }) {
    await limitMails(ctx, email)
    return undefined
  },
  async run(ctx, input) {
    const taken = await ctx.db.query('select 1 from users where email = $1', [input.email])
    if (taken.length > 0) throw new Problem(addressTaken, { detail: 'This address has an account already.' })
    const { stores } = ctx.actor
    const invitation = await ctx.records(Invitation).create({
      ...input,
      stores: input.stores ?? (stores === 'all' ? null : [...stores]),
      invitedById: ctx.actor.type === 'user' ? ctx.actor.id : null,
      expiresAt: new Date(
        ctx.now.getTime() + ctx.use(accounts).settings.invitationDays * dayMs,
      ).toISOString(),
    })
    await sendInvitation(ctx, invitation)
    return invitation
  },
})

const revoke = operation({
  name: 'invitations.revoke',
  needs: 'invitations.write',
  stepUp: true,
  summary: 'Take an invitation back: its link stops working',
  input: byId,
  output: Invitation,
  rest: 'POST /invitations/:id/revoke',
  graphql: 'mutation revokeInvitation',
  admin: { collection: 'invitations', on: 'record', danger: true },
  errors: [invitationOver],
  async run(ctx, { id: invitationId }) {
    const invitation = await ctx.records(Invitation).lock(invitationId)
    if (invitation.acceptedAt || invitation.revokedAt) throw new Problem(invitationOver)
    return ctx.records(Invitation).update(invitationId, { revokedAt: ctx.now.toISOString() })
  },
})

/** An invitation that may be accepted now: whoever invited may still give what it gives. @throws Problem ACCOUNTS_INVITATION_OVER */
async function lockGood(
  ctx: Context,
  invitationId: string,
): Promise<{ invitation: InvitationRecord; role: RecordOf<typeof Role> }> {
  const invitation = await ctx.asSystem().records(Invitation).lock(invitationId)
  const role = await ctx.asSystem().records(Role).get(invitation.roleId)
  const { acceptedAt, revokedAt, expiresAt, invitedById } = invitation
  const inviter = invitedById ? await actorOfUser(ctx.db, invitedById) : undefined
  const isWide =
    invitedById && !role.permissions.every((permission) => inviter?.permissions.allows(permission))
  if (acceptedAt || revokedAt || new Date(expiresAt) < ctx.now || isWide) throw new Problem(invitationOver)
  return { invitation, role }
}

const look = operation({
  name: 'invitations.look',
  needs: 'public',
  summary: 'What an invitation is about, by the token of its link',
  input: body({ token: secretText(100) }),
  output: Type.Object({ email: Type.String(), name: Type.String(), role: Type.String() }),
  rest: 'POST /account/invitation',
  graphql: 'mutation lookAtInvitation',
  errors: [challengeInvalid, invitationOver],
  prepare: (ctx, { token }) => findChallenge(ctx, 'invite', { token }),
  async run(ctx, _, challengeId) {
    const { invitation, role } = await lockGood(ctx, await invitationOf(ctx, challengeId))
    return { email: invitation.email, name: invitation.name, role: role.name }
  },
})

async function invitationOf(ctx: Context, challengeId: string): Promise<string> {
  const [row] = await ctx.db.query<{ data: string }>('select data from accounts_challenges where id = $1', [
    challengeId,
  ])
  return JSON.parse(ctx.keyring.decrypt(row?.data ?? '')).invitationId
}

const accept = operation({
  name: 'invitations.accept',
  needs: 'public',
  summary: 'Accept an invitation with a password; answers signed in',
  input: body({ token: secretText(100), name: maybe(words(120)), password: secretText(128) }),
  output: admissionSchema,
  rest: 'POST /account/accept-invitation',
  graphql: 'mutation acceptInvitation',
  errors: [challengeInvalid, invitationOver, addressTaken, passwordRefused],
  async prepare(ctx, { token, name, password }) {
    const challengeId = await findChallenge(ctx, 'invite', { token })
    const invited = await ctx
      .asSystem()
      .records(Invitation)
      .get(await invitationOf(ctx, challengeId))
    await assertGoodPassword(ctx, password, { email: invited.email, name: name ?? invited.name })
    return { challengeId, hash: await hashPassword(password) }
  },
  async run(ctx, { name }, { challengeId, hash }) {
    const { data } = await takeChallenge(ctx, challengeId)
    const { invitation } = await lockGood(ctx, data.invitationId as string)
    const { email, roleId, stores } = invitation
    const taken = await ctx.db.query('select 1 from users where email = $1', [email])
    if (taken.length > 0) throw new Problem(addressTaken)
    const user = await ctx
      .asSystem()
      .records(User)
      .create({ email, name: name ?? invitation.name, roleId, stores, active: true })
    await setPassword(ctx, user.id, { hash, isShort: false })
    await ctx.asSystem().records(Invitation).update(invitation.id, { acceptedAt: ctx.now.toISOString() })
    await noteEvent(ctx, 'invitation-accepted', user.id)
    return finishSignIn(ctx, { userId: user.id, methods: ['link'] })
  },
})

const resend = operation({
  name: 'invitations.resend',
  needs: 'invitations.write',
  summary: 'Send the mail of an invitation again',
  input: byId,
  output: Invitation,
  rest: 'POST /invitations/:id/resend',
  graphql: 'mutation resendInvitation',
  admin: { collection: 'invitations', on: 'record' },
  errors: [invitationOver],
  async prepare(ctx, { id: invitationId }) {
    const { email } = await ctx.records(Invitation).get(invitationId)
    await limitMails(ctx, email)
    return undefined
  },
  async run(ctx, { id: invitationId }) {
    const { invitation } = await lockGood(ctx, invitationId)
    await sendInvitation(ctx, invitation)
    return invitation
  },
})

export const invitationOperations = [create, revoke, resend, look, accept]
