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
