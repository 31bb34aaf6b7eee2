import { ruleKeyword } from '../access/ruled.ts'
import { recordKeyword } from '../operation/named-records.ts'

/** Any JSON object of the document. */
export type Json = Record<string, unknown>

const single = ['items', 'additionalProperties', 'not', 'contains', 'propertyNames']
const several = ['anyOf', 'allOf', 'oneOf', 'prefixItems']
const named = ['properties', 'patternProperties', '$defs']

/** Words of our validator that mean nothing outside it, told in words that do. */
function translate({
  storable: _,
  decimals,
  example,
  format,
  [ruleKeyword]: rule,
  [recordKeyword]: _named,
  ...rest
}: Json): Json {
  const schema: Json = { ...rest }
  if (rule !== undefined) schema['x-takes-permissions'] = rule
  if (decimals !== undefined) schema['x-decimals'] = decimals
  if (decimals === 0 && schema.type === 'number') schema.type = 'integer'
  if (example !== undefined) schema.examples = [example]
  if (format !== undefined) schema.format = format === 'bezel-email' ? 'email' : format
  const isWords = Array.isArray(schema.enum) && schema.enum.every((value) => typeof value === 'string')
  if (isWords && schema.type === undefined) schema.type = 'string'
  return schema
}

/** `anyOf: [X, null]` → X with `null` among its types, which readers and generators understand at once. */
function mergeNull(schema: Json): Json {
  const { anyOf, ...rest } = schema
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema
  const [value, none] = anyOf as [Json, Json]
  // Anything or null is anything.
  if (Object.keys(value).length === 0) return rest
  if (none.type !== 'null' || typeof value.type !== 'string') return schema
  const words = value.enum as unknown[] | undefined
  return { ...value, ...rest, type: [value.type, 'null'], ...(words && { enum: [...words, null] }) }
}

/** A schema as we validate with it → the same as standard JSON Schema 2020-12, for OpenAPI 3.1. */
export function publicSchema(schema: unknown): Json {
  if (typeof schema !== 'object' || schema === null) return {}
  const made = translate(schema as Json)
  for (const keyword of single) {
    if (typeof made[keyword] === 'object') made[keyword] = publicSchema(made[keyword])
  }
  for (const keyword of several) {
    if (Array.isArray(made[keyword])) made[keyword] = (made[keyword] as unknown[]).map(publicSchema)
  }
  for (const keyword of named) {
    if (typeof made[keyword] !== 'object') continue
    const entries = Object.entries(made[keyword] as Json).map(([name, of]) => [name, publicSchema(of)])
    made[keyword] = Object.fromEntries(entries)
  }
  return mergeNull(made)
}

/** The schema of a value that is there: without `null` among its types and words. */
export function withoutNull(schema: Json): Json {
  const { type, enum: words, ...rest } = schema
  const kept = Array.isArray(type) ? type.find((one) => one !== 'null') : type
  return {
    ...rest,
    ...(kept !== undefined && { type: kept }),
    ...(Array.isArray(words) && { enum: words.filter((word) => word !== null) }),
  }
}

export function ref(section: string, name: string): Json {
  return { $ref: `#/components/${section}/${name}` }
}

/** `POST /cases/:id/assign` → `/cases/{id}/assign` */
export function templated(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}

/** Names of the parameters in a path: `/cases/:id/assign` → `id`. */
export function pathNames(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] as string)
}
