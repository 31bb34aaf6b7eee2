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

/** One multi-row insert that answers the stored rows; every row sets the same fields. */
export function insertSql(model: Model, fields: ModelField[], rows: Data[], context: KindContext): Statement {
  const params = parameters()
  const columns = fields.flatMap((field) => field.columns.map(quote))
  const tuples = rows.map((row) => {
    const values = fields.flatMap((field) => columnValues(field, row[field.name], context))
    return `(${values.map((value) => params.add(value)).join(', ')})`
  })
  const text =
    `insert into ${quote(model.table)} as t (${columns.join(', ')}) values ${tuples.join(', ')} ` +
    `returning ${model.columns(model.fields).sql}`
  return { text, values: params.values }
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
