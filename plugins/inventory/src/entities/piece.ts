import {
  date,
  defineEntity,
  group,
  instant,
  many,
  measure,
  money,
  oneOf,
  optional,
  reference,
  text,
} from '@bezel/core'
import { OWNERSHIPS, PIECE_STATUSES } from '../domain/piece-axes.ts'
import { recordImported, recordPieces } from '../ledger/written.ts'
import { costly, grams, photographs } from './words.ts'

/**
 * This very object. Its status changes only through the guarded transitions, never by an update; whatever else of its
 * axes an update changes is checked and recorded in the ledger too.
 */
export const Piece = defineEntity('Piece', {
  collection: 'pieces',
  nav: 'Inventory',
  title: ['itemNumber', 'name'],
  naturalKey: ['itemNumber'],
  scope: 'store',
  fields: {
    itemNumber: text({ max: 60, unique: true, search: 'A', synonyms: ['item #', 'stock number', 'sku'] }),
    name: text({ max: 200, search: 'A', synonyms: ['title', 'item name', 'product', 'description'] }),
    style: optional(reference('Style')),
    ownership: oneOf(OWNERSHIPS, { default: 'owned' }),
    status: oneOf(PIECE_STATUSES, { default: 'in_stock', readOnly: true }),
    resumes: optional(
      oneOf(PIECE_STATUSES, { readOnly: true, help: 'The status an interruption gives back' }),
    ),
    store: reference('Store'),
    location: optional(reference('Location')),
    ...group('Source', {
      supplier: optional(reference('Supplier')),
      supplierReference: optional(text({ max: 60, search: 'B' })),
      receivedOn: optional(
        date({
          help: 'The ledger begins on this day; today when it is empty',
          synonyms: ['date received', 'received', 'purchase date'],
        }),
      ),
    }),
    ...group('Codes', {
      barcode: optional(text({ max: 60, unique: true, search: 'A' })),
      epc: optional(text({ max: 64, unique: true, label: 'RFID EPC' })),
      serialNumber: optional(text({ max: 60, search: 'B' })),
    }),
    ...group('Measurements', {
      ringSize: optional(
        measure({ unit: 'mm', decimals: 2, min: 30, max: 90, help: 'Inner circumference; 51.87 is US 6' }),
      ),
      grossWeight: optional(measure({ ...grams, synonyms: ['gross wt', 'weight', 'total weight'] })),
    }),
    ...group('Cost and price', {
      cost: optional(money(costly)),
      labourCost: optional(money(costly)),
      otherCost: optional(money(costly)),
      price: optional(money({ synonyms: ['retail price', 'tag price'] })),
    }),
    statusSince: optional(instant({ readOnly: true })),
    ...photographs,
    notes: optional(text({ long: true, mentions: true })),
  },
  relations: {
    metals: many('PieceMetal', { via: 'piece', owned: true }),
    settings: many('PieceStone', { via: 'piece', owned: true, label: 'Stones' }),
    findings: many('PieceFinding', { via: 'piece', owned: true }),
    components: many('PieceComponent', { via: 'piece' }),
    movements: many('Movement', { via: 'piece' }),
  },
  import: { imported: (ctx, records) => recordImported(ctx, 'piece', records) },
  written: recordPieces,
  list: { columns: ['itemNumber', 'name', 'status', 'ownership', 'locationId', 'price'], sort: '-id' },
})
