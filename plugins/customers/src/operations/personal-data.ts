import { operation, Type } from '@bezel/core'
import { CustomerErasure } from '../entities/erasure.ts'
import { alreadyErased } from '../errors.ts'
import { customerErased } from '../events.ts'
import { customers } from '../service.ts'
import { body, byId, id, words } from './inputs.ts'

const records = Type.Array(Type.Record(Type.String(), Type.Unknown()))

export const personalData = operation({
  name: 'customers.personal-data',
  needs: 'customers.personal-data',
  stepUp: true,
  summary: "Everything held about a person, for the person's own copy",
  input: byId,
  output: Type.Object({
    exportedAt: Type.String(),
    customer: Type.Record(Type.String(), Type.Unknown()),
    records: Type.Record(Type.String(), records),
    card: Type.Unknown(),
    files: records,
    mentions: records,
    rejectedRows: records,
    contributions: Type.Record(Type.String(), Type.Unknown()),
  }),
  rest: 'GET /customers/:id/personal-data',
  graphql: 'query personalData',
  run: (ctx, { id: customerId }) => ctx.use(customers).personalData.collect(ctx, customerId) as never,
})

export const eraseOperation = operation({
  name: 'customers.erase',
  needs: 'customers.erase',
  stepUp: true,
  summary: 'Erase the personal data of a customer for good',
  input: body({ id, reason: words(500) }),
  output: CustomerErasure,
  rest: 'POST /customers/:id/erase',
  graphql: 'mutation eraseCustomer',
  admin: { collection: 'customers', on: 'record', danger: true },
  errors: [alreadyErased],
  emits: [customerErased],
  run: (ctx, { id: customerId, reason }) => ctx.use(customers).personalData.erase(ctx, customerId, reason),
})
