import { admissionSchema, hashPassword, operation, Problem, Type, tokenHash } from '@bezel/core'
import { openChallenge, takeChallenge } from '../challenges/challenges.ts'
import { findChallenge } from '../challenges/find.ts'
import { addressTaken, challengeInvalid, passwordRefused, registrationClosed } from '../errors.ts'
import { type Linked, linkIdentity } from '../identities/link.ts'
import { body, emailText, maybe, proof, secretText, words } from '../inputs.ts'
import { limitMails } from '../mails/limits.ts'
import { assertGoodPassword } from '../passwords/policy.ts'
import { setPassword } from '../passwords/set.ts'
import { noteEvent } from '../security/note.ts'
import { accounts } from '../service.ts'
import { finishSignIn } from '../sign-in/finish.ts'
import { createAccount } from './create-account.ts'

/** Long enough for a mail that is late; the link and the code in it have fifteen minutes of their own. */
export const waitingMinutes = 60

export const ticketSchema = Type.Object({ ticket: Type.String() })

const register = operation({
  name: 'account.register',
  needs: 'public',
  summary:
    'Register: a mail with a link and a code confirms the address. The answer is alike for every address',
  input: body({ name: words(120), email: emailText, password: secretText(128), language: maybe(words(20)) }),
  output: ticketSchema,
  rest: 'POST /account/register',
  graphql: 'mutation register',
  status: 202,
  errors: [registrationClosed, passwordRefused],
  async prepare(ctx, { name, email, password }) {
    if (!ctx.use(accounts).settings.registration) throw new Problem(registrationClosed)
    await assertGoodPassword(ctx, password, { email, name })
    await limitMails(ctx, email)
    return hashPassword(password)
  },
  async run(ctx, { name, email, language = null }, passwordHash) {
    const data = { name, language, passwordHash }
    const { id, ticket } = await openChallenge(ctx, {
      purpose: 'register',
      email,
      data,
      minutes: waitingMinutes,
    })
    ctx.enqueue('accounts.send-mail', { challengeId: id })
    return { ticket }
  },
})

interface Waiting {
  name: string
  language: string | null
  passwordHash?: string
  identity?: Linked
}

const confirm = operation({
  name: 'account.confirm',
  needs: 'public',
  summary: 'Confirm the address of a registration, by the link or the code of the mail; answers signed in',
  input: body(proof),
  output: admissionSchema,
  rest: 'POST /account/confirm',
  graphql: 'mutation confirmRegistration',
  errors: [challengeInvalid, addressTaken, registrationClosed],
  prepare: (ctx, input) => findChallenge(ctx, 'register', input),
  async run(ctx, _, challengeId) {
    const { email, data } = await takeChallenge(ctx, challengeId)
    const { name, language, passwordHash, identity } = data as unknown as Waiting
    const userId = await createAccount(ctx, { email: email ?? '', name, language })
    if (passwordHash) await setPassword(ctx, userId, { hash: passwordHash, isShort: false })
    if (identity) await linkIdentity(ctx, userId, identity)
    await noteEvent(ctx, 'registered', userId)
    return finishSignIn(ctx, { userId, methods: ['link'] })
  },
})

const resend = operation({
  name: 'account.resend',
  needs: 'public',
  summary:
    'Send the mail of a registration, a recovery or a change of address again, with a new link and a new code',
  input: body({ ticket: secretText(100) }),
  output: Type.Object({ sent: Type.Boolean() }),
  rest: 'POST /account/resend',
  graphql: 'mutation resendMail',
  status: 202,
  async prepare(ctx, { ticket }) {
    const [row] = await ctx.db.query<{ id: string; email: string }>(
      `select id, email::text from accounts_challenges where ticket_hash = $1 and used_at is null and email is not null
         and purpose in ('register', 'recover', 'email-new', 'email-old') and created_at > $2::timestamptz - interval '1 day'`,
      [tokenHash(ticket), ctx.now],
    )
    await limitMails(ctx, row?.email ?? `ticket ${ticket}`)
    return row?.id
  },
  run(ctx, _, challengeId) {
    if (challengeId) ctx.enqueue('accounts.send-mail', { challengeId })
    return { sent: true }
  },
})

export const registerOperations = [register, confirm, resend]
