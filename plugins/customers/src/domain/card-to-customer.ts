import { isDeepStrictEqual } from 'node:util'
import { DEPARTMENTS, labelOf } from './card-labels.ts'
import { countryCode, parseEmail, parsePersonName, parsePhone } from './core.ts'
import type {
  CustomerAddress,
  CustomerData,
  CustomerEmail,
  CustomerPhone,
  CustomerPhoto,
  RelatedPerson,
} from './customer.ts'
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

/** Hands out a card's properties and remembers which were taken. */
class CardFields {
  private readonly taken = new Set<CardProperty>()
  constructor(readonly card: Card) {}

  all(...names: string[]): CardProperty[] {
    const found = properties(this.card, ...names)
    for (const property of found) this.take(property)
    return found
  }

  /** The properties that map to something, in order of preference; the others stay in the rest. */
  mapped<T>(names: string[], map: (property: CardProperty) => T | undefined): T[] {
    return properties(this.card, ...names).flatMap((property) => {
      const value = map(property)
      if (value === undefined) return []
      this.take(property)
      return [value]
    })
  }

  /** The first property of the name, wholly taken. */
  first(name: string): CardProperty | undefined {
    const [property] = properties(this.card, name)
    if (property) this.take(property)
    return property
  }

  text(name: string): string {
    return textOf(this.first(name))
  }

  take(property: CardProperty): void {
    this.taken.add(property)
  }

  rest(): CardProperty[] {
    const groups = new Set([...this.taken].map(({ group }) => group).filter((group) => group !== undefined))
    // A label goes with what it labels; the full name and the kind are made anew.
    const gone = (property: CardProperty) =>
      textOf(property) === '' ||
      this.taken.has(property) ||
      /^(fn|n|kind|x-addressbookserver-kind|x-abshowas)$/.test(property.name) ||
      (groups.has(property.group ?? '') && /^x-ab(label|adr)$/.test(property.name))
    return this.card.properties.filter((property) => !gone(property))
  }
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

function emailsOf(read: CardFields): CustomerEmail[] {
  const found = read.mapped(['email'], (property) => {
    const typed = textOf(property).replace(/^mailto:/i, '')
    const parsed = parseEmail(typed)
    if (typed === '') return undefined
    return {
      key: parsed.ok ? parsed.key : typed,
      label: labelOf(read.card, property),
      address: parsed.ok ? parsed.value : typed,
    }
  })
  return unique(found).map(({ label, address }, i) => ({ label, address, primary: i === 0 }))
}

function phonesOf(read: CardFields, country: string | undefined): CustomerPhone[] {
  const found = read.mapped(['tel'], (property) => {
    const typed = textOf(property).replace(/^tel:/i, '')
    const parsed = parsePhone(typed, country)
    if (typed === '') return undefined
    const number = parsed.ok ? parsed.value : typed
    return { key: number, label: labelOf(read.card, property), number }
  })
  return unique(found).map(({ label, number }, i) => ({ label, number, primary: i === 0 }))
}

function unique<T extends { key: string }>(items: T[]): T[] {
  return items.filter((item, i) => items.findIndex(({ key }) => key === item.key) === i)
}

function addressesOf(read: CardFields): CustomerAddress[] {
  return read.mapped(['adr'], (property) => {
    const [box, extended, street, city, region, postalCode, country] = Array.from({ length: 7 }, (_, i) =>
      component(property, i),
    )
    const lines = [street, extended, box]
      .flatMap((part) => (part ?? '').split('\n'))
      .map(withoutEdges)
      .filter(Boolean)
    const fallback = (parameter(property, 'label')[0] ?? '').split('\n').map(withoutEdges).filter(Boolean)
    const [street1 = '', ...others] = lines.length > 0 || city || postalCode ? lines : fallback
    const place = {
      street1,
      street2: others.join(', '),
      city,
      region,
      postalCode,
      country: countryCode(country ?? '') ?? country,
    }
    const filled = Object.entries(place)
      .map(([key, text]) => [key, withoutEdges(text ?? '')] as const)
      .filter(([, text]) => text !== '')
    return filled.length === 0
      ? undefined
      : { label: labelOf(read.card, property), ...Object.fromEntries(filled) }
  })
}

const withoutEdges = (text: string) => text.trim().replace(/^,\s*|\s*,$/g, '')

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
