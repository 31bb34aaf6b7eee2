import { operation, Type } from '@bezel/core'
import type { MergeChoices } from '../domain/index.ts'
import { findBatch } from '../duplicates/find.ts'
import { CustomerMerge, DuplicatePair } from '../entities/duplicates.ts'
import { mergeImpossible, mergeNotLast, mergeUndoExpired, mergeUndone } from '../errors.ts'
import { customerMerged, mergeTakenBack } from '../events.ts'
import { mergeCustomers, previewMerge } from '../merge/merge.ts'
import type { Fields } from '../merge/plan.ts'
import { undoCustomerMerge } from '../merge/undo.ts'
import { body, byId, id, maybe } from './inputs.ts'

export const findDuplicatesNow = operation({
  name: 'duplicate-pairs.find',
  needs: 'customers.merge',
  summary: 'Look for duplicates among new and changed customers',
  input: body({}),
  output: Type.Object({
    checked: Type.Integer(),
    found: Type.Integer(),
    more: Type.Boolean({ description: 'The rest is compared in the background' }),
  }),
  rest: 'POST /duplicate-pairs/find',
  graphql: 'mutation findDuplicates',
  admin: { collection: 'duplicate-pairs', on: 'collection' },
  async run(ctx) {
    const { checked, found, more } = await findBatch(ctx)
    if (more) ctx.enqueue('customers.find-duplicates', {}, { key: 'customers.find-duplicates now' })
    return { checked, found, more }
  },
})

export const markDifferent = operation({
  name: 'duplicate-pairs.different',
  needs: 'customers.merge',
  summary: 'Say that these are two different customers',
  input: byId,
  output: DuplicatePair,
  rest: 'POST /duplicate-pairs/:id/different',
  graphql: 'mutation markDifferent',
  admin: { collection: 'duplicate-pairs', on: 'record' },
  when: { record: DuplicatePair, in: ['open'] },
  run: (ctx, { id: pairId }) => ctx.records(DuplicatePair).update(pairId, { status: 'different' }),
})

const anyFields = Type.Record(Type.String(), Type.Unknown())
const side = Type.Enum(['winner', 'loser'])

export const previewMergeOperation = operation({
  name: 'customers.preview-merge',
  needs: 'customers.merge',
  summary: 'What merging two customers would make of them',
  input: body({ id, loserId: id }),
  output: Type.Object({
    winner: anyFields,
    loser: anyFields,
    result: anyFields,
    conflicts: Type.Array(
      Type.Object({ field: Type.String(), taken: side, winner: Type.Unknown(), loser: Type.Unknown() }),
    ),
  }),
  rest: 'GET /customers/:id/merge-preview',
  graphql: 'query previewMerge',
  errors: [mergeImpossible],
  run: (ctx, { id: winnerId, loserId }) => previewMerge(ctx, winnerId, loserId),
})

export const mergeOperation = operation({
  name: 'customers.merge',
  needs: 'customers.merge',
  summary: 'Make two customers one; can be undone within 30 days',
  input: body({
    id,
    loserId: id,
    choices: maybe(Type.Record(Type.String(), side, { description: 'Field → whose value stands' })),
  }),
  output: CustomerMerge,
  rest: 'POST /customers/:id/merge',
  graphql: 'mutation mergeCustomers',
  errors: [mergeImpossible],
  emits: [customerMerged],
  run: (ctx, { id: winnerId, loserId, choices }) =>
    mergeCustomers(ctx, winnerId, loserId, (choices ?? {}) as MergeChoices<Fields>),
})

export const undoMergeOperation = operation({
  name: 'customer-merges.undo',
  needs: 'customers.merge',
  summary: 'Make two customers of one again, as they were before',
  input: byId,
  output: CustomerMerge,
  rest: 'POST /customer-merges/:id/undo',
  graphql: 'mutation undoMerge',
  admin: { collection: 'customer-merges', on: 'record', danger: true },
  when: { record: CustomerMerge, field: 'undoneAt', in: [null], otherwise: mergeUndone },
  errors: [mergeUndoExpired, mergeNotLast],
  emits: [mergeTakenBack],
  run: (ctx, { id: mergeId }) => undoCustomerMerge(ctx, mergeId),
})
