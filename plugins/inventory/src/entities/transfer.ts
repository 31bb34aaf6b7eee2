import { defineEntity, instant, many, oneOf, optional, reference, text } from '@bezel/core'
import { guardTransferLines, guardTransfers } from '../transfer/guard.ts'

/** Goods on their way from one store to another. */
export const Transfer = defineEntity('Transfer', {
  collection: 'transfers',
  nav: 'Inventory',
  title: ['number'],
  naturalKey: ['number'],
  fields: {
    number: text({ max: 40, unique: true, search: 'A' }),
    fromStore: reference('Store'),
    toStore: reference('Store'),
    status: oneOf(['draft', 'sent', 'received', 'cancelled'], { default: 'draft', readOnly: true }),
    sentAt: optional(instant({ readOnly: true })),
    receivedAt: optional(instant({ readOnly: true })),
    reason: optional(text({ max: 300, mentions: true })),
  },
  relations: { lines: many('TransferLine', { via: 'transfer', owned: true }) },
  // Whoever works in one of the two stores sees it.
  rows(actor, param) {
    if (actor.stores === 'all') return undefined
    const stores = param(actor.stores)
    return `t.from_store_id = any(${stores}) or t.to_store_id = any(${stores})`
  },
  written: guardTransfers,
  list: { columns: ['number', 'fromStoreId', 'toStoreId', 'status', 'sentAt', 'receivedAt'], sort: '-id' },
})

export const TransferLine = defineEntity('TransferLine', {
  collection: 'transfer-lines',
  nav: false,
  custom: false,
  fields: {
    transfer: reference('Transfer'),
    piece: optional(reference('Piece')),
    stone: optional(reference('Stone')),
    parcel: optional(reference('Parcel', { help: 'A whole parcel: split off what shall go first' })),
    received: oneOf(['open', 'received', 'missing'], { default: 'open', readOnly: true }),
  },
  written: guardTransferLines,
})
