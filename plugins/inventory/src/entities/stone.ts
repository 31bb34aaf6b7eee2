import {
  date,
  defineEntity,
  group,
  instant,
  list,
  many,
  measure,
  money,
  oneOf,
  optional,
  reference,
  text,
} from '@bezel/core'
import { FANCY_INTENSITIES } from '../domain/fancy-color.ts'
import {
  CLARITY_GRADES,
  CULET_GRADES,
  CUT_GRADES,
  FINISH_GRADES,
  FLUORESCENCE_COLORS,
  FLUORESCENCE_GRADES,
  GIRDLE_GRADES,
  LAB_GROWN_CLASSES,
} from '../domain/grading.ts'
import { OWNERSHIPS, PIECE_STATUSES } from '../domain/piece-axes.ts'
import { stoneHints, stoneImport } from '../import/stone-import.ts'
import { recordImported, recordStones } from '../ledger/written.ts'
import { carats, costly, millimetres, percent, shapes } from './words.ts'

/** A loose stone that is bought, kept and sold as one. Many at once are a parcel. */
export const Stone = defineEntity('Stone', {
  collection: 'stones',
  nav: 'Inventory',
  title: ['stockNumber', 'shape', 'carat', 'color', 'clarity'],
  naturalKey: ['stockNumber'],
  scope: 'store',
  fields: {
    stockNumber: optional(text({ max: 60, unique: true, search: 'A', ...stoneHints('stockNumber') })),
    species: text({ max: 60, default: 'diamond', search: 'C' }),
    origin: optional(oneOf(['natural', 'lab_grown'], stoneHints('origin'))),
    shape: optional(oneOf(shapes, stoneHints('shape'))),
    carat: measure({ ...carats, min: 0.001, max: 5000, ...stoneHints('carat') }),
    ...group('Grading', {
      color: optional(text({ max: 40, help: 'D to Z, or what the list calls it', ...stoneHints('color') })),
      fancyHue: optional(text({ max: 60, ...stoneHints('fancyHue') })),
      fancyIntensity: optional(oneOf(FANCY_INTENSITIES, stoneHints('fancyIntensity'))),
      fancyOvertone: optional(text({ max: 60, ...stoneHints('fancyOvertone') })),
      clarity: optional(oneOf(CLARITY_GRADES, stoneHints('clarity'))),
      labGrownClass: optional(
        oneOf(LAB_GROWN_CLASSES, { help: 'GIA grades lab-grown stones only so since October 2025' }),
      ),
      cut: optional(oneOf(CUT_GRADES, stoneHints('cut'))),
      polish: optional(oneOf(FINISH_GRADES, stoneHints('polish'))),
      symmetry: optional(oneOf(FINISH_GRADES, stoneHints('symmetry'))),
      fluorescence: optional(oneOf(FLUORESCENCE_GRADES, stoneHints('fluorescence'))),
      fluorescenceColor: optional(oneOf(FLUORESCENCE_COLORS, stoneHints('fluorescenceColor'))),
    }),
    ...group('Proportions', {
      depth: optional(measure({ ...percent, ...stoneHints('depth') })),
      table: optional(measure({ ...percent, ...stoneHints('table') })),
      length: optional(measure({ ...millimetres, ...stoneHints('length') })),
      width: optional(measure({ ...millimetres, ...stoneHints('width') })),
      height: optional(measure({ ...millimetres, ...stoneHints('height') })),
      girdleThin: optional(oneOf(GIRDLE_GRADES, stoneHints('girdleThin'))),
      girdleThick: optional(oneOf(GIRDLE_GRADES, stoneHints('girdleThick'))),
      culet: optional(oneOf(CULET_GRADES, stoneHints('culet'))),
    }),
    ...group('Report', {
      lab: optional(text({ max: 20, ...stoneHints('lab') })),
      certificateNumber: optional(text({ max: 60, search: 'A', ...stoneHints('certificateNumber') })),
    }),
    ...group('Cost and price', {
      price: optional(money(stoneHints('price'))),
      pricePerCarat: optional(money(stoneHints('pricePerCarat'))),
      cost: optional(money(costly)),
    }),
    ...group('Stock', {
      ownership: oneOf(OWNERSHIPS, { default: 'owned' }),
      status: oneOf(PIECE_STATUSES, { default: 'in_stock', readOnly: true }),
      resumes: optional(oneOf(PIECE_STATUSES, { readOnly: true })),
      statusSince: optional(instant({ readOnly: true })),
      store: optional(reference('Store')),
      location: optional(reference('Location')),
      supplier: optional(reference('Supplier')),
      receivedOn: optional(date()),
    }),
    treatment: optional(text({ max: 200, ...stoneHints('treatment') })),
    comments: optional(text({ long: true, search: 'D', ...stoneHints('comments') })),
    ...group('Links', {
      certificateUrl: optional(text({ max: 500, ...stoneHints('certificateUrl') })),
      imageUrl: optional(text({ max: 500, ...stoneHints('imageUrl') })),
      videoUrl: optional(text({ max: 500, ...stoneHints('videoUrl') })),
    }),
    tags: list(text({ max: 60 }), { default: [] }),
  },
  relations: {
    certificates: many('Certificate', { via: 'stone' }),
    movements: many('Movement', { via: 'stone' }),
  },
  import: { ...stoneImport, imported: (ctx, records) => recordImported(ctx, 'stone', records) },
  written: recordStones,
  list: {
    columns: ['stockNumber', 'shape', 'carat', 'color', 'clarity', 'cut', 'lab', 'price', 'status'],
    sort: '-id',
  },
})
