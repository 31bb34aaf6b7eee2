import {
  countryCode,
  type DateOrder,
  isEmptyDate,
  parseEmail,
  parsePersonName,
  parsePhone,
  readBoolean,
  readDateParts,
  unguard,
} from './core.ts'
import { ADDRESS_SETS, type AddressPart, addressColumn } from './csv-address-columns.ts'
import { EMAIL_SLOTS, PHONE_SLOTS } from './csv-columns.ts'
import type {
  CustomerAddress,
  CustomerData,
  CustomerEmail,
  CustomerPhone,
  RelatedPerson,
} from './customer.ts'
import { isLifeDate, type LifeDate } from './life-event.ts'

export { CONTACT_COLUMNS } from './csv-columns.ts'

export type ContactRowOptions = {
  /** ISO 3166-1 alpha-2 of the country that phone numbers without `+` belong to. */
  country?: string
  /** What comes first in `3/4/1980`. */
  dateOrder?: DateOrder
  /** Two-digit years of birth are of the hundred years that end here: give this year. */
  latestYear?: number
}

/** What a row says of a customer's consent: only what it says. */
export type ContactConsents = { email?: boolean; sms?: boolean }

/**
 * A customer from the cells of one row, by column name as in {@link CONTACT_COLUMNS}. Knows the habits of the programs:
 * several values in a cell (` ::: `), a star on the primary one, apostrophes before numbers, dates of 0/0/00. Undefined
 * where the row says nothing of anybody.
 */
export function customerFromRow(
  row: Readonly<Record<string, string>>,
  options: ContactRowOptions = {},
): { customer: CustomerData; consents: ContactConsents } | undefined {
  const cell = (name: string) => (Object.hasOwn(row, name) ? unguard(row[name] ?? '').trim() : '')
  const names = namesOf(cell)
  const organisation = cell('organisation')
  const fields: { [key in keyof CustomerData]: CustomerData[key] | undefined } = {
    kind: Object.keys(names).length === 0 && organisation !== '' ? 'organisation' : 'person',
    ...names,
    nickname: cell('nickname'),
    organisation,
    department: cell('department'),
    title: cell('jobTitle'),
    emails: emailsOf(cell),
    phones: phonesOf(cell, options.country),
    addresses: ADDRESS_SETS.flatMap(({ set, label }) => addressOf(cell, set, label) ?? []),
    birthday: dateOf(cell('birthday'), options),
    anniversary: dateOf(cell('anniversary'), options) ?? eventOf(cell, options),
    related: relatedOf(cell),
    notes: cell('notes'),
    urls: [cell('website'), cell('website2')].flatMap(severalOf),
    tags: [
      ...new Set(
        severalOf(cell('tags'))
          .flatMap((text) => text.split(/[;,]/))
          .map(plainTag)
          .filter(Boolean),
      ),
    ],
    photo: /^https?:/i.test(cell('photo')) ? { url: cell('photo') } : undefined,
    language: cell('language'),
  }
  const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  const told = known.some(([field, value]) => field !== 'kind' && (!Array.isArray(value) || value.length > 0))
  return told
    ? { customer: Object.fromEntries(known) as CustomerData, consents: consentsOf(cell) }
    : undefined
}

type Cell = (name: string) => string

const NAME_PARTS = ['prefix', 'givenName', 'additionalName', 'familyName', 'suffix'] as const

function namesOf(cell: Cell): Pick<CustomerData, (typeof NAME_PARTS)[number]> {
  const parts = NAME_PARTS.map((part) => [part, cell(part)] as const).filter(([, text]) => text !== '')
  if (parts.some(([part]) => part === 'givenName' || part === 'familyName')) return Object.fromEntries(parts)
  const { nickname: _, ...parsed } = parsePersonName(cell('fullName'))
  return { ...Object.fromEntries(parts), ...parsed }
}

/** Google joins what has the same label in one cell. */
const severalOf = (text: string) =>
  text
    .split(' ::: ')
    .map((part) => part.trim())
    .filter((part) => part !== '')

type Labelled = { label: string; text: string; star: boolean }

/** The values of a slot under its own label, or the label that the file gives it. */
function labelled(cell: Cell, slot: { name: string; label: string; labelName?: string }): Labelled[] {
  const stated = slot.labelName ? cell(slot.labelName) : ''
  // Outlook's e-mail type is its protocol.
  const label = /^(smtp|ex)?$/i.test(stated) ? slot.label : stated.replace(/^\*\s*/, '').toLowerCase()
  return severalOf(cell(slot.name)).map((text) => ({
    label: label || slot.label,
    text,
    star: stated.startsWith('*'),
  }))
}

