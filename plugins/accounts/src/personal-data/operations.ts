import {
  actorOfUser,
  assertOwnerLeft,
  type Context,
  forbidden,
  operation,
  Problem,
  type RecordOf,
  Type,
} from '@bezel/core'
import { customers } from '@bezel/customers/contract'
import { DataRequest } from '../entities.ts'
import { requestHandled } from '../errors.ts'
import { body, byId, maybe, words } from '../inputs.ts'
import { ownId } from '../own.ts'
import { collectUser, eraseUser } from './portal-data.ts'
import { customerOf, dataRequestOperations } from './requests.ts'

const anything = Type.Record(Type.String(), Type.Unknown())

const copy = operation({
  name: 'account.personal-data',
  needs: 'own-account',
  stepUp: true,
  summary: 'Everything held about you',
  input: body({}),
  output: Type.Object({ exportedAt: Type.String(), account: anything, customer: Type.Unknown() }),
  rest: 'GET /account/personal-data',
  graphql: 'query myPersonalData',
  async run(ctx) {
    const userId = ownId(ctx)
    const customerId = await customerOf(ctx, userId)
    const customer = customerId && (await ctx.use(customers).personalData.collect(ctx.asSystem(), customerId))
    return {
      exportedAt: ctx.now.toISOString(),
      account: await collectUser(ctx, userId),
      customer: customer || null,
    }
  },
})

async function carryOut(ctx: Context, request: RecordOf<typeof DataRequest>): Promise<void> {
  if (request.kind !== 'erasure') return
  if (!ctx.actor.permissions.allows('customers.erase'))
    throw new Problem(forbidden, {
      detail: 'This takes the permission "customers.erase". Ask the owner for it.',
    })
  const { customerId, userId } = request
  const isOwner = userId && (await actorOfUser(ctx.db, userId))?.permissions.allows('*')
  if (customerId) await ctx.use(customers).personalData.erase(ctx, customerId, 'Asked for by the person')
  // A merge may have moved the customer to another account.
  if (userId) await eraseUser(ctx, userId)
  if (isOwner) await assertOwnerLeft(ctx)
}

const resolve = operation({
  name: 'data-requests.resolve',
  needs: 'data-requests.write',
  stepUp: true,
  summary: 'Carry out what a person asked for, or refuse it with a reason',
  input: body({ ...byId.properties, decision: Type.Enum(['done', 'refused']), answer: maybe(words(2000)) }),
  output: DataRequest,
  rest: 'POST /data-requests/:id/resolve',
  graphql: 'mutation resolveDataRequest',
  admin: { collection: 'data-requests', on: 'record', danger: true },
  errors: [requestHandled],
  async run(ctx, { id: requestId, decision, answer = null }) {
    const request = await ctx.records(DataRequest).lock(requestId)
    if (request.status !== 'open') throw new Problem(requestHandled)
    if (decision === 'done') await carryOut(ctx, request)
    return ctx
      .records(DataRequest)
      .update(requestId, { status: decision, answer, handledAt: ctx.now.toISOString() })
  },
})

export const personalDataOperations = [copy, ...dataRequestOperations, resolve]
