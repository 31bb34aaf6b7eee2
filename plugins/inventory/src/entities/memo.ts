import {
  count,
  date,
  defineEntity,
  file,
  many,
  measure,
  money,
  oneOf,
  optional,
  reference,
  text,
} from '@bezel/core'
import { guardMemoLines, guardMemos } from '../memo/guard.ts'
import { carats } from './words.ts'

/** Goods lent: out to a customer or dealer, or in from a supplier. Overdue is derived from the due date. */
export const Memo = defineEntity('Memo', {
  collection: 'memos',
  nav: 'Inventory',
  title: ['number'],
  naturalKey: ['number'],
  scope: 'store',
  fields: {
    number: text({ max: 40, unique: true, search: 'A' }),
    direction: oneOf(['out', 'in']),
    status: oneOf(['draft', 'issued', 'partly_returned', 'returned', 'invoiced', 'closed'], {
      default: 'draft',
      readOnly: true,
    }),
    store: reference('Store'),
    supplier: optional(reference('Supplier')),
    counterparty: optional(
      text({ max: 200, search: 'B', mentions: true, help: 'Who has the goods, when it is no supplier' }),
    ),
    issuedOn: optional(date({ readOnly: true })),
    dueOn: optional(date()),
    riskOfLoss: optional(oneOf(['holder', 'owner'], { help: 'Who pays when goods are lost' })),
    terms: optional(text({ long: true, mentions: true })),
    signature: optional(file({ help: 'Signed by whoever took the goods' })),
  },
  relations: { lines: many('MemoLine', { via: 'memo', owned: true }) },
  written: guardMemos,
  list: {
    columns: ['number', 'direction', 'status', 'counterparty', 'supplierId', 'issuedOn', 'dueOn'],
    sort: '-id',
  },
})

const settledCount = (help: string) => count({ default: 0, readOnly: true, help })
const settledCarat = (help: string) => measure({ ...carats, default: 0, readOnly: true, help })

/** One thing on a memo, with the value it is lent at. */
export const MemoLine = defineEntity('MemoLine', {
  collection: 'memo-lines',
  nav: false,
  custom: false,
  fields: {
    memo: reference('Memo'),
    piece: optional(reference('Piece')),
    stone: optional(reference('Stone')),
    parcel: optional(reference('Parcel', { help: 'A part of it: say how many stones of what weight' })),
    count: optional(count({ min: 1, help: 'Stones of the parcel' })),
    carat: optional(measure({ ...carats, min: 0.001, help: 'Their weight together' })),
    returnedCount: settledCount('Stones of the parcel that came back'),
    returnedCarat: settledCarat('Their weight together'),
    invoicedCount: settledCount('Stones of the parcel that were invoiced'),
    invoicedCarat: settledCarat('Their weight together'),
    value: money(),
    status: oneOf(['listed', 'out', 'returned', 'invoiced', 'lost'], { default: 'listed', readOnly: true }),
    note: optional(text({ max: 300, mentions: true })),
  },
  written: guardMemoLines,
})
