import { type Context, crud, idAmong, idOf, type Operation, operation, Type } from '@bezel/core'
import { Memo } from '../entities/memo.ts'
import { documentStatus } from '../errors.ts'
import { goodsMoved, memoIssued, memoSettled } from '../events.ts'
import { closeMemo, issueMemo, memoSummary } from '../memo/memos.ts'
import { settleMemo } from '../memo/settle.ts'
import { movesBy } from './documents.ts'
import { body, carat, count, id, location, maybe, money, reason } from './inputs.ts'

const shared = { ...movesBy('memos'), output: Memo }

/** A part of a line with stones of a parcel; the rest of the line stays out. */
const line = idAmong('lines', { status: ['out'] })
const part = { lineId: { ...line, title: 'Line' }, count: { ...count, minimum: 1 }, carat }
const parts = <P extends Parameters<typeof body>[0]>(of: P) =>
  Type.Array(body(of), {
    minItems: 1,
    maxItems: 500,
    title: 'Parts',
    description: 'Of lines with stones of a parcel: how many of what weight',
  })

const when = (...states: string[]) => ({ record: Memo, in: states, otherwise: documentStatus })
const out = when('issued', 'partly_returned')
const stillOut = {
  ...Type.Array(line, { minItems: 1, maxItems: 500 }),
  title: 'Lines',
  description: 'Whole; all that are still out when none is named',
}

const issue = operation({
  ...shared,
  name: 'memos.issue',
  summary: 'Issue the memo: the goods are lent from now on',
  input: body({ id }),
  rest: 'POST /memos/:id/issue',
  graphql: 'mutation issueMemo',
  admin: { collection: 'memos', on: 'record' },
  when: when('draft'),
  emits: [memoIssued, goodsMoved],
  run: (ctx, { id }) => issueMemo(ctx, id),
})

const takeBack = operation({
  ...shared,
  name: 'memos.return',
  summary: 'Take goods back from memo, or give them back to the supplier',
  input: body({
    id,
    lineIds: maybe(stillOut),
    parts: maybe(parts(part)),
    locationId: maybe(location),
    reason: maybe(reason),
  }),
  rest: 'POST /memos/:id/return',
  graphql: 'mutation returnMemo',
  admin: { collection: 'memos', on: 'record' },
  when: out,
  emits: [memoSettled, goodsMoved],
  run: (ctx, { id, ...grounds }) => settleMemo(ctx, id, 'returned', grounds),
})

const invoice = operation({
  ...shared,
  name: 'memos.invoice',
  summary: 'Invoice goods on memo: out they are sold, in they are bought',
  input: body({
    id,
    lineIds: maybe(stillOut),
    parts: maybe(
      parts({
        ...part,
        intoId: maybe({
          ...idOf('parcels'),
          title: 'Into parcel',
          description: "For bought stones of a supplier's parcel: one of our own",
        }),
        parcelNumber: maybe({ ...reason, maxLength: 60, description: 'Or the number of a new one' }),
      }),
    ),
  }),
  rest: 'POST /memos/:id/invoice',
  graphql: 'mutation invoiceMemo',
  admin: { collection: 'memos', on: 'record' },
  when: out,
  emits: [memoSettled, goodsMoved],
  run: (ctx, { id, ...grounds }) => settleMemo(ctx, id, 'invoiced', grounds),
})

const close = operation({
  name: 'memos.close',
  needs: 'memos.write',
  output: Memo,
  when: when('returned', 'invoiced'),
  summary: 'Close a memo that is wholly returned or invoiced',
  input: body({ id }),
  rest: 'POST /memos/:id/close',
  graphql: 'mutation closeMemo',
  admin: { collection: 'memos', on: 'record' },
  run: (ctx, { id }) => closeMemo(ctx, id),
})

const summary = operation({
  name: 'memos.summary',
  needs: 'memos.read',
  summary: 'What the goods of a memo are worth, and whether it is overdue',
  input: body({ id }),
  output: Type.Object({
    status: Type.String(),
    overdue: Type.Boolean(),
    overdueDays: Type.Integer(),
    totals: Type.Array(Type.Object({ status: Type.String(), lines: Type.Integer(), value: money })),
  }),
  rest: 'GET /memos/:id/summary',
  graphql: 'query memoSummary',
  run: (ctx, { id }) => memoSummary(ctx, id),
})

interface ListInput {
  filters: { field: string; operator: string; operand: unknown }[]
}

/** The list of memos, narrowed to those past their date: overdue is derived, so it is true without any job having run. */
function overdueMemos(): Operation {
  const [list] = crud(Memo, { only: ['list'] }) as [Operation]
  return {
    ...list,
    name: 'memos.overdue',
    summary: 'List memos whose goods should be back by now',
    rest: 'GET /memos/overdue',
    graphql: 'query overdueMemos',
    run(ctx: Context, input: ListInput) {
      const derived = [
        { field: 'dueOn', operator: 'lt', operand: ctx.day() },
        { field: 'status', operator: 'in', operand: ['issued', 'partly_returned'] },
      ]
      return list.run(ctx, { ...input, filters: [...input.filters, ...derived] } as never, undefined as never)
    },
  }
}

export const memoOperations: Operation[] = [issue, takeBack, invoice, close, summary, overdueMemos()]
