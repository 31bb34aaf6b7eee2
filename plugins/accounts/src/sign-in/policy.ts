import {
  type Admission,
  accountLimit,
  addressLimit,
  addressSubject,
  type CheckedUser,
  type Context,
  forgetGuesses,
  hashPassword,
  isOutdated,
  limitGuesses,
  noteGuess,
  type PrepareContext,
  Problem,
  type SignInPolicy,
  tooManyRequests,
  verifyPassword,
  wrongCredentials,
} from '@bezel/core'
import { openChallenge } from '../challenges/challenges.ts'
import { secondFactorWrong } from '../errors.ts'
import { factorsOf, hasSecondFactor, methodsOf } from '../second-factors/state.ts'
import { takeCode } from '../second-factors/take.ts'
import { noteEvent } from '../security/note.ts'
import { deviceJoin, deviceOf } from './devices.ts'
import { finishSignIn } from './finish.ts'

interface Found extends CheckedUser {
  passwordHash: string | null
  deviceId: string | null
}

const secondFactorMinutes = 10

/** By e-mail address or user name; the latter has no "@". */
async function findUser(ctx: Context, identifier: string): Promise<Found | undefined> {
  const name = identifier.trim()
  const [user] = await ctx.db.query<Found>(
    `select u.id, u.name, u.email::text, u.password_hash as "passwordHash", d.id as "deviceId"
     from users u ${deviceJoin} where u.active and ${name.includes('@') ? 'u.email = $1' : 'u.username = lower($1)'}`,
    [name, deviceOf(ctx)],
  )
  return user
}

/** Told once an hour, for known and unknown accounts alike, so that the time it takes tells nothing. */
async function refuseGuess(ctx: PrepareContext, subject: string, userId: string | null): Promise<never> {
  if (await noteGuess(ctx.db, `told:${subject}`, { most: 1, seconds: 3600 }))
    await ctx.apart((within) => noteEvent(within, 'guesses-exhausted', userId))
  throw new Problem(tooManyRequests, { retryAfterSeconds: accountLimit.seconds })
}

/** A device that the person signed in with before counts for itself: strangers who guess lock nobody out. */
async function countGuess(ctx: PrepareContext, identifier: string, user: Found | undefined): Promise<string> {
  const { id, deviceId } = user ?? {}
  const subject = deviceId ? `device:${deviceId}` : `account:${id ?? identifier.trim().toLowerCase()}`
  if (!deviceId) await limitGuesses(ctx.db, addressSubject(ctx.client?.address ?? 'none'), addressLimit)
  if (!(await noteGuess(ctx.db, subject, accountLimit))) return refuseGuess(ctx, subject, id ?? null)
  return subject
}

async function rehash(ctx: PrepareContext, { id, passwordHash }: Found, password: string): Promise<void> {
  if (!passwordHash || !isOutdated(passwordHash)) return
  const hash = await hashPassword(password)
  await ctx.db.query('update users set password_hash = $3 where id = $1 and password_hash = $2', [
    id,
    passwordHash,
    hash,
  ])
}

async function isRemembered(ctx: Context, userId: string): Promise<boolean> {
  const rows = await ctx.db.query(
    'select 1 from accounts_devices where user_id = $1 and token_hash = $2 and remembered_until > $3',
    [userId, deviceOf(ctx), ctx.now],
  )
  return rows.length > 0
}

/** Lets somebody in who gave a first factor, or asks for the second. */
export async function admitWith(ctx: Context, userId: string, methods: string[]): Promise<Admission> {
  const factors = await factorsOf(ctx, userId)
  if (!hasSecondFactor(factors) || (await isRemembered(ctx, userId)))
    return finishSignIn(ctx, { userId, methods })
  const { ticket } = await openChallenge(ctx, {
    purpose: 'second-factor',
    userId,
    data: { methods },
    minutes: secondFactorMinutes,
  })
  return { user: null, secondFactor: { ticket, methods: methodsOf(factors) } }
}

/** How a password signs in where this plugin is: devices, second factors, events. */
export const accountsPolicy: SignInPolicy = {
  async check(ctx, { email: identifier, password }) {
    const user = await findUser(ctx, identifier)
    const subject = await countGuess(ctx, identifier, user)
    if (!(await verifyPassword(user?.passwordHash, password)) || !user) throw new Problem(wrongCredentials)
    await forgetGuesses(ctx.db, subject)
    await rehash(ctx, user, password)
    return { id: user.id, name: user.name, email: user.email }
  },

  admit: (ctx, { id }) => admitWith(ctx, id, ['password']),

  async confirm(ctx, { password, code }) {
    const id = ctx.actor.id ?? ''
    await limitGuesses(ctx.db, `confirm:${id}`, accountLimit)
    const [user] = await ctx.db.query<{ passwordHash: string | null }>(
      'select password_hash as "passwordHash" from users where id = $1 and active',
      [id],
    )
    if (!(await verifyPassword(user?.passwordHash, password))) throw new Problem(wrongCredentials)
    const factors = await factorsOf(ctx, id)
    if (hasSecondFactor(factors) && !(await takeCode(ctx, id, code ?? '')))
      throw new Problem(secondFactorWrong, {
        detail: 'Send a code of your authenticator app or a recovery code too, or confirm with your passkey.',
      })
    await forgetGuesses(ctx.db, `confirm:${id}`)
  },
}
