import { count, defineEntity, many, measure, money, oneOf, optional, reference, text } from '@bezel/core'
import { recordImportedParcels, recordParcels } from '../ledger/parcels.ts'
import { carats, costly, shapes } from './words.ts'

/** Small stones kept together: every change of count and weight is a movement, and neither goes below zero. */
export const Parcel = defineEntity('Parcel', {
  collection: 'parcels',
  nav: 'Inventory',
  title: ['parcelNumber', 'description'],
  naturalKey: ['parcelNumber'],
  scope: 'store',
  fields: {
    parcelNumber: text({ max: 60, unique: true, search: 'A' }),
    description: optional(text({ max: 200, search: 'B' })),
    species: text({ max: 60, default: 'diamond' }),
    shape: optional(oneOf(shapes)),
    color: optional(text({ max: 40, help: 'A range, for example F–G' })),
    clarity: optional(text({ max: 40, help: 'A range, for example VS–SI1' })),
    size: optional(text({ max: 40, help: 'Sieve or millimetres' })),
    count: count({ default: 0 }),
    carat: measure({ ...carats, default: 0 }),
    lentCount: count({ default: 0, readOnly: true, help: 'Of these, so many stand on an open memo' }),
    lentCarat: measure({
      ...carats,
      default: 0,
      readOnly: true,
      help: 'Of this, so much stands on an open memo',
    }),
    ownership: oneOf(['owned', 'vendor_memo'], { default: 'owned' }),
    costPerCarat: optional(money(costly)),
    store: reference('Store'),
    location: optional(reference('Location')),
    supplier: optional(reference('Supplier')),
  },
  relations: { movements: many('Movement', { via: 'parcel' }) },
  import: { imported: recordImportedParcels },
  written: recordParcels,
  list: {
    columns: ['parcelNumber', 'description', 'shape', 'count', 'carat', 'storeId'],
    sort: 'parcelNumber',
  },
})
