import type { KindContext } from './field.ts'
import type { ModelField } from './model.ts'

/** A database row as a statement answers it: its values in the order they were selected. */
export type Values = unknown[]

type Convert = ((columns: unknown[], context: KindContext) => unknown) | undefined

/** What a statement selects for some fields, and how its rows become records. */
export interface Columns {
  /** `t."id", t."price_amount", t."price_currency"`, each field once. */
  sql: string
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
  // In brackets, so that even `__proto__` is a member like any other.
  return `[${JSON.stringify(name)}]: ${value}`
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
    count,
    at: (field) => places.get(field),
    record: recordReader(unique, places),
  }
}

/** Remembers the columns of lists that are used again and again, for as long as the lists are. */
export function rememberColumns(): (fields: readonly ModelField[]) => Columns {
  const known = new WeakMap<readonly ModelField[], Columns>()
  return (fields) => {
    const found = known.get(fields) ?? columnsOf(fields)
    known.set(fields, found)
    return found
  }
}
