import { operation, Type } from '@bezel/core'
import { body, id, maybe, nullable } from '../inputs.ts'
import { ownId } from '../own.ts'
import { placeSchema, type Seen, withPlaces } from '../sessions/place.ts'

const page = 20

const event = Type.Object({
  id,
  type: Type.String(),
  ...placeSchema,
  userAgent: nullable(Type.String()),
  details: nullable(
    Type.String({
      description:
        '`by-colleague`, `others:3` sessions, or the methods and the provider signed in with: `password, totp`',
    }),
  ),
  createdAt: Type.String({ format: 'date-time' }),
})

interface NotedEvent extends Seen {
  id: string
  type: string
  details: string | null
  createdAt: string
}

/** So that people notice what somebody else did, not only the alarms that a mail tells of. */
const own = operation({
  name: 'account.security-events',
  needs: 'own-account',
  summary: 'What happened to your account, newest first',
  input: body({ before: maybe(id) }),
  output: Type.Object({ events: Type.Array(event), hasMore: Type.Boolean() }),
  rest: 'GET /account/security-events',
  graphql: 'query accountSecurityEvents',
  async run(ctx, { before = null }) {
    const rows = await ctx.db.query<NotedEvent>(
      `select id, type, address, user_agent as "userAgent", details, created_at as "createdAt"
       from security_events where user_id = $1 and ($2::uuid is null or id < $2) order by id desc limit ${page + 1}`,
      [ownId(ctx), before],
    )
    return { events: await withPlaces(ctx, rows.slice(0, page)), hasMore: rows.length > page }
  },
})

export const securityOperations = [own]
