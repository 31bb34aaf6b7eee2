import type { KindContext } from '../entity/field.ts'
import type { ModelField } from '../entity/model.ts'

export type Row = Record<string, unknown>

/** A function from a database row to a record with the given fields. */
export function rowReader(fields: readonly ModelField[], context: KindContext): (row: Row) => Row {
  return (row) => {
    const record: Row = {}
    for (const field of fields) field.read(record, row, context)
    return record
  }
}
