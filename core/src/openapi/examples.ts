import type { ModelField } from '../entity/model.ts'
import { type Json, publicSchema, withoutNull } from './schema.ts'

/**
 * Words of the trade and of addresses that make believable examples, by field name. `Entity.field` wins over `field`.
 * Nobody here exists: names are invented, addresses are of example.com, telephone numbers of ranges kept for fiction.
 */
const known: Record<string, unknown> = {
  id: '0199e0a4-6c1f-7b52-9d3e-5a1c8f20b647',
  givenName: 'Amara',
  familyName: 'Okafor',
  additionalName: 'Joy',
  prefix: 'Dr',
  suffix: 'PhD',
  jobTitle: 'Gallery owner',
  displayName: 'Amara Okafor',
  organisation: 'Okafor & Daughters',
  email: 'amara.okafor@example.com',
  phone: '+442079460018',
  birthday: '1988-11-23',
  month: 11,
  day: 23,
  street: '14 Bond Lane',
  street2: 'Flat 3',
  city: 'London',
  region: 'Greater London',
  postalCode: 'W1S 1AA',
  country: 'GB',
  language: 'en-GB',
  timeZone: 'Europe/London',
  label: 'Home',
  notes: 'Prefers platinum; wears a size M on the left ring finger.',
  body: 'Asked about a pendant to go with the ring.',
  summary: 'Asked about a pendant to go with the ring',
  author: 'Amara Okafor',
  actor: 'Amara Okafor',
  counterparty: 'Okafor & Daughters',
  source: 'Walk-in',
  occasion: 'Anniversary',
  wording: 'Tell me about new pieces by e-mail',
  proof: 'Signed card of 23 November 2026',
  comments: 'Eye clean',
  terms: '14 days on approval',
  memoTerms: '14 days on approval',
  note: 'Prefers platinum; wears a size M on the left ring finger.',
  description: 'Solitaire with a round brilliant in six claws',
  reason: 'Correction after the monthly count',
  permissions: ['stones.read', 'stones.write'],
  'Role.name': 'Sales associate',
  'Role.description': 'Serves customers and reserves pieces',
  'User.name': 'Amara Okafor',
  'ApiKey.name': 'Web shop',
  'File.name': 'ring-front.jpg',
  'File.size': 184_320,
  'File.width': 1600,
  'File.height': 1200,
  'SavedView.name': 'Round, over one carat',
  'CustomField.help': 'Shown below the field',
  collection: 'stones',
  ownerEntity: 'Stone',
  mediaType: 'image/jpeg',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  url: 'https://example.com/pieces/eternity-band',
  name: 'Eternity band',
  website: 'https://example.com',
  title: 'Eternity band',
  code: 'BOND',
  number: 'A-10482',
  itemNumber: 'RNG-0147',
  styleNumber: 'ETN-18Y',
  parcelNumber: 'P-0031',
  serialNumber: 'SN-20391',
  supplierReference: 'SUP-88213',
  document: 'INV-2041',
  epc: '3034257BF7194E4000001A85',
  category: 'Rings',
  line: 'Classics',
  stockNumber: 'D-10482',
  sku: 'RNG-ETN-18Y-M',
  barcode: '5012345678900',
  carat: 1.53,
  weight: 4.2,
  grossWeight: 4.2,
  netWeight: 3.9,
  species: 'diamond',
  fancyHue: 'yellow',
  fancyOvertone: 'brownish',
  treatment: 'none',
  stamp: '750',
  position: 'centre',
  inscription: 'GIA 2211456789',
  color: 'F',
  clarity: 'VS1',
  cut: 'Ideal',
  shape: 'round',
  polish: 'Excellent',
  symmetry: 'Excellent',
  fluorescence: 'none',
  metal: 'platinum',
  fineness: 950,
  lab: 'GIA',
  depth: 61.8,
  table: 57,
  length: 7.41,
  width: 7.38,
  height: 4.57,
  size: 'M',
  ringSize: 'M',
  certificateNumber: '2211456789',
  quantity: 2,
  count: 12,
  version: 3,
  currency: 'USD',
  amount: 985_000,
}

const byFormat: Record<string, unknown> = {
  uuid: known.id,
  date: '2026-11-23',
  'date-time': '2026-11-23T09:30:00.000Z',
  time: '09:30:00',
  email: known.email,
  uri: known.url,
}

// How a value of each format looks, as far as one of our words could be mistaken for it.
const forms: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}-/,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT/,
  time: /^\d\d:/,
  email: /@/,
  uri: /^https?:/,
}

