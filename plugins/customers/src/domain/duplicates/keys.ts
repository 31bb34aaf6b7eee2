import type { AddressFeatures, Features } from './features.ts'
import { phoneticCode } from './phonetic.ts'

/** Keys of one record: only records that share one are compared. `sortKey` orders the records of a crowded key. */
export type DuplicateKeys = { keys: string[]; sortKey: string }

/**
 * The blocking keys of a record, for memory or for a table of (key, customer). Each kind survives an error in what the
 * others are made of: e-mail, phone, sound of the names in either order, birthday, one name (whichever it is) with
 * postal code, city or birthday, house number with street or postal code.
 */
export function duplicateKeys(features: Features): DuplicateKeys {
  const { given, family, birthday } = features
  const codes = [phoneticCode(given), phoneticCode(family)].sort()
  const keys = new Set<string>()
  const add = (kind: string, ...parts: string[]) => {
    if (parts.every((part) => part !== '')) keys.add(`${kind}:${parts.join(':')}`)
  }
  for (const email of features.emails) add('email', email)
  for (const phone of features.phones) add('phone', phone)
  add('organisation', features.organisation.slice(0, 8))
  add('names', ...codes)
  if (birthday.length === 8) add('birthday', birthday)
  for (const code of codes) add('name-day', code, birthday.slice(-4))
  for (const address of features.addresses) addressKeys(address, codes, add)
  return { keys: [...keys].sort(), sortKey: sortKeyOf(features) }
}

type Add = (kind: string, ...parts: string[]) => void

function addressKeys({ number, street, postalCode, city }: AddressFeatures, codes: string[], add: Add): void {
  for (const code of codes) add('name-place', code, postalCode)
  add('names-city', codes[0]?.slice(0, 2) ?? '', codes[1]?.slice(0, 2) ?? '', city.slice(0, 5))
  add('house-place', number, postalCode)
  add('house-street', number, street.slice(0, 5))
}

function sortKeyOf({ organisation, family, given, birthday, addresses: [address] }: Features): string {
  return [organisation || family, given, birthday, address?.postalCode ?? '', address?.street ?? ''].join(' ')
}
