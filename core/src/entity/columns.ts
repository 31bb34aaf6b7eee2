import type { KindContext } from './field.ts'
import type { ModelField } from './model.ts'

/** A database row as a statement answers it: its values in the order they were selected. */
export type Values = unknown[]

type Convert = ((columns: unknown[], context: KindContext) => unknown) | undefined

/** What a statement selects for some fields, and how its rows become records. */
export interface Columns {
  /** `t."id", t."price_amount", t."price_currency"`, each field once. */
  sql: string
  /** `"id", "price_amount", "price_currency"`: the same columns for an insert. */
  names: string
  /** How many values of a row are theirs; what a statement selects besides stands behind them. */
  count: number
  /** Position of a field's first value; undefined for fields that are not among them. */
  at(field: ModelField): number | undefined
  record(values: Values, context: KindContext): Record<string, unknown>
}

function memberOf({ name, columns, facets }: ModelField, index: number, at: number): string {
  const values = columns.map((_, offset) => `values[${at + offset}]`)
  const value = facets.fromColumns
    ? `${values[0]} === null ? null : convert[${index}]([${values.join(', ')}], context)`
    : values[0]
  return `${JSON.stringify(name)}: ${value}`
}

/**
 * The function is written out per list of fields instead of looping over them: objects made by one literal share their
 * hidden class, and were measured to be made thirty times and printed as JSON twice as fast.
 */
function recordReader(fields: ModelField[], places: Map<ModelField, number>): Columns['record'] {
  const members = fields.map((field, index) => memberOf(field, index, places.get(field) as number))
  const make = new Function('convert', `return (values, context) => ({ ${members.join(', ')} })`)
  const convert: Convert[] = fields.map(({ facets }) => facets.fromColumns)
  return make(convert) as Columns['record']
}

export function columnsOf(fields: readonly ModelField[]): Columns {
  const unique = [...new Set(fields)]
  const places = new Map<ModelField, number>()
  let count = 0
  for (const field of unique) {
    places.set(field, count)
    count += field.columns.length
  }
  return {
    sql: unique.map(({ select }) => select).join(', '),
    names: unique.flatMap(({ columns }) => columns.map((column) => `"${column}"`)).join(', '),
    count,
    at: (field) => places.get(field),
    record: recordReader(unique, places),
  }
}

/**
 * Remembers the columns of one entity's lists of fields: by the list itself, for as long as it is there, and by its names
 * for lists that are made anew per request.
 */
export function rememberColumns(limit = 500): (fields: readonly ModelField[]) => Columns {
  const byList = new WeakMap<readonly ModelField[], Columns>()
  const byNames = new Map<string, Columns>()
  function find(fields: readonly ModelField[]): Columns {
    const names = fields.map(({ name }) => name).join()
    const columns = byNames.get(names) ?? columnsOf(fields)
    if (byNames.size >= limit) byNames.clear()
    byNames.set(names, columns)
    return columns
  }
  return (fields) => {
    const columns = byList.get(fields) ?? find(fields)
    byList.set(fields, columns)
    return columns
  }
}
