import {
  documentIncomplete,
  documentStatus,
  heldByDocument,
  ownershipForbids,
  parcelRemainder,
  parcelShort,
  placeImpossible,
  statusForbids,
} from '../errors.ts'

/** What can be wrong with goods and the document that moves them. */
const errors = [
  documentStatus,
  documentIncomplete,
  statusForbids,
  ownershipForbids,
  placeImpossible,
  heldByDocument,
  parcelShort,
  parcelRemainder,
]

/**
 * What verbs that move goods by a document share. Writing the document is one thing, moving what stands on it another:
 * who may not move goods by hand may not do it by paper either.
 */
export const movesBy = (collection: 'memos' | 'transfers') => ({
  needs: [`${collection}.write`, 'inventory.move'],
  errors,
})
