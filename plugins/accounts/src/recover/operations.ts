import { hashPassword, limitGuesses, operation, Problem, verifyPassword, wrongCredentials } from '@bezel/core'
import { openChallenge, takeChallenge } from '../challenges/challenges.ts'
import { findChallenge } from '../challenges/find.ts'
import { challengeInvalid, passwordRefused } from '../errors.ts'
import { body, done, emailText, maybe, proof, secretText } from '../inputs.ts'
import { limitMails } from '../mails/limits.ts'
import { ownId } from '../own.ts'
import { assertGoodPassword } from '../passwords/policy.ts'
import { isShort, setPassword } from '../passwords/set.ts'
import { ticketSchema, waitingMinutes } from '../register/operations.ts'
import { factorsOf, hasSecondFactor } from '../second-factors/state.ts'
import { noteEvent } from '../security/note.ts'

const recover = operation({
  name: 'account.recover',
  needs: 'public',
  summary:
    'Forgot the password: a mail with a link and a code lets choose a new one. The answer is alike for every address',
  input: body({ email: emailText }),
  output: ticketSchema,
  rest: 'POST /account/recover',
  graphql: 'mutation recoverPassword',
  status: 202,
  async prepare(ctx, { email }) {
    await limitMails(ctx, email)
    return undefined
  },
  async run(ctx, { email }) {
    const { id, ticket } = await openChallenge(ctx, { purpose: 'recover', email, minutes: waitingMinutes })
    ctx.enqueue('accounts.send-mail', { challengeId: id })
    return { ticket }
  },
})

interface Person {
  id: string
  email: string
  name: string
  username: string | null
  passwordHash: string | null
}

const person = `select id, email::text, name, username, password_hash as "passwordHash" from users where active and`

const reset = operation({
  name: 'account.reset-password',
  needs: 'public',
  summary: 'Choose a new password, with the link or the code of the mail; every session ends',
  input: body({ ...proof, password: secretText(128) }),
  output: done,
  rest: 'POST /account/reset-password',
  graphql: 'mutation resetPassword',
  errors: [challengeInvalid, passwordRefused],
  async prepare(ctx, { password, ...given }) {
    const challengeId = await findChallenge(ctx, 'recover', given)
    const [user] = await ctx.db.query<Person>(
      `${person} email = (select email from accounts_challenges where id = $1)`,
      [challengeId],
    )
    if (!user) throw new Problem(challengeInvalid)
    const factors = await factorsOf(ctx, user.id)
    // What was sent is not used up by a password that is refused.
    await assertGoodPassword(ctx, password, user, hasSecondFactor(factors))
    return { challengeId, userId: user.id, hash: await hashPassword(password) }
  },
  async run(ctx, { password }, { challengeId, userId, hash }) {
    await takeChallenge(ctx, challengeId)
    await setPassword(ctx, userId, { hash, isShort: isShort(ctx, password) })
    await noteEvent(ctx, 'password-reset', userId)
    return { done: true }
  },
})

const change = operation({
  name: 'account.change-password',
  needs: 'own-account',
  summary: 'Change your password; your other sessions end',
  input: body({ current: maybe(secretText(1000)), password: secretText(128) }),
  output: done,
  rest: 'POST /account/password',
  graphql: 'mutation changePassword',
  // Who signs in by a vendor has no old password to tell.
  stepUp: true,
  errors: [wrongCredentials, passwordRefused],
  async prepare(ctx, { current = '', password }) {
    const id = ownId(ctx)
    await limitGuesses(ctx.db, `confirm:${id}`, { most: 10, seconds: 3600 })
    const [user] = await ctx.db.query<Person>(`${person} id = $1`, [id])
    if (!user || (user.passwordHash && !(await verifyPassword(user.passwordHash, current))))
      throw new Problem(wrongCredentials, { detail: 'The old password is wrong. Try again.' })
    await assertGoodPassword(ctx, password, user, hasSecondFactor(await factorsOf(ctx, id)))
    return hashPassword(password)
  },
  async run(ctx, { password }, hash) {
    const id = ownId(ctx)
    await setPassword(ctx, id, { hash, isShort: isShort(ctx, password) }, ctx.actor.session?.id ?? null)
    await noteEvent(ctx, 'password-changed', id)
    return { done: true }
  },
})

export const passwordOperations = [recover, reset, change]
