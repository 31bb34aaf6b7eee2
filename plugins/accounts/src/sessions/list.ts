import { type Context, Type } from '@bezel/core'
import { id, nullable } from '../inputs.ts'
import { placeSchema, type Seen, withPlaces } from './place.ts'

const time = Type.String({ format: 'date-time' })

export const sessionSchema = {
  id,
  ...placeSchema,
  userAgent: nullable(Type.String()),
  methods: Type.Array(Type.String()),
  createdAt: time,
  lastSeenAt: time,
  expiresAt: time,
}

interface SessionRow extends Seen {
  id: string
  methods: string[]
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

/** Where somebody is signed in now, the last one seen first. */
export async function sessionsOf(ctx: Context, userId: string) {
  const rows = await ctx.db.query<SessionRow>(
    `select id, address, user_agent as "userAgent", methods, created_at as "createdAt", last_seen_at as "lastSeenAt",
       expires_at as "expiresAt"
     from bezel_core.sessions where user_id = $1 and expires_at > now() order by last_seen_at desc`,
    [userId],
  )
  return withPlaces(ctx, rows)
}
