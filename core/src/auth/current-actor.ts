import { type Actor, permissions } from '../access/actor.ts'
import type { Sql } from '../database/types.ts'
import { actorOfGuest } from './actors.ts'

interface Current {
  permissions: string[]
  stores: string[] | null
}

const queries: Partial<Record<Actor['type'], string>> = {
  user: `select r.permissions, u.stores from users u join roles r on r.id = u.role_id where u.id = $1 and u.active`,
  key: `select r.permissions, k.stores from api_keys k join roles r on r.id = k.role_id
        where k.id = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`,
}

/** What somebody may do now who was asked long ago; undefined for who may do nothing any more. Bezel itself stays what it is. */
export async function currentActor(sql: Sql, actor: Actor): Promise<Actor | undefined> {
  if (actor.type === 'anonymous') return actorOfGuest(sql)
  const query = queries[actor.type]
  if (!query) return actor
  const [now] = await sql.query<Current>(query, [actor.id])
  return now && { ...actor, permissions: permissions(now.permissions), stores: now.stores ?? 'all' }
}
