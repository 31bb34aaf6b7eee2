import { wrongCredentials } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Context, PrepareContext } from '../operation/context.ts'
import { service } from '../plugin/service.ts'
import { addressSubject, forgetGuesses, type GuessLimit, limitGuesses } from './guesses.ts'
import { verifyPassword } from './passwords.ts'
import { openSession } from './sessions.ts'

export interface Credentials {
  /** E-mail address; a plugin may take user names too. */
  email: string
  password: string
}

export interface CheckedUser {
  id: string
  name: string
  email: string
}

/** What somebody with the right password gets: a session, or the question for a second factor. */
export interface Admission {
  user: CheckedUser | null
  /** Null unless it is asked for: what the next step is about, and the ways it can be taken. */
  secondFactor: { ticket: string; methods: string[] } | null
}

/** How a password opens the door. The core has a plain one; a plugin may take over. */
export interface SignInPolicy {
  /**
   * Counts the guess, then compares; before the transaction.
   * @throws Problem WRONG_CREDENTIALS alike for unknown accounts, wrong passwords and suspended users; TOO_MANY_REQUESTS
   */
  check(ctx: PrepareContext, credentials: Credentials): Promise<CheckedUser>
  /** Opens the session, in the transaction. */
  admit(ctx: Context, user: CheckedUser): Promise<Admission>
  /** Whether it is still the person of the session. @throws Problem WRONG_CREDENTIALS, TOO_MANY_REQUESTS */
  confirm(ctx: PrepareContext, proof: { password: string; code?: string | undefined }): Promise<void>
}

export interface SignIn {
  policy(): SignInPolicy
  /** Called by the plugin that owns credentials, in its `setup`. */
  takeOver(policy: SignInPolicy): void
}

export const signIn = service<SignIn>('core.sign-in')

/** Guesses of a password that one account takes from strangers. */
export const accountLimit: GuessLimit = { most: 10, seconds: 3600 }
/** Guesses that one address may make, at whatever accounts. */
export const addressLimit: GuessLimit = { most: 100, seconds: 3600 }

interface UserRow extends CheckedUser {
  passwordHash: string | null
}

async function checkPassword(
  ctx: PrepareContext,
  subject: string,
  password: string,
  [column, value]: ['email' | 'id', string],
): Promise<UserRow> {
  await limitGuesses(ctx.db, addressSubject(ctx.client?.address ?? 'none'), addressLimit)
  await limitGuesses(ctx.db, subject, accountLimit)
  const [user] = await ctx.db.query<UserRow>(
    `select id, name, email::text, password_hash as "passwordHash" from users where ${column} = $1 and active`,
    [value],
  )
  if (!(await verifyPassword(user?.passwordHash, password)) || !user) throw new Problem(wrongCredentials)
  await forgetGuesses(ctx.db, subject)
  return user
}

/** E-mail and password, nothing more. */
const plainPolicy: SignInPolicy = {
  check(ctx, { email, password }) {
    const address = email.trim()
    return checkPassword(ctx, `account:${address.toLowerCase()}`, password, ['email', address])
  },
  async admit(ctx, { id, name, email }) {
    await openSession(ctx, { userId: id, methods: ['password'] })
    return { user: { id, name, email }, secondFactor: null }
  },
  async confirm(ctx, { password }) {
    const id = ctx.actor.id ?? ''
    await checkPassword(ctx, `confirm:${id}`, password, ['id', id])
  },
}

export function createSignIn(): SignIn {
  // Set while the app is assembled, never after.
  let policy = plainPolicy
  return {
    policy: () => policy,
    takeOver(other) {
      policy = other
    },
  }
}
