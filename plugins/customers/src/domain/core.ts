// The one door to the core's readers of e-mail addresses, phone numbers, names, places and cells.
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
export {
  type DateOrder,
  type ImportColumn,
  isEmptyDate,
  readBoolean,
  readDateParts,
  unguard,
} from '@bezel/core/transfer'
