import type { Context } from '@bezel/core'
import { type CustomerData, emptyCustomer, type LifeDate } from '../domain/index.ts'

type Part = Record<string, string | null>

interface CustomerRow {
  id: string
  version: number
  type: 'person' | 'organisation'
  prefix: string | null
  givenName: string | null
  additionalName: string | null
  familyName: string | null
  suffix: string | null
  nickname: string | null
  organisation: string | null
  department: string | null
  title: string | null
  email: string | null
  phone: string | null
  language: string | null
  notes: string | null
  tags: string[]
  websites: string[]
  photoId: string | null
  emails: { label: string | null; address: string }[]
  phones: { label: string | null; number: string }[]
  addresses: Part[]
  events: { type: string; year: number | null; month: number; day: number }[]
  related: { type: string; name: string | null }[]
}

/** A customer in the shape of the domain, with what the record knows besides. */
export interface StoredCustomer {
  id: string
  version: number
  photoId: string | null
  data: CustomerData
}

/** All of a customer and its parts in one statement, however many customers. */
const QUERY = `select c.id, c.version, c.type, c.prefix, c.given_name as "givenName", c.additional_name as "additionalName",
  c.family_name as "familyName", c.suffix, c.nickname, c.organisation, c.department, c.job_title as title, c.email::text as email,
  c.phone, c.language, c.notes, c.tags, c.websites, c.photo_id as "photoId",
  (select coalesce(jsonb_agg(jsonb_build_object('label', e.label, 'address', e.address) order by e.id), '[]')
   from customer_emails e where e.customer_id = c.id) as emails,
  (select coalesce(jsonb_agg(jsonb_build_object('label', p.label, 'number', p.number) order by p.id), '[]')
   from customer_phones p where p.customer_id = c.id) as phones,
  (select coalesce(jsonb_agg(jsonb_build_object('label', a.label, 'street1', a.street, 'street2', a.street2, 'city', a.city,
     'region', a.region, 'postalCode', a.postal_code, 'country', a.country) order by a."primary" desc, a.id), '[]')
   from customer_addresses a where a.customer_id = c.id) as addresses,
  (select coalesce(jsonb_agg(jsonb_build_object('type', l.type, 'year', l.year, 'month', l.month, 'day', l.day) order by l.id), '[]')
   from life_events l where l.customer_id = c.id) as events,
  (select coalesce(jsonb_agg(jsonb_build_object('type', r.type, 'name',
     coalesce(r.name, nullif(concat_ws(' ', o.given_name, o.family_name), ''), o.organisation)) order by r.id), '[]')
   from customer_relations r left join customers o on o.id = r.related_id where r.customer_id = c.id) as related
 from customers c where c.id = any($1) order by c.id`

/** Reads customers whole, for files and for the finder of duplicates. Those who are not there are left out. */
export async function readCustomers(ctx: Context, ids: readonly string[]): Promise<StoredCustomer[]> {
  const rows = await ctx.db.query<CustomerRow>(QUERY, [ids])
  return rows.map((row) => ({ id: row.id, version: row.version, photoId: row.photoId, data: toData(row) }))
}

const NAMES = [
  'prefix',
  'givenName',
  'additionalName',
  'familyName',
  'suffix',
  'nickname',
  'organisation',
  'department',
  'title',
  'language',
  'notes',
] as const

const present = <T extends object>(record: T) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== ''))

function toData(row: CustomerRow): CustomerData {
  const { email, phone } = row
  const birthday = dateOf(row, 'birthday')
  const anniversary = dateOf(row, 'anniversary') ?? dateOf(row, 'wedding')
  const further = (label: string | null) => ({ label: label ?? 'other', primary: false })
  return {
    ...emptyCustomer(),
    kind: row.type,
    ...present(Object.fromEntries(NAMES.map((name) => [name, row[name]]))),
    emails: [
      ...(email ? [{ label: 'other', address: email, primary: true }] : []),
      ...row.emails.map(({ label, address }) => ({ ...further(label), address })),
    ],
    phones: [
      ...(phone ? [{ label: 'other', number: phone, primary: true }] : []),
      ...row.phones.map(({ label, number }) => ({ ...further(label), number })),
    ],
    addresses: row.addresses.map((address) => ({ label: 'other', ...present(address) })),
    related: row.related.flatMap(({ type, name }) =>
      name ? [{ relation: type.replaceAll('_', ' '), name }] : [],
    ),
    urls: row.websites,
    tags: row.tags,
    ...(birthday && { birthday }),
    ...(anniversary && { anniversary }),
  }
}

function dateOf({ events }: CustomerRow, type: string): LifeDate | undefined {
  const event = events.find((one) => one.type === type)
  if (!event) return undefined
  const { year, month, day } = event
  return year === null ? { month, day } : { year, month, day }
}
