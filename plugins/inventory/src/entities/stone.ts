import { date, defineEntity, list, many, measure, money, oneOf, optional, reference, text } from '@bezel/core'
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
import { carats, costly, millimetres, percent, shapes } from './words.ts'

/** A loose stone that is bought, kept and sold as one. Many at once are a parcel. */
export const Stone = defineEntity('Stone', {
  collection: 'stones',
  nav: 'Inventory',
  title: ['stockNumber', 'shape', 'carat', 'color', 'clarity'],
  naturalKey: ['stockNumber'],
  scope: 'store',
  fields: {
    stockNumber: optional(text({ max: 60, unique: true, search: 'A' })),
    species: text({ max: 60, default: 'diamond', search: 'C' }),
    origin: optional(
      oneOf([
        { value: 'natural' },
        {
          value: 'lab_grown',
          synonyms: ['lab-created', 'lab created', 'lab', 'synthetic', 'man made', 'cvd', 'hpht'],
        },
      ]),
    ),
    shape: optional(oneOf(shapes)),
    carat: measure({ ...carats, min: 0.001, max: 5000 }),
    color: optional(text({ max: 40, help: 'D to Z, or what the list calls it' })),
    fancyHue: optional(text({ max: 60 })),
    fancyIntensity: optional(oneOf(FANCY_INTENSITIES)),
    fancyOvertone: optional(text({ max: 60 })),
    clarity: optional(oneOf(CLARITY_GRADES)),
    labGrownClass: optional(
      oneOf(LAB_GROWN_CLASSES, { help: 'GIA grades lab-grown stones only so since October 2025' }),
    ),
    cut: optional(oneOf(CUT_GRADES)),
    polish: optional(oneOf(FINISH_GRADES)),
    symmetry: optional(oneOf(FINISH_GRADES)),
    fluorescence: optional(oneOf(FLUORESCENCE_GRADES)),
    fluorescenceColor: optional(oneOf(FLUORESCENCE_COLORS)),
    depth: optional(measure(percent)),
    table: optional(measure(percent)),
    length: optional(measure(millimetres)),
    width: optional(measure(millimetres)),
    height: optional(measure(millimetres)),
    girdleThin: optional(oneOf(GIRDLE_GRADES)),
    girdleThick: optional(oneOf(GIRDLE_GRADES)),
    culet: optional(oneOf(CULET_GRADES)),
    lab: optional(text({ max: 20 })),
    certificateNumber: optional(text({ max: 60, search: 'A' })),
    price: optional(money()),
    pricePerCarat: optional(money()),
    cost: optional(money(costly)),
    ownership: oneOf(OWNERSHIPS, { default: 'owned' }),
    status: oneOf(PIECE_STATUSES, { default: 'in_stock', readOnly: true }),
    resumes: optional(oneOf(PIECE_STATUSES, { readOnly: true })),
    store: optional(reference('Store')),
    location: optional(reference('Location', { readOnly: true })),
    supplier: optional(reference('Supplier')),
    receivedOn: optional(date()),
    treatment: optional(text({ max: 200 })),
    comments: optional(text({ long: true, search: 'D' })),
    certificateUrl: optional(text({ max: 500 })),
    imageUrl: optional(text({ max: 500 })),
    videoUrl: optional(text({ max: 500 })),
    tags: list(text({ max: 60 }), { default: [] }),
  },
  relations: {
    certificates: many('Certificate', { via: 'stone' }),
    movements: many('Movement', { via: 'stone' }),
  },
  list: {
    columns: ['stockNumber', 'shape', 'carat', 'color', 'clarity', 'cut', 'lab', 'price', 'status'],
    sort: '-id',
  },
})
