// The one door to the core's readers of e-mail addresses, phone numbers, names and places.
export {
  countryCode,
  countryName,
  foldLetters,
  foldText,
  formatPersonName,
  nameInitials,
  nameSortKey,
  type PersonName,
  type PostalAddress,
  parseEmail,
  parsePersonName,
  parsePhone,
} from '@bezel/core/text'
export { unguard } from '../../../../core/src/transfer/formula-guard.ts'
export type { ImportColumn } from '../../../../core/src/transfer/map/import-column.ts'
export {
  type DateOrder,
  isEmptyDate,
  readBoolean,
  readDateParts,
} from '../../../../core/src/transfer/normalise/index.ts'
