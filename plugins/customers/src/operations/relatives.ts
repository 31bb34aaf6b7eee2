import { operation, Type } from '@bezel/core'
import { Customer } from '../entities/customer.ts'
import { relativesOf } from '../relatives/relatives.ts'
import { RELATION_TYPES } from '../relatives/words.ts'
import { byId } from './inputs.ts'

const textOrNone = Type.Union([Type.String(), Type.Null()])

export const relatives = operation({
  name: 'customers.relatives',
  needs: 'customer-relations.read',
  summary: 'Who belongs to a customer, also where it is noted with the other one',
  input: byId,
  output: Type.Array(
    Type.Object({
      relationId: Type.String(),
      type: Type.Enum([...RELATION_TYPES]),
      noted: Type.Enum(['here', 'there']),
      customerId: textOrNone,
      name: Type.String(),
      note: textOrNone,
    }),
  ),
  rest: 'GET /customers/:id/relatives',
  graphql: 'query customerRelatives',
  async run(ctx, { id }) {
    await ctx.records(Customer).get(id)
    return relativesOf(ctx, id)
  },
})
