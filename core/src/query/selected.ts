import type { Values } from '../entity/columns.ts'
import type { KindContext } from '../entity/field.ts'
import type { ModelField } from '../entity/model.ts'
import type { ValuesOf } from './relations.ts'
import type { Row } from './rows.ts'
import type { Selection } from './selection.ts'

/** What one statement selects: the fields that were asked for, and behind them what only reading needs. */
export interface Selected {
  sql: string
  /** Position of a field's first value in a row. */
  at(field: ModelField): number
  records(rows: Values[], context: KindContext): Row[]
  /** What relations of the rows are followed by. */
  valuesOf(rows: Values[]): ValuesOf
}

/** @param needed fields that are read, but not shown unless they were asked for: keys of relations, of order */
export function selected({ model, fields }: Selection, needed: readonly ModelField[]): Selected {
  const shown = model.columns(fields)
  const hidden = new Map<ModelField, number>()
  let sql = shown.sql
  let count = shown.count
  for (const field of needed) {
    if (shown.at(field) !== undefined || hidden.has(field)) continue
    hidden.set(field, count)
    count += field.columns.length
    sql += sql === '' ? field.select : `, ${field.select}`
  }
  function at(field: ModelField): number {
    const place = shown.at(field) ?? hidden.get(field)
    if (place === undefined) throw new Error(`"${field.name}" was not selected.`)
    return place
  }
  return {
    sql,
    at,
    records: (rows, context) => rows.map((values) => shown.record(values, context)),
    valuesOf: (rows) => (field) => {
      const place = at(field)
      return rows.map((row) => row[place])
    },
  }
}
