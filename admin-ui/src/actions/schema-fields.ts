import type { FieldDescriptor, FieldKind } from '../entity/types.ts'
import { say } from '../i18n/labels.ts'
import { humanize } from './humanize.ts'

interface JsonSchema {
  type?: string | string[]
  format?: string
  title?: string
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  items?: JsonSchema
  maxLength?: number
  multipleOf?: number
  decimals?: number
  default?: unknown
  names?: { collection: string } | Among
}

/** Records of a relation of the record that an action is on. */
export interface Among {
  relation: string
  where?: Record<string, readonly unknown[]>
}

/** A field of an action's form. */
export interface ActionField extends FieldDescriptor {
  /** Chosen among these; the form makes options of them. */
  among?: Among
  /** Fields of each row, for a list of several things. */
  rows?: ActionField[]
}

/**
 * The fields of a form for a JSON Schema body. What the path already says (`id`) is left out; a part no control fits
 * is edited as JSON.
 */
export function schemaFields(schema: unknown, without: readonly string[] = []): ActionField[] {
  const { properties = {}, required = [] } = (schema ?? {}) as JsonSchema
  return Object.entries(properties)
    .filter(([name]) => !without.includes(name))
    .map(([name, property]) => fieldOf(name, property, required.includes(name)))
}

function fieldOf(name: string, property: JsonSchema, required: boolean): ActionField {
  const { schema, nullable } = unwrap(property)
  const options = optionsOf(schema)
  return {
    name,
    kind: options ? 'enum' : kindOf(schema),
    label: say(schema.title ?? humanize(schema.names ? name.replace(/Id$/, '') : name)),
    required: required && !nullable,
    writable: true,
    sortable: false,
    filters: [],
    ...((property.description ?? schema.description)
      ? { help: say((property.description ?? schema.description) as string) }
      : {}),
    ...(options ? { options } : {}),
    ...(schema.maxLength ? { maxLength: schema.maxLength, long: schema.maxLength > 500 } : {}),
    ...(schema.type === 'number' ? { decimals: schema.decimals ?? 6 } : {}),
    ...(schema.items ? { items: fieldOf('item', schema.items, true) } : {}),
    ...recordsIn(schema),
  }
}

/** Which records an id, or each of several, names; and the fields of each of several things. */
function recordsIn(schema: JsonSchema): Partial<ActionField> {
  const { names, properties } = schema.items ?? schema
  if (names) return 'relation' in names ? { among: names } : { collection: names.collection }
  return schema.items && properties ? { rows: schemaFields(schema.items) } : {}
}

/** `anyOf [X, null]` is X that may be empty. */
function unwrap(property: JsonSchema): { schema: JsonSchema; nullable: boolean } {
  const rest = property.anyOf?.filter((one) => one.type !== 'null')
  if (rest?.length === 1 && rest[0]) return { schema: rest[0], nullable: true }
  return { schema: property, nullable: false }
}

function optionsOf(schema: JsonSchema): { value: string; label: string }[] | undefined {
  const values = schema.enum ?? schema.anyOf?.map((one) => one.const)
  if (!values || values.length === 0 || !values.every((value) => typeof value === 'string')) return undefined
  return values.map((value) => ({ value, label: say(humanize(value)) }))
}

function kindOf(schema: JsonSchema): FieldKind {
  const byFormat: Record<string, FieldKind> = {
    date: 'date',
    'date-time': 'instant',
    email: 'email',
    uuid: 'text',
  }
  if (schema.names) return 'collection' in schema.names ? 'reference' : 'enum'
  if (schema.properties?.amount && schema.properties.currency) return 'money'
  switch (schema.type) {
    case 'string':
      return byFormat[schema.format ?? ''] ?? 'text'
    case 'integer':
    case 'number':
      return 'measure'
    case 'boolean':
      return 'boolean'
    case 'array':
      return schema.items?.type === 'object' ? 'json' : 'list'
    default:
      return 'json'
  }
}
