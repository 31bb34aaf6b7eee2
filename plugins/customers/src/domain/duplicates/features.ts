import { foldLetters, foldText, parseEmail } from '../core.ts'
import type { DuplicateAddress, DuplicateRecord } from './record.ts'

/** A record made comparable once, so that pairs are compared fast. Empty text: not known. */
export type Features = {
  id: string
  /** Name of an organisation without its legal form; empty for persons. */
  organisation: string
  given: string
  family: string
  /** `jr`, `sr`, `ii`…: what tells a son from his father. */
  generation: string
  /** `MMDD`, and the year before it where it is known. */
  birthday: string
  emails: readonly string[]
  phones: readonly string[]
  addresses: readonly AddressFeatures[]
}

export type AddressFeatures = {
  number: string
  street: string
  extra: string
  city: string
  region: string
  postalCode: string
}

/** Normalises a record; never throws. */
export function featuresOf(record: DuplicateRecord): Features {
  const organisation = record.kind === 'organisation' ? organisationName(record.organisation ?? '') : ''
  const { birthday } = record
  return {
    id: record.id,
    organisation,
    given: foldLetters(record.givenName ?? ''),
    family: foldLetters(record.familyName ?? ''),
    generation: generationOf(record.suffix ?? ''),
    birthday: birthday ? `${birthday.year ?? ''}${two(birthday.month)}${two(birthday.day)}` : '',
    emails: present((record.emails ?? []).map(emailMatchKey)),
    phones: present((record.phones ?? []).map(phoneMatchKey)),
    addresses: (record.addresses ?? []).map(addressFeatures),
  }
}

const GENERATIONS: Record<string, string> = { junior: 'jr', jun: 'jr', senior: 'sr', sen: 'sr' }

function generationOf(suffix: string): string {
  const word = /\b(jr|jun|junior|sr|sen|senior|i{2,3}|iv|v)\b/.exec(foldText(suffix))?.[1] ?? ''
  return GENERATIONS[word] ?? word
}

const LEGAL_FORMS =
  /\b(inc|incorporated|llc|ltd|limited|corp|corporation|co|company|gmbh|mbh|ag|kg|ohg|e ?k|sarl|sas|sa|srl|spa|bv|nv|plc|the|and|und|et)\b/g

/** The name without legal form and filler: `The Gold Co., Inc.` is `gold`. */
function organisationName(name: string): string {
  const folded = foldText(name).replace(/[.&+,']/g, ' ')
  return foldLetters(folded.replace(LEGAL_FORMS, ' ')) || foldLetters(name)
}

/** The mailbox behind an address: tags after `+` go, and Gmail's dots, which it ignores. */
export function emailMatchKey(address: string): string {
  const parsed = parseEmail(address)
  if (!parsed.ok) return ''
  const [local = '', domain] = [
    parsed.local.toLowerCase().replace(/(?<=.)\+.*$/, ''),
    parsed.domain.replace(/^googlemail\.com$/, 'gmail.com'),
  ]
  return `${domain === 'gmail.com' ? local.replaceAll('.', '') : local}@${domain}`
}

/** The last nine digits: enough to tell lines apart, and the same with or without a country code. */
export function phoneMatchKey(number: string): string {
  const digits = number.replace(/(;ext=|e?xt\.?|x).*$/i, '').replace(/\D/g, '')
  return digits.length < 6 ? '' : digits.slice(-9)
}

const STREET_WORDS: Record<string, string> = {
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  boulevard: 'blvd',
  court: 'ct',
  place: 'pl',
  strasse: 'str',
  square: 'sq',
  circuit: 'cct',
  crescent: 'cres',
}

function addressFeatures(address: DuplicateAddress): AddressFeatures {
  const words = foldText(address.street1 ?? '')
    .split(/[\s,]+/)
    .filter((word) => word !== '')
  const number = words.find((word) => /^\d+[a-z]?$/.test(word)) ?? ''
  const street = words
    .filter((word) => word !== number)
    .map((word) => (Object.hasOwn(STREET_WORDS, word) ? STREET_WORDS[word] : word))
  return {
    number,
    street: foldLetters(street.join(' ')),
    extra: foldLetters(address.street2 ?? ''),
    city: foldLetters(address.city ?? ''),
    region: foldLetters(address.region ?? ''),
    postalCode: foldLetters(address.postalCode ?? ''),
  }
}

const two = (number: number) => String(number).padStart(2, '0')
const present = (texts: string[]) => [...new Set(texts.filter((text) => text !== ''))]
