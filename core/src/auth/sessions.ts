import type { Sql } from '../database/types.ts'
import type { Context } from '../operation/context.ts'
import { cookieName } from './cookies.ts'
import { newToken, tokenHash } from './tokens.ts'

/** A session ends after an hour in which nothing was asked with it, and half a day after signing in at the latest. */
const [idleMinutes, sessionHours] = [60, 12]

/** When a session that is used now ends, in SQL. */
export function sessionLife(createdAt: string): string {
  return `least(${createdAt} + interval '${sessionHours} hours', now() + interval '${idleMinutes} minutes')`
}

export interface NewSession {
  userId: string
  /** How the person proved who they are, for the list of sessions: `password`, `totp`, `passkey`… */
  methods: readonly string[]
  deviceId?: string | null
  /** Reaches nothing but the own account until a second factor is set up. */
  needsSecondFactor?: boolean
}

/**
 * Signs a person in: the client gets a cookie with a new token, of which only the hash is kept. A session that the client
 * had before ends, so that nobody else who knows its token comes along.
 */
export async function openSession(ctx: Context, session: NewSession): Promise<{ id: string }> {
  const before = ctx.client?.cookies[cookieName]
  if (before) await endSession(ctx.db, before)
  const [id, token] = [ctx.newId(), newToken()]
  const { userId, methods, deviceId = null, needsSecondFactor = false } = session
  await ctx.db.query(
    `insert into bezel_core.sessions (id, token_hash, user_id, created_at, last_seen_at, confirmed_at, expires_at, address,
       user_agent, methods, device_id, needs_second_factor)
     values ($1, $2, $3, now(), now(), $9, ${sessionLife('now()')}, $4, $5, $6, $7, $8)`,
    [
      id,
      tokenHash(token),
      userId,
      ctx.client?.address ?? null,
      ctx.client?.userAgent?.slice(0, 400) ?? null,
      methods,
      deviceId,
      needsSecondFactor,
      ctx.now,
    ],
  )
  ctx.setCookie({ name: cookieName, value: token })
  return { id }
}

/** Ends a session by its token. */
export async function endSession(sql: Sql, token: string): Promise<void> {
  await sql.query('delete from bezel_core.sessions where token_hash = $1', [tokenHash(token)])
}

/** Ends the sessions of a user, but for one that may stay; they are out within a second, sockets too. @returns how many */
export async function endSessions(sql: Sql, userId: string, except: string | null = null): Promise<number> {
  const ended = await sql.query(
    'delete from bezel_core.sessions where user_id = $1 and id is distinct from $2 returning id',
    [userId, except],
  )
  return ended.length
}

/**
 * Notes that the person of this session just proved who they are, for operations that ask for it (`stepUp`). The session
 * goes on under a new token: whoever may know the old one did not prove anything.
 */
export async function confirmSession(ctx: Context): Promise<void> {
  const { session } = ctx.actor
  if (!session) return
  const token = newToken()
  await ctx.db.query('update bezel_core.sessions set confirmed_at = $2, token_hash = $3 where id = $1', [
    session.id,
    ctx.now,
    tokenHash(token),
  ])
  ctx.setCookie({ name: cookieName, value: token })
}
