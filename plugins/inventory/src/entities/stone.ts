import { defineEntity, measure, money, oneOf, optional, reference, text } from '@bezel/core'

const millimetres = { unit: 'mm', decimals: 2, min: 0 }
const percent = { unit: '%', decimals: 2, min: 0, max: 200 }

/** A loose stone that is bought, kept and sold as one. */
export const Stone = defineEntity('Stone', {
  collection: 'stones',
  nav: 'Inventory',
  title: ['stockNumber', 'shape', 'carat', 'color', 'clarity'],
  naturalKey: ['stockNumber'],
  scope: 'store',
  fields: {
    stockNumber: optional(
      text({ max: 60, unique: true, search: 'A', synonyms: ['stock #', 'lot #', 'inventory'] }),
    ),
    shape: optional(
      oneOf([
        'round',
        'princess',
        'oval',
        'emerald',
        'cushion',
        'pear',
        'marquise',
        'radiant',
        'asscher',
        'heart',
      ]),
    ),
    carat: measure({ unit: 'ct', decimals: 3, min: 0.001, max: 5000, synonyms: ['weight', 'size'] }),
    color: optional(text({ max: 40 })),
    clarity: optional(
      oneOf(['FL', 'IF', 'VVS1', 'VVS2', 'VS1', 'VS2', 'SI1', 'SI2', 'SI3', 'I1', 'I2', 'I3']),
    ),
    cut: optional(oneOf(['Ideal', 'Premium', 'Excellent', 'Very Good', 'Good', 'Fair', 'Poor'])),
    depth: optional(measure(percent)),
    table: optional(measure(percent)),
    length: optional(measure({ ...millimetres, synonyms: ['x'] })),
    width: optional(measure({ ...millimetres, synonyms: ['y'] })),
    height: optional(measure({ ...millimetres, synonyms: ['z'] })),
    price: optional(money()),
    certificateNumber: optional(text({ max: 60, search: 'A' })),
    store: optional(reference('Store')),
  },
  list: { columns: ['stockNumber', 'shape', 'carat', 'color', 'clarity', 'cut', 'price'], sort: '-id' },
})
