import { type Actor, anonymous, narrowed, permissions, type Session } from '../access/actor.ts'
import { seededRole } from '../access/seed-roles.ts'
import type { Sql } from '../database/types.ts'
import { sessionLife } from './sessions.ts'
import { tokenHash } from './tokens.ts'

interface ActorRow {
  id: string
  name: string
  email: string | null
  permissions: string[]
  stores: string[] | null
  /** Of keys: what narrows the role. */
  scopes?: string[] | null
  sessionId?: string
  confirmedAt?: string
  portal?: boolean
  needsSecondFactor?: boolean
}

export interface Identity {
  actor: Actor
  email: string | null
}

function limitOf({ portal, needsSecondFactor }: ActorRow): Actor['limited'] {
  if (needsSecondFactor) return 'second-factor'
  return portal ? 'portal' : undefined
}

function sessionOf({ sessionId, confirmedAt }: ActorRow): Session | undefined {
  return sessionId && confirmedAt ? { id: sessionId, confirmedAt: new Date(confirmedAt) } : undefined
}

/** What a person in a role may do, in a session of their own or as the subject of a question. */
function toActor(type: 'user' | 'key', row: ActorRow): Actor {
  const [limited, session] = [limitOf(row), sessionOf(row)]
  return {
    type,
    id: row.id,
    name: row.name,
    permissions: limited === 'second-factor' ? permissions([]) : narrowed(row.permissions, row.scopes),
    stores: limited ? [] : (row.stores ?? 'all'),
    ...(limited && { limited }),
    ...(session && { session }),
  }
}

function toIdentity(type: 'user' | 'key', row: ActorRow | undefined): Identity | undefined {
  return row && { actor: toActor(type, row), email: row.email }
}

const personOfSession = `select u.id, u.name, u.email::text as email, r.permissions, r.portal, u.stores, s.id as "sessionId",
       s.confirmed_at as "confirmedAt", s.needs_second_factor as "needsSecondFactor"
     from bezel_core.sessions s join users u on u.id = s.user_id join roles r on r.id = u.role_id
     where s.expires_at > now() and u.active`

/**
 * Who a session belongs to; undefined when it is unknown, over, or its user is inactive. Notes that it was seen once a minute
 * at most, which keeps it from going idle.
 */
export async function identityOfSession(sql: Sql, token: string): Promise<Identity | undefined> {
  const [row] = await sql.query<ActorRow>(
    `with seen as (
       update bezel_core.sessions set last_seen_at = now(), expires_at = ${sessionLife('created_at')}
       where token_hash = $1 and last_seen_at < now() - interval '1 minute' and expires_at > now()
     )
     ${personOfSession} and s.token_hash = $1`,
    [tokenHash(token)],
  )
  return toIdentity('user', row)
}

/** The same for a session whose token was shown before, by its id, and without noting that it was seen. */
export async function identityOfOpenSession(sql: Sql, id: string): Promise<Identity | undefined> {
  const [row] = await sql.query<ActorRow>(`${personOfSession} and s.id = $1`, [id])
  return toIdentity('user', row)
}

/** Whose API key this is; undefined when it is unknown, expired or revoked. Notes its use once a minute at most. */
export async function identityOfKey(sql: Sql, key: string): Promise<Identity | undefined> {
  const [row] = await sql.query<ActorRow>(
    `with used as (
       update api_keys set last_used_at = now()
       where secret_hash = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
     )
     select k.id, k.name, null as email, r.permissions, k.stores, k.scopes
     from api_keys k join roles r on r.id = k.role_id
     where k.secret_hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`,
    [tokenHash(key).toString('hex')],
  )
  return toIdentity('key', row)
}

/** What a user may do, asked from outside of any session; undefined where there is none or it is suspended. */
export async function actorOfUser(sql: Sql, id: string): Promise<Actor | undefined> {
  const [row] = await sql.query<ActorRow>(
    `select u.id, u.name, u.email::text as email, r.permissions, r.portal, u.stores
     from users u join roles r on r.id = u.role_id where u.id = $1 and u.active`,
    [id],
  )
  return row && toActor('user', row)
}

/** What an API key may do, asked by its id; undefined where it does not work any more. */
export async function actorOfKey(sql: Sql, id: string): Promise<Actor | undefined> {
  const [row] = await sql.query<ActorRow>(
    `select k.id, k.name, null as email, r.permissions, k.stores, k.scopes from api_keys k join roles r on r.id = k.role_id
     where k.id = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`,
    [id],
  )
  return row && toActor('key', row)
}

/** Who has not signed in: may do what the role "guest" says, and nothing where somebody deleted it. */
export async function actorOfGuest(sql: Sql): Promise<Actor> {
  const role = await seededRole(sql, 'guest')
  return { ...anonymous, permissions: permissions(role?.permissions ?? []) }
}

/** Together less than the second in which a revoked credential is out, of requests and of open sockets. */
export const identityMs = { remembered: 400, askedAgain: 500 }

export interface IdentityCache {
  (credential: string): Promise<Identity | undefined>
  /** Forgets a credential that this process ended itself. */
  forget(credential: string): void
}

/**
 * Remembers who a credential belongs to for a moment, so that a busy client costs no statement per request.
 * A revoked one is refused at the latest when the moment is over.
 */
export function createIdentityCache(
  lookup: (credential: string) => Promise<Identity | undefined>,
  lifetimeMs = identityMs.remembered,
  limit = 5000,
): IdentityCache {
  const known = new Map<string, { found: Promise<Identity | undefined>; until: number }>()
  function identityOf(credential: string): Promise<Identity | undefined> {
    const now = performance.now()
    const cached = known.get(credential)
    if (cached && cached.until > now) return cached.found
    if (known.size >= limit) known.clear()
    const found = lookup(credential)
    known.set(credential, { found, until: now + lifetimeMs })
    found.catch(() => known.delete(credential))
    return found
  }
  return Object.assign(identityOf, { forget: (credential: string) => void known.delete(credential) })
}
