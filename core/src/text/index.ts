export { type AddressField, type AddressFormat, formatAddress, type PostalAddress } from './address.ts'
export {
  type AddressIssue,
  checkAddress,
  type PostalCodeResult,
  parsePostalCode,
  requiredAddressFields,
} from './address-check.ts'
export { type AddressRule, addressRule, type Region, regionKey, regionsOf } from './address-rule.ts'
export { COUNTRY_CODES, countryCode, countryName } from './country.ts'
export { type EmailResult, parseEmail } from './email.ts'
export { foldLetters, foldText } from './fold.ts'
export {
  formatPersonName,
  type NameStyle,
  nameInitials,
  nameSortKey,
  type PersonName,
  parsePersonName,
} from './name.ts'
export { type Phone, type PhoneResult, type PhoneType, parsePhone } from './phone.ts'
