import { defineError, type Problem } from '@bezel/core'

type ErrorDefinition = ConstructorParameters<typeof Problem>[0]

// The table of this plugin's errors. Codes never change.

export const statusForbids = defineError(
  'INVENTORY_STATUS_FORBIDS',
  409,
  'The goods are in a status that does not allow this. See the transitions allowed now.',
)
export const ownershipForbids = defineError(
  'INVENTORY_OWNERSHIP_FORBIDS',
  409,
  'Goods of this owner do not allow this. See the transitions allowed now.',
)
export const transitionIncomplete = defineError(
  'INVENTORY_TRANSITION_INCOMPLETE',
  422,
  'Say why, to or from whom, or where the goods lie afterwards.',
)
export const transitionUnknown = defineError(
  'INVENTORY_TRANSITION_UNKNOWN',
  422,
  'There is no such transition.',
)
export const ownershipChangeForbidden = defineError(
  'INVENTORY_OWNERSHIP_CHANGE_FORBIDDEN',
  409,
  'Goods cannot pass to this owner as they are now.',
)
export const heldByDocument = defineError(
  'INVENTORY_HELD_BY_DOCUMENT',
  409,
  'A memo, transfer or piece holds these goods. End that first.',
)
export const storeFixed = defineError(
  'INVENTORY_STORE_FIXED',
  409,
  'Goods change their store by a transfer only. Make one.',
)
export const placeImpossible = defineError(
  'INVENTORY_PLACE_IMPOSSIBLE',
  422,
  'The goods cannot lie in this location.',
)
export const codeUnknown = defineError(
  'INVENTORY_CODE_UNKNOWN',
  404,
  'No goods carry this code. Scan again, or type the item number.',
)
export const codeInvalid = defineError('INVENTORY_CODE_INVALID', 422, 'This is no code that a tag can carry.')
export const parcelShort = defineError(
  'INVENTORY_PARCEL_SHORT',
  409,
  'The parcel does not hold as much as shall be taken.',
)
export const parcelRemainder = defineError(
  'INVENTORY_PARCEL_REMAINDER',
  409,
  'The parcel would be left with stones that weigh nothing, or weight without stones.',
)
export const currencyMixed = defineError(
  'INVENTORY_CURRENCY_MIXED',
  422,
  'Amounts of one calculation must have one currency.',
)
export const notAssembled = defineError(
  'INVENTORY_NOT_ASSEMBLED',
  409,
  'This piece was not assembled here of parts that could be recovered.',
)
export const linkedParts = defineError(
  'INVENTORY_LINKED_PARTS',
  409,
  'Stones that were set from the stock leave a piece only when it is taken apart.',
)
export const documentSettled = defineError(
  'INVENTORY_DOCUMENT_SETTLED',
  409,
  'Only a draft can still be changed so.',
)
export const documentStatus = defineError(
  'INVENTORY_DOCUMENT_STATUS',
  409,
  'The document is not in a status that allows this.',
)
export const documentIncomplete = defineError(
  'INVENTORY_DOCUMENT_INCOMPLETE',
  422,
  'The document lacks something that it needs for this.',
)
export const countClosed = defineError(
  'INVENTORY_COUNT_CLOSED',
  409,
  'This count is closed. Begin a new one.',
)
export const priceRuleInvalid = defineError(
  'INVENTORY_PRICE_RULE_INVALID',
  422,
  'The parameters of the price rule contradict each other or leave their bounds.',
)
export const priceRuleInactive = defineError(
  'INVENTORY_PRICE_RULE_INACTIVE',
  409,
  'This price rule is not active. Switch it on before applying it.',
)
export const spotPriceChanged = defineError(
  'INVENTORY_SPOT_PRICE_CHANGED',
  409,
  'Spot prices have changed since the preview. Look at a new one.',
)
export const tagUnprintable = defineError(
  'INVENTORY_TAG_INVALID',
  422,
  'A tag cannot be printed so. Choose another stock or barcode.',
)

export const errors: ErrorDefinition[] = [
  statusForbids,
  ownershipForbids,
  transitionIncomplete,
  transitionUnknown,
  ownershipChangeForbidden,
  heldByDocument,
  storeFixed,
  placeImpossible,
  codeUnknown,
  codeInvalid,
  parcelShort,
  parcelRemainder,
  currencyMixed,
  notAssembled,
  linkedParts,
  documentSettled,
  documentStatus,
  documentIncomplete,
  countClosed,
  priceRuleInvalid,
  priceRuleInactive,
  spotPriceChanged,
  tagUnprintable,
]
