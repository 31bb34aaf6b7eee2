import {
  actorOfUser,
  type Context,
  endSessions,
  grantTooWide,
  notFound,
  operation,
  Problem,
  Type,
} from '@bezel/core'
import { body, byId, done, id, nullable } from '../inputs.ts'
import { ownId } from '../own.ts'
import { removeTotp } from '../second-factors/totp.ts'
import { noteEvent } from '../security/note.ts'
import { forgetRemembered } from '../sign-in/devices.ts'

const text = nullable(Type.String())
const time = Type.String({ format: 'date-time' })

const list = operation({
  name: 'account.sessions',
  needs: 'own-account',
  summary: 'Where you are signed in',
  input: body({}),
  output: Type.Object({
    sessions: Type.Array(
      Type.Object({
        id,
        address: text,
        userAgent: text,
        methods: Type.Array(Type.String()),
        createdAt: time,
        lastSeenAt: time,
        expiresAt: time,
        current: Type.Boolean(),
      }),
    ),
  }),
  rest: 'GET /account/sessions',
  graphql: 'query accountSessions',
  async run(ctx) {
    const sessions = await ctx.db.query(
      `select id, address, user_agent as "userAgent", methods, created_at as "createdAt", last_seen_at as "lastSeenAt",
         expires_at as "expiresAt", id = $2 as current
       from bezel_core.sessions where user_id = $1 and expires_at > now() order by last_seen_at desc`,
      [ownId(ctx), ctx.actor.session?.id ?? null],
    )
    return { sessions: sessions as never }
  },
})

const end = operation({
  name: 'account.end-session',
  needs: 'own-account',
  stepUp: true,
  summary: 'Sign out one of your sessions, wherever it is',
  input: byId,
  output: done,
  rest: 'DELETE /account/sessions/:id',
  graphql: 'mutation endSession',
  async run(ctx, { id: sessionId }) {
    const ended = await ctx.db.query(
      'delete from bezel_core.sessions where id = $1 and user_id = $2 returning id',
      [sessionId, ownId(ctx)],
    )
    if (ended.length === 0) throw new Problem(notFound)
    await noteEvent(ctx, 'session-ended', ownId(ctx))
    return { done: true }
  },
})

const endOthers = operation({
  name: 'account.end-other-sessions',
  needs: 'own-account',
  stepUp: true,
  summary: 'Sign out everywhere else; remembered devices are asked for a second factor again',
  input: body({}),
  output: Type.Object({ ended: Type.Integer() }),
  rest: 'POST /account/sessions/end-others',
  graphql: 'mutation endOtherSessions',
  async run(ctx) {
    const userId = ownId(ctx)
    await forgetRemembered(ctx, userId)
    const ended = await endSessions(ctx.db, userId, ctx.actor.session?.id ?? null)
    if (ended > 0) await noteEvent(ctx, 'session-ended', userId, `${ended} others`)
    return { ended }
  },
})

const devices = operation({
  name: 'account.devices',
  needs: 'own-account',
  summary: 'The browsers you signed in with',
  input: body({}),
  output: Type.Object({
    devices: Type.Array(
      Type.Object({
        id,
        name: text,
        address: text,
        createdAt: time,
        lastSeenAt: time,
        rememberedUntil: nullable(time),
      }),
    ),
  }),
  rest: 'GET /account/devices',
  graphql: 'query accountDevices',
  async run(ctx) {
    const rows = await ctx.db.query(
      `select id, name, address, created_at as "createdAt", last_seen_at as "lastSeenAt", remembered_until as "rememberedUntil"
       from accounts_devices where user_id = $1 order by last_seen_at desc`,
      [ownId(ctx)],
    )
    return { devices: rows as never }
  },
})

const forgetDevice = operation({
  name: 'account.forget-device',
  needs: 'own-account',
  stepUp: true,
  summary: 'Forget a browser: its sessions end, and it counts as new',
  input: byId,
  output: done,
  rest: 'DELETE /account/devices/:id',
  graphql: 'mutation forgetDevice',
  async run(ctx, { id: deviceId }) {
    const gone = await ctx.db.query(
      'delete from accounts_devices where id = $1 and user_id = $2 returning id',
      [deviceId, ownId(ctx)],
    )
    if (gone.length === 0) throw new Problem(notFound)
    await ctx.db.query('delete from bezel_core.sessions where device_id = $1', [deviceId])
    return { done: true }
  },
})

/** Who may do less than somebody does nothing to their account. @throws Problem NOT_FOUND, GRANT_TOO_WIDE */
export async function assertMayManage(ctx: Context, userId: string): Promise<void> {
  const [user] = await ctx.db.query('select 1 from users where id = $1', [userId])
  if (!user) throw new Problem(notFound)
  const target = await actorOfUser(ctx.db, userId)
  const wider =
    target?.permissions.granted.filter((permission) => !ctx.actor.permissions.allows(permission)) ?? []
  if (wider.length > 0) throw new Problem(grantTooWide)
}

const endOf = operation({
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
    await noteEvent(ctx, 'session-ended', userId, 'by a colleague')
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
    await noteEvent(ctx, 'second-factor-removed', userId, 'by a colleague')
    return { done: true }
  },
})

export const sessionOperations = [list, end, endOthers, devices, forgetDevice, endOf, resetFactors]
