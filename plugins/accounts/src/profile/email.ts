import { type Context, operation, Type, User } from '@bezel/core'
import { openChallenge, takeChallenge, voidChallenges } from '../challenges/challenges.ts'
import { findChallenge } from '../challenges/find.ts'
import { challengeInvalid } from '../errors.ts'
import { body, emailText, proof } from '../inputs.ts'
import { limitMails } from '../mails/limits.ts'
import { ownId } from '../own.ts'
import { waitingMinutes } from '../register/operations.ts'
import { noteEvent } from '../security/note.ts'

/** Both addresses confirm: the old one that it is the person, the new one that it is reached. */
const begin = operation({
  name: 'account.change-email',
  needs: 'own-account',
  stepUp: true,
  summary: 'Change your e-mail address: mails go to the old and the new one, and both must be confirmed',
  input: body({ email: emailText }),
  output: Type.Object({ oldTicket: Type.String(), newTicket: Type.String() }),
  rest: 'POST /account/email',
  graphql: 'mutation changeEmail',
  status: 202,
  async prepare(ctx, { email }) {
    await limitMails(ctx, email)
    return undefined
  },
  async run(ctx, { email }) {
    const userId = ownId(ctx)
    await voidChallenges(ctx, userId, ['email-old', 'email-new'])
    const user = await ctx.asSystem().records(User).get(userId)
    const data = { change: ctx.newId(), newEmail: email }
    const shared = { userId, data, minutes: waitingMinutes }
    const [old, next] = [
      await openChallenge(ctx, { ...shared, purpose: 'email-old', email: user.email }),
      await openChallenge(ctx, { ...shared, purpose: 'email-new', email }),
    ]
    for (const { id } of [old, next]) ctx.enqueue('accounts.send-mail', { challengeId: id })
    return { oldTicket: old.ticket, newTicket: next.ticket }
  },
})

/** Whether both sides of a change are confirmed. The rows are locked, so two who confirm at once see each other. */
async function isWhole(ctx: Context, userId: string, change: unknown): Promise<boolean> {
  const rows = await ctx.db.query<{ data: string; isUsed: boolean }>(
    `select data, used_at is not null as "isUsed" from accounts_challenges
     where user_id = $1 and purpose in ('email-old', 'email-new') order by id for update`,
    [userId],
  )
  const sides = rows.filter(({ data }) => JSON.parse(ctx.keyring.decrypt(data)).change === change)
  return sides.length === 2 && sides.every(({ isUsed }) => isUsed)
}

const confirm = operation({
  name: 'account.confirm-email',
  needs: 'public',
  summary: 'Confirm one side of a change of address; the second one changes it',
  input: body(proof),
  output: Type.Object({ changed: Type.Boolean() }),
  rest: 'POST /account/email/confirm',
  graphql: 'mutation confirmEmail',
  errors: [challengeInvalid],
  prepare: (ctx, input) => findChallenge(ctx, ['email-old', 'email-new'], input),
  async run(ctx, _, challengeId) {
    await ctx.db.query(
      `select from accounts_challenges where user_id = (select user_id from accounts_challenges where id = $1)
         and purpose in ('email-old', 'email-new') order by id for update`,
      [challengeId],
    )
    const { userId, data } = await takeChallenge(ctx, challengeId)
    if (!userId || !(await isWhole(ctx, userId, data.change))) return { changed: false }
    await ctx
      .asSystem()
      .records(User)
      .update(userId, { email: data.newEmail as string })
    await noteEvent(ctx, 'email-changed', userId)
    return { changed: true }
  },
})

export const emailOperations = [begin, confirm]