function emailsOf(cell: Cell): CustomerEmail[] {
  const found = EMAIL_SLOTS.flatMap((slot) => labelled(cell, slot)).map(({ text, ...rest }) => {
    const parsed = parseEmail(text)
    return { ...rest, key: parsed.ok ? parsed.key : text, address: parsed.ok ? parsed.value : text }
  })
  return withPrimary(found).map(({ label, address, primary }) => ({ label, address, primary }))
}

function phonesOf(cell: Cell, country: string | undefined): CustomerPhone[] {
  const found = PHONE_SLOTS.flatMap((slot) => labelled(cell, slot)).map(({ text, ...rest }) => {
    const parsed = parsePhone(text, country)
    const number = parsed.ok ? parsed.value : text
    return { ...rest, key: number, number }
  })
  return withPrimary(found).map(({ label, number, primary }) => ({
    label: label === 'cell' ? 'mobile' : label,
    number,
    primary,
  }))
}

function withPrimary<T extends { key: string; star: boolean }>(items: T[]): (T & { primary: boolean })[] {
  const distinct = items.filter((item, i) => items.findIndex(({ key }) => key === item.key) === i)
  const first = Math.max(
    0,
    distinct.findIndex(({ star }) => star),
  )
  return distinct.map((item, i) => ({ ...item, primary: i === first }))
}

function addressOf(cell: Cell, set: string, usual: string): CustomerAddress | undefined {
  const part = (name: AddressPart) => cell(addressColumn(set, name))
  const lines = [part('Street'), part('Street2'), part('Street3'), part('PoBox')].flatMap(linesOf)
  const known = lines.length > 0 || part('City') !== '' || part('PostalCode') !== ''
  const [street1 = '', ...others] = known ? lines : linesOf(part('Formatted'))
  const label =
    part('Label')
      .replace(/^\*\s*/, '')
      .toLowerCase() || usual
  const country = countryCode(part('Country')) ?? part('Country')
  const fields = {
    street1,
    street2: others.join(', '),
    city: part('City'),
    region: part('Region'),
    postalCode: part('PostalCode'),
    country,
  }
  const filled = Object.entries(fields).filter(([, text]) => text !== '')
  // A country alone is what forms fill in by themselves.
  return filled.some(([field]) => field !== 'country') ? { label, ...Object.fromEntries(filled) } : undefined
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/,$/, ''))
    .filter((line) => line !== '')

function dateOf(text: string, { dateOrder = 'mdy', latestYear }: ContactRowOptions): LifeDate | undefined {
  if (text === '' || isEmptyDate(text)) return undefined
  const parts = readDateParts(text, { order: dateOrder, ...(latestYear === undefined ? {} : { latestYear }) })
  if (!parts) return undefined
  const { year, month, day } = parts
  // Years that programs write for "unknown".
  const date = year === undefined || year === 1604 || year === 0 ? { month, day } : { year, month, day }
  return isLifeDate(date) ? date : undefined
}

function eventOf(cell: Cell, options: ContactRowOptions): LifeDate | undefined {
  const suffix = ['', '2'].find((n) =>
    /anniversary|hochzeit|aniversario|anniversaire de mariage/i.test(cell(`eventLabel${n}`)),
  )
  return suffix === undefined ? undefined : dateOf(cell(`eventValue${suffix}`), options)
}

function relatedOf(cell: Cell): RelatedPerson[] {
  const all = (relation: string, text: string) => severalOf(text).map((name) => ({ relation, name }))
  const children = cell('children')
    .split(/[;,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return [...all('spouse', cell('spouse')), ...children.map((name) => ({ relation: 'child', name }))]
}

/** Google's own groups begin with a star and say nothing. */
const plainTag = (tag: string) => (/^\s*\*/.test(tag) ? '' : tag.trim())

function consentsOf(cell: Cell): ContactConsents {
  const [email, sms] = [consentOf(cell('acceptsEmail')), consentOf(cell('acceptsSms'))]
  return { ...(email === undefined ? {} : { email }), ...(sms === undefined ? {} : { sms }) }
}

function consentOf(text: string): boolean | undefined {
  if (/^(un(subscribed|confirmed)|not.?subscribed|bounced|opted.?out)$/i.test(text)) return false
  return /^(subscribed|opted.?in)$/i.test(text) ? true : readBoolean(text)
}
