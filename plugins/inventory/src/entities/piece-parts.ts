import { count, defineEntity, measure, oneOf, optional, reference, text } from '@bezel/core'
import { carats, grams, shapes } from './words.ts'

/** What a piece is made of: an alloy with its weights. */
export const PieceMetal = defineEntity('PieceMetal', {
  collection: 'piece-metals',
  nav: false,
  custom: false,
  fields: {
    piece: reference('Piece'),
    alloy: reference('Alloy'),
    grossWeight: optional(measure(grams)),
    netWeight: measure({ ...grams, help: 'Metal alone, without stones' }),
  },
})

/** Stones in a piece: one linked stone record, or a number of stones described here. */
export const PieceStone = defineEntity('PieceStone', {
  collection: 'piece-stones',
  nav: false,
  custom: false,
  fields: {
    piece: reference('Piece'),
    stone: optional(reference('Stone', { unique: true })),
    parcel: optional(reference('Parcel')),
    species: text({ max: 60, default: 'diamond' }),
    shape: optional(oneOf(shapes)),
    count: count({ min: 1, default: 1 }),
    carat: optional(measure(carats)),
    setting: oneOf(['set', 'loose'], { default: 'set' }),
    position: optional(text({ max: 60, help: 'Centre, side, halo, …' })),
  },
})

/** Clasps, posts, jump rings and the like. */
export const PieceFinding = defineEntity('PieceFinding', {
  collection: 'piece-findings',
  nav: false,
  custom: false,
  fields: {
    piece: reference('Piece'),
    description: text({ max: 120 }),
    count: count({ min: 1, default: 1 }),
    alloy: optional(reference('Alloy')),
  },
})
