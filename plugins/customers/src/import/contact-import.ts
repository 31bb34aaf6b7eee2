import type { Entity } from '@bezel/core'
import { CONTACT_COLUMNS, customerFromRow } from '../domain/index.ts'
import { noteImported } from '../timeline/notice.ts'
import { customerBody } from './customer-body.ts'

type Data = Record<string, unknown>

/** Columns of contact files that are fields of a customer by themselves. */
const FIELDS = new Set([
  'prefix',
  'givenName',
  'additionalName',
  'familyName',
  'suffix',
  'nickname',
  'organisation',
  'department',
  'jobTitle',
  'email',
  'phone',
  'language',
  'tags',
  'notes',
  'website',
])

/** Consent takes proof, and a picture is more than its address: files cannot bring these. */
const LEFT_OUT = new Set(['acceptsEmail', 'acceptsSms', 'photo'])

const extras = CONTACT_COLUMNS.filter(({ name }) => !FIELDS.has(name) && !LEFT_OUT.has(name))

const cellOf = (value: unknown) => (Array.isArray(value) ? value.join('; ') : String(value))

/** Fields and parts of a customer that the further columns of a row make: a full name, more numbers, addresses, a birthday. */
function row(values: Data, cells: Record<string, string>): Data {
  const known = Object.entries(values).filter(([name, value]) => FIELDS.has(name) && value !== null)
  const read = customerFromRow({
    ...Object.fromEntries(known.map(([name, value]) => [name, cellOf(value)])),
    ...cells,
  })
  if (!read) return {}
  const { fields, emails, phones, addresses, lifeEvents, leftovers } = customerBody(read.customer)
  const lines = [...leftovers, ...read.customer.related.map(({ relation, name }) => `${relation}: ${name}`)]
  const notes = [...new Set([read.customer.notes ?? '', ...lines])].filter(Boolean).join('\n')
  const parts = { emails, phones, addresses, lifeEvents }
  return {
    ...fields,
    ...Object.fromEntries(
      Object.entries(values).filter(([name, value]) => value !== null && name !== 'type'),
    ),
    ...(notes !== '' && { notes }),
    ...Object.fromEntries(Object.entries(parts).filter(([, list]) => list.length > 0)),
  }
}

/** How imports read the contact exports of Google, Outlook, Apple, HubSpot, Shopify, Square, Mailchimp and their like. */
export const contactImport: NonNullable<Entity['import']> = {
  extras: Object.fromEntries(
    extras.map(({ name, label, synonyms, kind, looksLike }) => [
      name,
      {
        ...(label && { label }),
        ...(synonyms && { synonyms }),
        ...(kind && { kind: kind as 'text' }),
        ...(looksLike && { looksLike }),
      },
    ]),
  ),
  row,
  imported: noteImported,
}
