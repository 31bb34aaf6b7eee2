import {
  actorOfUser,
  type Context,
  endSessions,
  forgetGuesses,
  grantTooWide,
  notFound,
  operation,
  Problem,
  Type,
} from '@bezel/core'
import { body, byId, done, id } from '../inputs.ts'
import { factorsOf } from '../second-factors/state.ts'
import { removeTotp } from '../second-factors/totp.ts'
import { noteEvent } from '../security/note.ts'
import { sessionSchema, sessionsOf } from '../sessions/list.ts'
import { forgetRemembered } from '../sign-in/devices.ts'

/** Who may do less than somebody does nothing to their account. @throws Problem NOT_FOUND, GRANT_TOO_WIDE */
async function assertMayManage(ctx: Context, userId: string): Promise<void> {
  const [user] = await ctx.db.query('select 1 from users where id = $1', [userId])
  if (!user) throw new Problem(notFound)
  const target = await actorOfUser(ctx.db, userId)
  const wider =
    target?.permissions.granted.filter((permission) => !ctx.actor.permissions.allows(permission)) ?? []
  if (wider.length > 0) throw new Problem(grantTooWide)
}

const access = operation({
  name: 'users.access',
  needs: 'users.read',
  summary: 'How somebody signs in, and where they are signed in',
  input: byId,
  output: Type.Object({
    hasPassword: Type.Boolean(),
    locked: Type.Boolean({ description: 'Strangers guessed too often and have to wait' }),
    secondFactorRequired: Type.Boolean(),
    totp: Type.Boolean(),
    passkeys: Type.Integer(),
    sessions: Type.Array(Type.Object(sessionSchema)),
  }),
  rest: 'GET /users/:id/access',
  graphql: 'query userAccess',
  errors: [notFound],
  async run(ctx, { id: userId }) {
    const [user] = await ctx.db.query<{ hasPassword: boolean; locked: boolean }>(
      `select u.password_hash is not null as "hasPassword",
         exists (select from bezel_core.guesses g where g.subject = 'account:' || u.id and not g.accepted and g.until > now()) as locked
       from users u where u.id = $1`,
      [userId],
    )
    if (!user) throw new Problem(notFound)
    const { required, totp, passkeys } = await factorsOf(ctx, userId)
    const sessions = await sessionsOf(ctx, userId)
    return { ...user, secondFactorRequired: required, totp, passkeys, sessions }
  },
})

const unlock = operation({
  name: 'users.unlock',
  needs: 'users.write',
  stepUp: true,
  summary: 'Let somebody try their password again at once, after too many wrong guesses',
  input: byId,
  output: done,
  rest: 'POST /users/:id/unlock',
  graphql: 'mutation unlockUser',
  errors: [grantTooWide],
  async run(ctx, { id: userId }) {
    await assertMayManage(ctx, userId)
    for (const subject of [`account:${userId}`, `confirm:${userId}`, `totp:${userId}`])
      await forgetGuesses(ctx.db, subject)
    return { done: true }
  },
})

const endSession = operation({
  name: 'users.end-session',
  needs: 'users.write',
  stepUp: true,
  summary: 'Sign somebody out in one place',
  input: body({ id, sessionId: id }),
  output: done,
  rest: 'DELETE /users/:id/sessions/:sessionId',
  graphql: 'mutation endSessionOfUser',
  errors: [grantTooWide],
  async run(ctx, { id: userId, sessionId }) {
    await assertMayManage(ctx, userId)
    const ended = await ctx.db.query(
      'delete from bezel_core.sessions where id = $1 and user_id = $2 returning id',
      [sessionId, userId],
    )
    if (ended.length === 0) throw new Problem(notFound)
    await noteEvent(ctx, 'session-ended', userId, 'by-colleague')
    return { done: true }
  },
})

const endAll = operation({
  name: 'users.end-sessions',
  needs: 'users.write',
  stepUp: true,
  summary: 'Sign somebody out everywhere',
  input: byId,
  output: Type.Object({ ended: Type.Integer() }),
  rest: 'POST /users/:id/end-sessions',
  graphql: 'mutation endSessionsOfUser',
  admin: { collection: 'users', on: 'record', danger: true },
  errors: [grantTooWide],
  async run(ctx, { id: userId }) {
    await assertMayManage(ctx, userId)
    await noteEvent(ctx, 'session-ended', userId, 'by-colleague')
    return { ended: await endSessions(ctx.db, userId) }
  },
})

const resetFactors = operation({
  name: 'users.reset-second-factor',
  needs: 'users.write',
  stepUp: true,
  summary: 'Remove the second factors of somebody who lost them; their sessions end',
  input: byId,
  output: done,
  rest: 'POST /users/:id/reset-second-factor',
  graphql: 'mutation resetSecondFactorOfUser',
  admin: { collection: 'users', on: 'record', danger: true },
  errors: [grantTooWide],
  async run(ctx, { id: userId }) {
    await assertMayManage(ctx, userId)
    await removeTotp(ctx, userId)
    for (const table of ['accounts_passkeys', 'accounts_recovery_codes'])
      await ctx.db.query(`delete from ${table} where user_id = $1`, [userId])
    await forgetRemembered(ctx, userId)
    await endSessions(ctx.db, userId)
    await noteEvent(ctx, 'second-factor-removed', userId, 'by-colleague')
    return { done: true }
  },
})

export const userOperations = [access, unlock, endSession, endAll, resetFactors]
