import type { TSchema } from 'typebox'
import { pascalCase } from '../entity/names.ts'

interface JsonSchema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  items?: TSchema
  properties?: Record<string, TSchema>
  required?: string[]
  anyOf?: TSchema[]
  description?: string
}

/** Collects the object types that a JSON Schema needs on its way into GraphQL. */
export interface TypeCollector {
  kind: 'type' | 'input'
  /** SDL by type name. */
  types: Map<string, string>
}

const scalars: Record<string, string> = {
  integer: 'SafeInt',
  number: 'Float',
  boolean: 'Boolean',
  string: 'String',
}
const formats: Record<string, string> = { uuid: 'ID', 'date-time': 'DateTime', date: 'Date' }

/** One property, with `!` where it must be there. */
export function propertyLine(
  name: string,
  schema: TSchema,
  required: boolean,
  typeName: string,
  collector: TypeCollector,
): string {
  return `${name}: ${schemaType(schema, `${typeName}${pascalCase(name)}`, collector)}${required && !isNullable(schema) ? '!' : ''}`
}

function isNullable(schema: TSchema): boolean {
  return (schema as JsonSchema).anyOf?.some((one) => (one as JsonSchema).type === 'null') ?? false
}

function objectType(schema: JsonSchema, typeName: string, collector: TypeCollector): string {
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0) return 'JSON'
  if (!collector.types.has(typeName)) {
    collector.types.set(typeName, '')
    const lines = properties.map(
      ([name, of]) =>
        `  ${propertyLine(name, of, schema.required?.includes(name) ?? false, typeName, collector)}`,
    )
    collector.types.set(typeName, `${collector.kind} ${typeName} {\n${lines.join('\n')}\n}`)
  }
  return typeName
}

/**
 * JSON Schema → GraphQL type. What GraphQL cannot say (records with free keys, unions) becomes `JSON`; the operation's
 * own validation still holds there.
 */
export function schemaType(schema: TSchema, typeName: string, collector: TypeCollector): string {
  const of = schema as JsonSchema
  const branch = of.anyOf?.filter((one) => (one as JsonSchema).type !== 'null')
  if (branch) return branch.length === 1 ? schemaType(branch[0] as TSchema, typeName, collector) : 'JSON'
  if (of.type === 'array') return of.items ? `[${schemaType(of.items, typeName, collector)}!]` : 'JSON'
  if (of.type === 'object') return objectType(of, typeName, collector)
  if (of.format && formats[of.format]) return formats[of.format] as string
  if (of.enum) return 'String'
  return (typeof of.type === 'string' && scalars[of.type]) || 'JSON'
}
