import type { KindContext } from '../entity/field.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { parameters, quote } from '../query/sql.ts'
import type { Data } from './changes.ts'

export interface Statement {
  text: string
  values: unknown[]
}

/** A value → one SQL value per column of its field. */
export function columnValues(field: ModelField, value: unknown, context: KindContext): unknown[] {
  if (value === null || value === undefined) return field.columns.map(() => null)
  return field.facets.toColumns?.(value, context) ?? [value]
}

/** The values of all columns of new rows, one row after the other. */
function newValues(model: Model, rows: Data[], context: KindContext): unknown[] {
  const values: unknown[] = []
  for (const row of rows) {
    for (const field of model.fields) {
      const given = row[field.name]
      const value = given === undefined ? field.options.default : given
      for (const one of columnValues(field, value, context)) values.push(one)
    }
  }
  return values
}

/** One multi-row insert that answers the stored rows. Every row sets every column, so that the text stays the same. */
export function insertSql(model: Model, rows: Data[], context: KindContext): Statement {
  const { sql, names, count } = model.columns(model.fields)
  const tuples = rows.map((_, row) => {
    const places = Array.from({ length: count }, (_, column) => `$${row * count + column + 1}`)
    return `(${places.join(', ')})`
  })
  const text = `insert into ${quote(model.table)} as t (${names}) values ${tuples.join(', ')} returning ${sql}`
  return { text, values: newValues(model, rows, context) }
}

/** Sets the given fields of one locked record, raises its version, and answers the stored row. */
export function updateSql(
  model: Model,
  id: string,
  fields: ModelField[],
  changes: Data,
  now: Date,
  context: KindContext,
): Statement {
  const params = parameters()
  const sets = fields.flatMap((field) => {
    const values = columnValues(field, changes[field.name], context)
    return field.columns.map((column, index) => `${quote(column)} = ${params.add(values[index])}`)
  })
  sets.push('version = t.version + 1', `updated_at = ${params.add(now)}`)
  const text =
    `update ${quote(model.table)} t set ${sets.join(', ')} where t.id = ${params.add(id)} ` +
    `returning ${model.columns(model.fields).sql}`
  return { text, values: params.values }
}
