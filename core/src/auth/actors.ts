import { type Actor, permissions } from '../access/actor.ts'
import type { Sql } from '../database/types.ts'
import { tokenHash } from './tokens.ts'

interface ActorRow {
  id: string
  name: string
  email: string | null
  permissions: string[]
  stores: string[] | null
  sessionId: string | null
}

export interface Identity {
  actor: Actor
  email: string | null
  /** Present when signed in by cookie. */
  sessionId: string | null
}

function toIdentity(type: 'user' | 'key', row: ActorRow | undefined): Identity | undefined {
  if (!row) return undefined
  const actor: Actor = {
    type,
    id: row.id,
    name: row.name,
    permissions: permissions(row.permissions),
    stores: row.stores ?? 'all',
  }
  return { actor, email: row.email, sessionId: row.sessionId }
}

/** Who a session belongs to; undefined when it is unknown, over, or its user is inactive. */
export async function identityOfSession(sql: Sql, token: string): Promise<Identity | undefined> {
  const [row] = await sql.query<ActorRow>(
    `select u.id, u.name, u.email::text as email, r.permissions, u.stores, s.id as "sessionId"
     from bezel_core.sessions s join users u on u.id = s.user_id join roles r on r.id = u.role_id
     where s.token_hash = $1 and s.expires_at > now() and u.active`,
    [tokenHash(token)],
  )
  return toIdentity('user', row)
}

/** Whose API key this is; undefined when it is unknown, expired or revoked. Notes its use once a minute at most. */
export async function identityOfKey(sql: Sql, key: string): Promise<Identity | undefined> {
  const [row] = await sql.query<ActorRow>(
    `with used as (
       update api_keys set last_used_at = now()
       where secret_hash = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
     )
     select k.id, k.name, null as email, r.permissions, k.stores, null as "sessionId"
     from api_keys k join roles r on r.id = k.role_id
     where k.secret_hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`,
    [tokenHash(key).toString('hex')],
  )
  return toIdentity('key', row)
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
