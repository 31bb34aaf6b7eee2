import { operation, Type } from '@bezel/core'
import { Customer } from '../entities/customer.ts'
import { CustomerNote } from '../entities/notes.ts'
import { actorName } from '../timeline/add.ts'
import { body, id, maybe, words } from './inputs.ts'

export const writeNote = operation({
  name: 'customer-notes.create',
  needs: 'customer-notes.write',
  summary: 'Write a note about a customer',
  input: body({ customerId: id, body: words(20_000), pinned: maybe(Type.Boolean()) }),
  output: CustomerNote,
  rest: 'POST /customer-notes',
  graphql: 'mutation createCustomerNote',
  status: 201,
  async run(ctx, note) {
    await ctx.records(Customer).get(note.customerId)
    return ctx.records(CustomerNote).create({ ...note, author: actorName(ctx) })
  },
})
