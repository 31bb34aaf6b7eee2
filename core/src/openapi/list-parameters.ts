import type { FilterOperator } from '../admin/manifest.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { mediaTypes } from '../exporting/exporting.ts'
import { reserved } from '../http/list-input.ts'
import { maxLimit } from '../query/list-query.ts'
import { type Json, publicSchema, ref } from './schema.ts'

const words: Record<FilterOperator, string> = {
  eq: 'equals',
  ne: 'differs from, or is empty',
  in: 'is one of',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  contains: 'contains, in any case',
  startsWith: 'starts with, in any case',
  isNull: 'is empty (`true`) or not (`false`)',
}

/** What a filter compares with, as it stands in an address. Money is compared by its minor units. */
function operandSchema({ facets }: ModelField): Json {
  if (facets.kind === 'money') return { type: 'integer' }
  const { type, format, enum: values, 'x-decimals': decimals, items } = publicSchema(facets.schema)
  const item = items as Json | undefined
  if (facets.kind === 'list' && item)
    return { type: item.type, ...(item.enum !== undefined && { enum: item.enum }) }
  return {
    type: type ?? 'string',
    ...(format !== undefined && format !== 'email' && { format }),
    ...(values !== undefined && { enum: values }),
    ...(decimals !== undefined && { 'x-decimals': decimals }),
  }
}

/** `cut`, `carat[gte]`: a filter as it stands in an address. */
function filterName(field: string, operator: FilterOperator): string {
  return operator === 'eq' && !reserved.has(field) ? field : `${field}[${operator}]`
}

function filterParameter(field: ModelField, operator: FilterOperator): Json {
  const name = filterName(field.name, operator)
  const base = { name, in: 'query', description: `${field.label} ${words[operator]}` }
  if (operator === 'isNull') return { ...base, schema: { type: 'boolean' } }
  if (operator !== 'in') return { ...base, schema: operandSchema(field) }
  return { ...base, style: 'form', explode: false, schema: { type: 'array', items: operandSchema(field) } }
}

function sortParameter(model: Model): Json {
  const names = model.fields.filter(({ facets }) => facets.sortable).flatMap(({ name }) => [name, `-${name}`])
  const normal = model.entity.list?.sort ?? '-id'
  return {
    name: 'sort',
    in: 'query',
    description: `Fields to sort by, first ones first; \`-\` before a name sorts downwards. \`${normal}\` unless told.`,
    style: 'form',
    explode: false,
    schema: { type: 'array', items: { type: 'string', enum: names } },
  }
}

function includeOf(model: Model): Json {
  const names = [...model.relations.keys()]
  return {
    name: 'include',
    in: 'query',
    description: `Related records to answer with it: ${names.map((name) => `\`${name}\``).join(', ')}, and theirs as \`a.b\`, at most three levels deep.`,
    style: 'form',
    explode: false,
    schema: { type: 'array', items: { type: 'string' } },
  }
}

/** Parameters that all lists share. */
export const sharedListParameters: Record<string, Json> = {
  limit: {
    name: 'limit',
    in: 'query',
    description: 'Records on a page',
    schema: { type: 'integer', minimum: 1, maximum: maxLimit, default: 20 },
  },
  cursor: {
    name: 'cursor',
    in: 'query',
    description: '`page.nextCursor` of the page before; only with the same sort and filters',
    schema: { type: 'string' },
  },
  q: {
    name: 'q',
    in: 'query',
    description:
      'Keywords, ranked; accents do not matter, and words that merely look alike are found when no others are',
    schema: { type: 'string', maxLength: 200 },
  },
  total: {
    name: 'total',
    in: 'query',
    description: '`exact` counts all matches',
    schema: { type: 'string', enum: ['none', 'exact'], default: 'none' },
  },
}

function filters(model: Model): [string, Json][] {
  return model.fields
    .filter(({ name }) => name !== 'custom')
    .flatMap((field) =>
      field.facets.filters.map((operator): [string, Json] => [
        `${model.name}.${field.name}.${operator}`,
        filterParameter(field, operator),
      ]),
    )
}

/** What lists of an entity take beyond what all lists share, by name; written once, for its list and its export. */
export function entityParameters(model: Model): Record<string, Json> {
  const relations = model.relations.size > 0 && { [`${model.name}.include`]: includeOf(model) }
  return { [`${model.name}.sort`]: sortParameter(model), ...relations, ...Object.fromEntries(filters(model)) }
}

function refer(names: string[]): Json[] {
  return names.map((name) => ref('parameters', name))
}

/** `include` of an operation that answers records; none where the entity has no relations. */
export function includeParameter(model: Model): Json[] {
  return model.relations.size > 0 ? refer([`${model.name}.include`]) : []
}

/** Everything a list takes: paging, order, keywords, relations, and a filter per field and operator. */
export function listParameters(model: Model): Json[] {
  const shared = Object.keys(sharedListParameters).filter((name) => name !== 'q' || model.searchable)
  return refer([...shared, ...Object.keys(entityParameters(model))])
}

/** An export takes what a list takes, but no paging: it gives everything. */
export function exportParameters(model: Model): Json[] {
  const asked = Object.keys(entityParameters(model)).filter((name) => name !== `${model.name}.include`)
  const format = {
    name: 'format',
    in: 'query',
    description: 'Kind of file',
    schema: { type: 'string', enum: Object.keys(mediaTypes), default: 'csv' },
  }
  return [format, ...refer([...(model.searchable ? ['q'] : []), ...asked])]
}
