import { parseEmail, parsePhone } from '@bezel/core/text'
import type { CustomerAddress, CustomerData, LifeDate } from '../domain/index.ts'

type Data = Record<string, unknown>

/** A customer of a file as a body for `customers.create`, and what of it no field can hold, in words. */
export interface CustomerBody {
  /** The customer's own fields that the file says something about. */
  fields: Data
  emails: { label?: string; address: string }[]
  phones: { label?: string; number: string }[]
  addresses: Data[]
  lifeEvents: Data[]
  /** Lines for the notes: a number that is none, a country nobody knows. Nothing of the file is dropped. */
  leftovers: string[]
}

const clip = (text: string, most: number) => [...text].slice(0, most).join('')

/** Lengths of the entity's fields; what is longer is cut, and said whole among the leftovers. */
const MOST: Record<string, number> = {
  prefix: 40,
  givenName: 120,
  additionalName: 120,
  familyName: 120,
  suffix: 40,
  nickname: 120,
  organisation: 200,
  department: 120,
  language: 20,
}

/** What a file says of a customer → fields and parts of the record. Never throws. */
export function customerBody(customer: CustomerData): CustomerBody {
  const leftovers: string[] = []
  const emails = emailsOf(customer, leftovers)
  const phones = phonesOf(customer, leftovers)
  const fields: Data = { type: customer.kind }
  for (const [name, most] of Object.entries(MOST)) {
    const text = customer[name as keyof CustomerData]
    if (typeof text !== 'string' || text === '') continue
    fields[name] = clip(text, most)
    if (fields[name] !== text) leftovers.push(`${name}: ${text}`)
  }
  if (customer.title) fields.jobTitle = clip(customer.title, 120)
  if (emails[0]) fields.email = emails[0].address
  if (phones[0]) fields.phone = phones[0].number
  if (customer.tags.length > 0) fields.tags = customer.tags.slice(0, 100).map((tag) => clip(tag, 60))
  if (customer.urls.length > 0) fields.websites = customer.urls.slice(0, 20).map((url) => clip(url, 500))
  nameSomehow(fields, customer)
  return {
    fields,
    emails: emails.slice(1, 200),
    phones: phones.slice(1, 200),
    addresses: customer.addresses.slice(0, 200).map((address) => addressOf(address, leftovers)),
    lifeEvents: [...eventOf('birthday', customer.birthday), ...eventOf('anniversary', customer.anniversary)],
    leftovers,
  }
}

const labelOf = (label: string) => (label === '' || label === 'other' ? {} : { label: clip(label, 40) })

function emailsOf({ emails }: CustomerData, leftovers: string[]): CustomerBody['emails'] {
  return primaryFirst(emails).flatMap(({ label, address }) => {
    const parsed = parseEmail(address)
    if (parsed.ok) return [{ ...labelOf(label), address: parsed.value }]
    leftovers.push(`E-mail as written: ${address}`)
    return []
  })
}

function phonesOf({ phones }: CustomerData, leftovers: string[]): CustomerBody['phones'] {
  return primaryFirst(phones).flatMap(({ label, number }) => {
    const parsed = parsePhone(number, 'US')
    if (parsed.ok) return [{ ...labelOf(label), number: parsed.value }]
    leftovers.push(`Phone as written: ${number}`)
    return []
  })
}

function primaryFirst<Item extends { primary: boolean }>(items: Item[]): Item[] {
  return [...items.filter(({ primary }) => primary), ...items.filter(({ primary }) => !primary)]
}

function addressOf(address: CustomerAddress, leftovers: string[]): Data {
  const { label, street1, street2, city, region, postalCode, country } = address
  const known = country !== undefined && /^[A-Z]{2}$/.test(country)
  if (country && !known) leftovers.push(`Country as written: ${country}`)
  const parts = {
    street: clip(street1 ?? '', 300),
    street2: clip(street2 ?? '', 300),
    city: clip(city ?? '', 120),
    region: clip(region ?? '', 120),
    postalCode: clip(postalCode ?? '', 20),
    country: known ? country : '',
  }
  return { ...labelOf(label), ...Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== '')) }
}

function eventOf(type: string, date: LifeDate | undefined): Data[] {
  if (!date) return []
  const { month, day, year } = date
  const known = year !== undefined && year >= 1850 && year <= 2200
  return [{ type, month, day, ...(known && { year }) }]
}

/** A customer is named somehow: by a nickname, an address or a number where the file knows no better. */
function nameSomehow(fields: Data, { nickname, emails, phones, urls }: CustomerData): void {
  if (fields.givenName || fields.familyName || fields.organisation) return
  const stand = nickname || emails[0]?.address || phones[0]?.number || urls[0]
  if (stand) fields.givenName = clip(stand, 120)
}
