import { defineError } from '@bezel/core'

// The table of this plugin's errors. Codes never change.

export const ringSizeUnreadable = defineError(
  'CUSTOMERS_RING_SIZE_UNREADABLE',
  422,
  'This is no ring size. Write it like US 6½, UK L½, ISO 52 or 54.4 mm.',
)
export const dayImpossible = defineError(
  'CUSTOMERS_DAY_IMPOSSIBLE',
  422,
  'The calendar has no such day. Correct the day, the month or the year.',
)
export const consentInFuture = defineError(
  'CUSTOMERS_CONSENT_IN_FUTURE',
  422,
  'Consent cannot be given or withdrawn in the future. Say when it was said.',
)
export const customerMergedAway = defineError(
  'CUSTOMERS_MERGED_AWAY',
  409,
  'This customer was merged into another one. Write to that one.',
)
export const mergeImpossible = defineError(
  'CUSTOMERS_MERGE_IMPOSSIBLE',
  422,
  'These two cannot be merged. Choose two different customers that are not erased.',
)
export const mergeUndone = defineError('CUSTOMERS_MERGE_UNDONE', 409, 'This merge was undone already.')
export const mergeUndoExpired = defineError(
  'CUSTOMERS_MERGE_UNDO_EXPIRED',
  409,
  'A merge can be undone within 30 days. These are over.',
)
export const mergeNotLast = defineError(
  'CUSTOMERS_MERGE_NOT_LAST',
  409,
  'One of the two was merged again since. Undo the later merge first.',
)
export const alreadyErased = defineError(
  'CUSTOMERS_ERASED',
  409,
  'The personal data of this customer was erased. Nothing more can be kept about it.',
)
export const cardsUnreadable = defineError(
  'CUSTOMERS_CARDS_UNREADABLE',
  422,
  'There is no vCard in what was sent. Send the text of a .vcf file.',
)
export const tooManyCards = defineError(
  'CUSTOMERS_TOO_MANY_CARDS',
  422,
  'One request takes at most 5,000 cards. Send the rest in another one.',
)