type Check = (limit: never, value: unknown) => boolean

const size = (value: unknown) => (typeof value === 'string' ? [...value].length : 0)
const isNumber = (value: unknown) => typeof value === 'number'

const types: Record<string, (value: unknown) => boolean> = {
  integer: Number.isInteger,
  number: isNumber,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: (value) => typeof value === 'object' && !Array.isArray(value),
}

/** The keywords that a word of the list above could break. */
const checks: Record<string, Check> = {
  type: (type: string, value) => types[type]?.(value) ?? false,
  items: (items: Json, value) => Array.isArray(value) && value.every((item) => fits(items, item)),
  enum: (words: unknown[], value) => words.includes(value),
  format: (format: string, value) => forms[format]?.test(String(value)) ?? true,
  minimum: (limit: number, value) => isNumber(value) && (value as number) >= limit,
  maximum: (limit: number, value) => isNumber(value) && (value as number) <= limit,
  minLength: (limit: number, value) => size(value) >= limit,
  maxLength: (limit: number, value) => size(value) <= limit,
  pattern: (pattern: string, value) => new RegExp(pattern, 'u').test(String(value)),
  'x-decimals': (decimals: number, value) => (String(value).split('.')[1]?.length ?? 0) <= decimals,
}

function fits(schema: Json, value: unknown): boolean {
  return (
    value !== undefined &&
    Object.entries(schema).every(([word, limit]) => checks[word]?.(limit as never, value) ?? true)
  )
}

function numberExample({
  minimum = 0,
  maximum = Number.MAX_SAFE_INTEGER,
}: {
  minimum?: number
  maximum?: number
}): number {
  return Math.min(Math.max(Math.ceil(minimum), 1), maximum)
}

// For texts of a form the lists do not know: the first that fits the pattern.
const shapes = [
  'Eternity band',
  'eternityBand',
  'eternity-band',
  'ETERNITY',
  'A',
  'AB',
  'ABC',
  '12',
  '10482',
  '9521141',
  'D-10482',
  '09:30',
  '#0b6b4f',
]

/** Undefined where no text of ours has the form that the pattern asks for. */
function textExample(schema: Json): string | undefined {
  const { minLength = 0, maxLength = 200 } = schema as { minLength?: number; maxLength?: number }
  const sized = shapes.map((text) => text.padEnd(minLength, '.').slice(0, maxLength))
  return sized.find((text) => fits(schema, text))
}

/** An object with everything required, and what the list above knows. */
function objectExample(
  entity: string,
  { properties = {}, required = [] }: { properties?: Record<string, Json>; required?: string[] },
): Json {
  const shown = Object.entries(properties).filter(([name]) => required.includes(name))
  return Object.fromEntries(shown.map(([name, of]) => [name, exampleOf(entity, name, of)]))
}

function ofType(entity: string, schema: Json): unknown {
  switch (schema.type) {
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return numberExample(schema)
    case 'string':
      return textExample(schema)
    case 'array':
      return schema.items ? [exampleOf(entity, '', schema.items as Json)] : []
    case 'object':
      return objectExample(entity, schema)
    default:
      return null
  }
}

/** A believable value of a property, valid for its (public) schema. `entity` names the noun it belongs to, or is empty. */
export function exampleOf(entity: string, name: string, of: Json): unknown {
  const schema = withoutNull(of)
  const given = (schema.examples as unknown[] | undefined)?.[0] ?? schema.const ?? schema.default
  if (given !== undefined) return given
  const alternatives = (schema.anyOf ?? schema.oneOf) as Json[] | undefined
  if (alternatives?.[0]) return exampleOf(entity, name, alternatives[0])
  const candidates = [
    known[`${entity}.${name}`],
    known[name],
    /Url$/.test(name) ? known.url : undefined,
    (schema.enum as unknown[])?.[0],
    byFormat[String(schema.format)],
  ]
  return candidates.find((value) => fits(schema, value)) ?? ofType(entity, schema)
}

/** A believable value of a field: its own, or one guessed from its name. Undefined for documents of unknown shape. */
export function fieldExample(entity: string, { name, facets, options }: ModelField): unknown {
  if (options.example !== undefined) return options.example
  const schema = publicSchema(facets.schema)
  if (facets.kind === 'json' && schema.type !== 'array') return undefined
  return exampleOf(entity, facets.kind === 'phone' ? 'phone' : name, schema)
}
