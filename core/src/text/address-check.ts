import type { AddressField, PostalAddress } from './address.ts'
import { type AddressRule, addressRule } from './address-rule.ts'
import { countryName } from './country.ts'

const FIELDS: Record<string, AddressField> = { A: 'street1', C: 'city', S: 'region', Z: 'postalCode' }

export type AddressIssue = { field: AddressField; code: 'required' | 'postal_code'; message: string }

/** The fields that a deliverable address in the country needs, e.g. no postal code in Hong Kong. */
export function requiredAddressFields(country: string | undefined): AddressField[] {
  const { require } = addressRule(country)
  return [...require].flatMap((letter) => FIELDS[letter] ?? [])
}

/** What keeps the address from being delivered: missing fields, then a postal code that its country does not have. */
export function checkAddress(address: PostalAddress): AddressIssue[] {
  const rule = addressRule(address.country)
  const where = address.country ? ` in ${countryName(address.country)}` : ''
  const issues = requiredAddressFields(address.country)
    .filter((field) => !address[field]?.trim())
    .map(
      (field): AddressIssue => ({
        field,
        code: 'required',
        message: `An address${where} needs a ${label(field, rule)}.`,
      }),
    )
  if (address.postalCode?.trim()) {
    const code = parsePostalCode(address.postalCode, address.country)
    if (!code.ok) issues.push({ field: 'postalCode', code: 'postal_code', message: code.message })
  }
  return issues
}

function label(field: AddressField, rule: AddressRule): string {
  const labels: Partial<Record<AddressField, string>> = {
    street1: 'street',
    postalCode: 'postal code',
    region: rule.regionName.replace('_', '/'),
  }
  return labels[field] ?? field
}

export type PostalCodeResult = { ok: true; value: string } | { ok: false; message: string }

/**
 * Reads a postal code as people type it and writes it as its country does (`sw1a1aa` → `SW1A 1AA`, `D-10115` → `10115`).
 * Where no pattern is known any code is right.
 */
export function parsePostalCode(text: string, country: string | undefined): PostalCodeResult {
  const typed = text.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase()
  const { postalCode, postalCodeExample } = addressRule(country)
  if (!postalCode || !country) return { ok: true, value: typed }
  const right = spellings(typed, postalCodeExample ?? '').find((spelling) => postalCode.test(spelling))
  if (right) return { ok: true, value: right }
  const example = postalCodeExample ? `: write it like ${postalCodeExample}` : ''
  return {
    ok: false,
    message: `"${typed.slice(0, 20)}" is not a postal code in ${countryName(country)}${example}.`,
  }
}

/** The code as the example is spelled, as typed, and both without a country's letters in front. */
function spellings(typed: string, example: string): string[] {
  const plain = typed.replace(/^[A-Z]{1,3}[ -]+(?=\d)/, '')
  return [typed, plain].flatMap((code) => [...respell(code, example), code])
}

/** Puts the example's blank or hyphen at the same distance from the end. */
function respell(code: string, example: string): string[] {
  const bare = code.replace(/[ -]/g, '')
  const match = /[ -]([^ -]+)$/.exec(example)
  if (!match) return [bare]
  const tail = (match[1] as string).length
  return bare.length > tail ? [`${bare.slice(0, -tail)}${match[0][0]}${bare.slice(-tail)}`, bare] : [bare]
}
