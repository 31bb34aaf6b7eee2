import {
  count,
  defineEntity,
  instant,
  json,
  many,
  measure,
  oneOf,
  optional,
  reference,
  text,
} from '@bezel/core'
import { carats } from './words.ts'

/** Counting what is really there, by barcode or RFID, against what the books say. */
export const StockCount = defineEntity('StockCount', {
  collection: 'stock-counts',
  nav: 'Inventory',
  title: ['name'],
  scope: 'store',
  fields: {
    name: text({ max: 120, search: 'A' }),
    store: reference('Store'),
    location: optional(reference('Location', { help: 'Empty: the whole store' })),
    status: oneOf(['open', 'closed', 'cancelled'], { default: 'open', readOnly: true }),
    closedAt: optional(instant({ readOnly: true })),
    report: optional(json(undefined, { readOnly: true, label: 'Variance' })),
  },
  relations: { scans: many('StockScan', { via: 'stockCount' }) },
  list: { columns: ['name', 'storeId', 'locationId', 'status', 'closedAt'], sort: '-id' },
})

/** One code read during a count; reading it twice counts once. */
export const StockScan = defineEntity('StockScan', {
  collection: 'stock-scans',
  nav: false,
  custom: false,
  fields: {
    stockCount: reference('StockCount'),
    code: text({ max: 120 }),
    at: instant(),
    location: optional(reference('Location')),
    actor: text({ max: 160 }),
    parcel: optional(reference('Parcel', { help: 'Counted and weighed, not only seen' })),
    count: optional(count()),
    carat: optional(measure(carats)),
  },
  rows: (actor, param) =>
    actor.stores === 'all'
      ? undefined
      : `exists (select from stock_counts c where c.id = t.stock_count_id and c.store_id = any(${param(actor.stores)}))`,
})
