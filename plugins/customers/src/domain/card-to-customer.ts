import { isDeepStrictEqual } from 'node:util'
import { addressesOf, emailsOf, phonesOf } from './card-contacts.ts'
import { CardFields } from './card-fields.ts'
import { DEPARTMENTS } from './card-labels.ts'
import { parsePersonName } from './core.ts'
import type { CustomerData, CustomerPhoto, RelatedPerson } from './customer.ts'
import { type LifeDate, parseLifeDate } from './life-event.ts'
import {
  type Card,
  type CardProperty,
  component,
  convertCard,
  groupLabel,
  parameter,
  parseDataUri,
  properties,
  textOf,
} from './vcard/index.ts'

export type CardOptions = {
  /** ISO 3166-1 alpha-2 of the country that phone numbers without `+` belong to. */
  country?: string
}

/** A customer read from a card, and the properties that a customer has no field for, to be written back on export. */
export type CardCustomer = { customer: CustomerData; rest: CardProperty[] }

/**
 * Maps a card of any version to a customer. Undefined for cards of groups, places and devices. Numbers, addresses and
 * countries that cannot be read stay as they were written: nothing is dropped here, the caller decides.
 */
export function customerFromCard(source: Card, options: CardOptions = {}): CardCustomer | undefined {
  const card = convertCard(source, '4.0')
  const kind = textOf(properties(card, 'kind', 'x-addressbookserver-kind')[0]).toLowerCase()
  if (/^(group|location|application|device)$/.test(kind)) return undefined
  const read = new CardFields(card)
  const { organisation, department } = organisationOf(read)
  const customer = compact({
    kind: kindOf(card, kind, organisation),
    ...namesOf(read, organisation),
    nickname: read.text('nickname'),
    organisation,
    department,
    title: read.text('title'),
    emails: emailsOf(read),
    phones: phonesOf(read, options.country),
    addresses: addressesOf(read),
    birthday: dateOf(read, 'bday'),
    anniversary: dateOf(read, ...ANNIVERSARIES.split(' ')),
    related: relatedOf(read),
    notes: read.all('note').map(textOf).filter(Boolean).join('\n\n'),
    urls: [...new Set(read.all('url').map(textOf).filter(Boolean))],
    tags: tagsOf(read),
    photo: photoOf(read),
    language: read.text('lang') || languageOfName(card),
  })
  return { customer, rest: read.rest() }
}

type Optional<T> = { [key in keyof T]: T[key] | undefined }

/** Absent instead of empty. */
function compact(fields: Optional<CustomerData>): CustomerData {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  ) as CustomerData
}

/** The organisation and its departments, largest first. */
function organisationOf(read: CardFields): { organisation: string; department: string } {
  const property = read.first('org')
  const units = Array.isArray(property?.values[0]) ? property.values[0].length : 1
  const names = Array.from({ length: units }, (_, i) => component(property, i))
  return { organisation: names[0] ?? '', department: names.slice(1).filter(Boolean).join(DEPARTMENTS) }
}

function kindOf(card: Card, stated: string, organisation: string): CustomerData['kind'] {
  if (/^org/.test(stated) || /company/i.test(textOf(properties(card, 'x-abshowas')[0]))) return 'organisation'
  if (stated === 'individual' || organisation === '') return 'person'
  const [name] = properties(card, 'n')
  const fullName = textOf(properties(card, 'fn')[0])
  const named = component(name, 0) !== '' || component(name, 1) !== ''
  return !named && (fullName === '' || fullName.startsWith(organisation)) ? 'organisation' : 'person'
}

function namesOf(read: CardFields, organisation: string) {
  const [name] = properties(read.card, 'n')
  const part = (index: number, separator: string) => component(name, index).split(', ').join(separator)
  const [familyName, givenName, additionalName] = [part(0, ' '), part(1, ' '), part(2, ' ')]
  const [prefix, suffix] = [part(3, ' '), part(4, ', ')]
  if (familyName !== '' || givenName !== '') return { prefix, givenName, additionalName, familyName, suffix }
  const fullName = textOf(properties(read.card, 'fn')[0])
  const made = [
    organisation,
    ...['nickname', 'email', 'tel', 'url'].map((other) => textOf(properties(read.card, other)[0])),
  ]
  // A full name that only repeats the organisation or an address names nobody.
  return made.includes(fullName) ? {} : parsePersonName(fullName)
}

const ANNIVERSARIES =
  'anniversary x-anniversary x-ms-anniversary x-evolution-anniversary x-kaddressbook-x-anniversary x-abdate'

function dateOf(read: CardFields, ...names: string[]): LifeDate | undefined {
  const found = properties(read.card, ...names).flatMap((property) => {
    const labelled = property.name !== 'x-abdate' || /^anniversary$/i.test(groupLabel(read.card, property))
    const date = labelled ? lifeDateOf(property) : undefined
    return date ? [{ property, date }] : []
  })
  const [first] = found
  // Programs say a date twice, in their own words and in others'; a different one stays in the rest.
  for (const { property, date } of found) if (isDeepStrictEqual(date, first?.date)) read.take(property)
  return first?.date
}

function lifeDateOf(property: CardProperty): LifeDate | undefined {
  const [date = ''] = textOf(property).split(/[T ]/)
  // Years that programs write for "unknown": Outlook and Apple 1604, others 0000.
  return parseLifeDate(date.replace(/^(0000|1604)-?/, '--'))
}

const RELATIONS: Record<string, string> = {
  'x-spouse': 'spouse',
  'x-ms-spouse': 'spouse',
  'x-evolution-spouse': 'spouse',
  'x-kaddressbook-x-spousesname': 'spouse',
  'x-ms-child': 'child',
}

function relatedOf(read: CardFields): RelatedPerson[] {
  return read.mapped(['related', 'x-abrelatednames', ...Object.keys(RELATIONS)], (property) => {
    const name = textOf(property)
    if (name === '' || /^urn:/i.test(name)) return undefined
    const label =
      groupLabel(read.card, property) || parameter(property, 'type')[0] || RELATIONS[property.name] || 'other'
    return { relation: label.toLowerCase(), name }
  })
}

function tagsOf(read: CardFields): string[] {
  const tags = read.all('categories').flatMap(({ values }) => values.map(String))
  // What Google and Android call everybody.
  return [
    ...new Set(
      tags.map((tag) => tag.trim()).filter((tag) => tag !== '' && !/^\*?\s*my ?contacts$/i.test(tag)),
    ),
  ]
}

function photoOf(read: CardFields): CustomerPhoto | undefined {
  const [photo] = properties(read.card, 'photo', 'x-ms-cardpicture')
  const url = textOf(photo)
  if (!photo || url === '') return undefined
  read.first(photo.name)
  const data = parseDataUri(url)
  return data ? { mediaType: data.type, base64: data.base64 } : { url }
}

/** Outlook says the language only on the name. */
function languageOfName(card: Card): string | undefined {
  return properties(card, 'n', 'fn')
    .map((property) => parameter(property, 'language')[0])
    .find(Boolean)
}
