import type { ModelField } from '../entity/model.ts'
import { sqlName } from './draft-names.ts'
import type { SearchColumn } from './drift.ts'
import type { ExpectedTable } from './expected-table.ts'

/** A field's text inside a generated column, which takes immutable expressions only. */
function textOf(field: ModelField): string {
  const [name = ''] = field.columns
  const type = field.facets.columns[0]?.type ?? ''
  const text = type.startsWith('text collate') || type === 'text' ? sqlName(name) : `${sqlName(name)}::text`
  return field.optional ? `coalesce(${text}, '')` : text
}

/** Lists have no immutable text in PostgreSQL; what they hold is found by filter. */
function canBeText({ facets }: ModelField): boolean {
  return !['list', 'json', 'encrypted', 'money'].includes(facets.kind)
}

function joined(fields: ModelField[]): string {
  return fields.map(textOf).join(` || ' ' || `)
}

function documentSql(fields: ModelField[]): string {
  const weights = [...new Set(fields.map(({ options }) => options.search as string))].sort()
  const parts = weights.map((weight) => {
    const own = fields.filter(({ options }) => options.search === weight)
    return `setweight(to_tsvector('simple', bezel_core.words(${joined(own)})), '${weight}')`
  })
  return parts.length > 1 ? `\n    ${parts.join(' ||\n    ')}\n  ` : parts.join('')
}

/** `search_document tsvector generated always as (…) stored` */
export function searchColumnSql({ searched }: ExpectedTable, name: SearchColumn): string {
  const fields = searched.filter(canBeText)
  const [type, expression] =
    name === 'search_document'
      ? ['tsvector', documentSql(fields)]
      : ['text', `bezel_core.fold(${joined(fields)})`]
  return `${name} ${type} generated always as (${expression}) stored`
}

export function searchIndexSql(table: string, name: SearchColumn): string {
  const operators = name === 'search_text' ? ' gin_trgm_ops' : ''
  return `create index ${sqlName(`${table}_${name}`)} on ${sqlName(table)} using gin (${name}${operators});`
}
