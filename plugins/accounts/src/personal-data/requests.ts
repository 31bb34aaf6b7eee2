import { type Context, operation, Type } from '@bezel/core'
import { DataRequest } from '../entities.ts'
import { body, id, maybe, nullable, words } from '../inputs.ts'
import { ownId } from '../own.ts'
import { noteEvent } from '../security/note.ts'

type Kind = 'erasure' | 'copy'

export async function customerOf(ctx: Context, userId: string): Promise<string | null> {
  const [user] = await ctx.db.query<{ customerId: string | null }>(
    'select customer_id as "customerId" from users where id = $1',
    [userId],
  )
  return user?.customerId ?? null
}

/** Asking twice changes nothing while the first request is open. */
async function askFor(ctx: Context, kind: Kind, reason: string | null) {
  const userId = ownId(ctx)
  const requests = ctx.asSystem().records(DataRequest)
  const [open] = await requests.find({ userId, kind, status: 'open' })
  if (open) return { id: open.id, status: open.status }
  const customerId = await customerOf(ctx, userId)
  const made = await requests.create({ userId, customerId, kind, status: 'open', reason })
  await noteEvent(ctx, `${kind}-asked`, userId)
  return { id: made.id, status: made.status }
}

const asked = Type.Object({ id, status: Type.String() })
const withReason = body({ reason: maybe(words(2000)) })

const askErasure = operation({
  name: 'account.ask-erasure',
  needs: 'own-account',
  stepUp: true,
  summary: 'Ask the shop to erase what it holds about you',
  input: withReason,
  output: asked,
  rest: 'POST /account/erasure-request',
  graphql: 'mutation askForErasure',
  status: 202,
  run: (ctx, { reason = null }) => askFor(ctx, 'erasure', reason),
})

const askCopy = operation({
  name: 'account.ask-copy',
  needs: 'own-account',
  stepUp: true,
  summary: 'Ask the shop for a copy of what it holds about you, on paper too',
  input: withReason,
  output: asked,
  rest: 'POST /account/copy-request',
  graphql: 'mutation askForCopy',
  status: 202,
  run: (ctx, { reason = null }) => askFor(ctx, 'copy', reason),
})

const request = Type.Object({
  id,
  kind: Type.String(),
  status: Type.String(),
  answer: nullable(Type.String()),
  createdAt: Type.String({ format: 'date-time' }),
  handledAt: nullable(Type.String({ format: 'date-time' })),
})

const own = operation({
  name: 'account.data-requests',
  needs: 'own-account',
  summary: 'What you asked the shop about your data, and its answers',
  input: body({}),
  output: Type.Object({ requests: Type.Array(request) }),
  rest: 'GET /account/data-requests',
  graphql: 'query accountDataRequests',
  async run(ctx) {
    const requests = await ctx.db.query<Type.Static<typeof request>>(
      `select id, kind, status, answer, created_at as "createdAt", handled_at as "handledAt"
       from data_requests where user_id = $1 order by id desc limit 20`,
      [ownId(ctx)],
    )
    return { requests }
  },
})

/** People ask at the counter, by telephone and by letter too; the month that the law gives counts from then. */
const note = operation({
  name: 'data-requests.note',
  needs: ['data-requests.write', 'customers.read'],
  summary: 'Note what a customer asked about their data at the counter, by telephone or by letter',
  input: body({ customerId: id, kind: Type.Enum(['erasure', 'copy']), reason: maybe(words(2000)) }),
  output: DataRequest,
  rest: 'POST /data-requests',
  graphql: 'mutation noteDataRequest',
  status: 201,
  async run(ctx, { customerId, kind, reason = null }) {
    const [user] = await ctx.db.query<{ id: string }>('select id from users where customer_id = $1', [
      customerId,
    ])
    const requests = ctx.records(DataRequest)
    const [open] = await requests.find({ customerId, kind, status: 'open' })
    if (open) return open
    return requests.create({ userId: user?.id ?? null, customerId, kind, status: 'open', reason })
  },
})

export const dataRequestOperations = [askErasure, askCopy, own, note]
