import { count, defineEntity, instant, measure, money, oneOf, optional, reference, text } from '@bezel/core'
import { keepLinkedStones } from '../assembly/keep-links.ts'
import { carats, costly, grams, shapes } from './words.ts'

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

/**
 * Stones in a piece: described here, or linked to the stone or parcel they were taken from. Links are made and ended by
 * assembling and taking apart alone; an ended one stays as the piece's history.
 */
export const PieceStone = defineEntity('PieceStone', {
  collection: 'piece-stones',
  nav: false,
  custom: false,
  fields: {
    piece: reference('Piece'),
    stone: optional(reference('Stone', { readOnly: true })),
    parcel: optional(reference('Parcel', { readOnly: true })),
    species: text({ max: 60, default: 'diamond' }),
    shape: optional(oneOf(shapes)),
    count: count({ min: 1, default: 1 }),
    carat: optional(measure(carats)),
    setting: oneOf(['set', 'loose'], { default: 'set' }),
    position: optional(text({ max: 60, help: 'Centre, side, halo, …' })),
    cost: optional(money({ ...costly, help: 'What these stones cost together' })),
    removedAt: optional(instant({ readOnly: true, help: 'When linked stones were taken out again' })),
  },
  written: keepLinkedStones,
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

/** A piece (a mounting, a head, a chain) that was used up in another one. */
export const PieceComponent = defineEntity('PieceComponent', {
  collection: 'piece-components',
  nav: false,
  custom: false,
  fields: {
    piece: reference('Piece'),
    component: reference('Piece'),
    removedAt: optional(instant({ readOnly: true })),
  },
  rows: (actor, param) =>
    actor.stores === 'all'
      ? undefined
      : `exists (select from pieces p where p.id = t.piece_id and p.store_id = any(${param(actor.stores)}))`,
})
