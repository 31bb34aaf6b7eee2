import { count, defineEntity, instant, measure, money, oneOf, optional, reference, text } from '@bezel/core'
import { OWNERSHIPS, PIECE_STATUSES } from '../domain/piece-axes.ts'
import { costly } from './words.ts'

/** Kept by triggers: the ledger gets a row with all that comes in, and six foreign keys would cost more than that row. */
const guarded = { foreignKey: false } as const
const before = { readOnly: true }

/**
 * One row of the stock ledger: what a piece, stone or parcel was and became, who did it, when and why. Append-only;
 * the stock of any past day is replayed from it.
 */
export const Movement = defineEntity('Movement', {
  collection: 'movements',
  nav: 'Inventory',
  custom: false,
  scope: 'store',
  fields: {
    at: instant(),
    type: text({ max: 60 }),
    piece: optional(reference('Piece', guarded)),
    stone: optional(reference('Stone', guarded)),
    parcel: optional(reference('Parcel', guarded)),
    fromStatus: optional(oneOf(PIECE_STATUSES, before)),
    toStatus: optional(oneOf(PIECE_STATUSES, before)),
    fromOwnership: optional(oneOf(OWNERSHIPS, before)),
    toOwnership: optional(oneOf(OWNERSHIPS, before)),
    fromLocation: optional(reference('Location', { ...before, ...guarded })),
    toLocation: optional(reference('Location', { ...before, ...guarded })),
    fromResumes: optional(oneOf(PIECE_STATUSES, before)),
    toResumes: optional(oneOf(PIECE_STATUSES, before)),
    store: optional(reference('Store', { ...guarded, help: 'Where it is after this' })),
    bookCost: optional(money({ ...costly, help: 'What it stood in the books with after this' })),
    countChange: optional(count({ min: -1_000_000 })),
    caratChange: optional(measure({ unit: 'ct', decimals: 3 })),
    counterparty: optional(text({ max: 200, mentions: true })),
    reason: optional(text({ max: 500, mentions: true })),
    actor: text({ max: 160 }),
    document: optional(text({ max: 120, help: 'Memo, transfer, count or sale it belongs to' })),
  },
  list: {
    columns: ['at', 'type', 'pieceId', 'stoneId', 'fromStatus', 'toStatus', 'actor', 'reason'],
    sort: '-at',
  },
})
