import { endSessions, notFound, operation, Problem, Type } from '@bezel/core'
import { body, byId, done } from '../inputs.ts'
import { ownId } from '../own.ts'
import { noteEvent } from '../security/note.ts'
import { forgetRemembered } from '../sign-in/devices.ts'
import { sessionSchema, sessionsOf } from './list.ts'

const list = operation({
  name: 'account.sessions',
  needs: 'own-account',
  summary: 'Where you are signed in',
  input: body({}),
  output: Type.Object({
    sessions: Type.Array(Type.Object({ ...sessionSchema, current: Type.Boolean() })),
  }),
  rest: 'GET /account/sessions',
  graphql: 'query accountSessions',
  async run(ctx) {
    const sessions = await sessionsOf(ctx, ownId(ctx))
    const current = ctx.actor.session?.id
    return { sessions: sessions.map((session) => ({ ...session, current: session.id === current })) }
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
    if (ended > 0) await noteEvent(ctx, 'session-ended', userId, `others:${ended}`)
    return { ended }
  },
})

export const sessionOperations = [list, end, endOthers]
