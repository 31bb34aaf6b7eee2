import { forgetGuesses, grantTooWide, notFound, operation, Problem, Type } from '@bezel/core'
import { body, byId, done, id, nullable } from '../inputs.ts'
import { factorsOf } from '../second-factors/state.ts'
import { noteEvent } from '../security/note.ts'
import { assertMayManage } from '../sessions/operations.ts'

const text = nullable(Type.String())
const time = Type.String({ format: 'date-time' })

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
    sessions: Type.Array(
      Type.Object({ id, address: text, userAgent: text, createdAt: time, lastSeenAt: time }),
    ),
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
    const sessions = await ctx.db.query(
      `select id, address, user_agent as "userAgent", created_at as "createdAt", last_seen_at as "lastSeenAt"
       from bezel_core.sessions where user_id = $1 and expires_at > now() order by last_seen_at desc`,
      [userId],
    )
    return { ...user, secondFactorRequired: required, totp, passkeys, sessions: sessions as never }
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
    await noteEvent(ctx, 'session-ended', userId, 'by a colleague')
    return { done: true }
  },
})

export const userOperations = [access, unlock, endSession]
