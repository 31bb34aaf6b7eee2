import type { KindContext } from '../entity/field.ts'
import type { ModelField } from '../entity/model.ts'
import { aliases } from './sql.ts'

export type Row = Record<string, unknown>

type Put = (record: Row, row: Row) => void

function reader(field: ModelField, context: KindContext): Put {
  const { name, facets } = field
  const names = aliases(field)
  const read = facets.fromColumns
  if (!read) return (record, row) => {
    record[name] = row[name]
  }
  const [first = name] = names
  if (names.length === 1) return (record, row) => {
    const stored = row[first]
    record[name] = stored === null ? null : read([stored], context)
  }
  return (record, row) => {
    record[name] = row[first] === null ? null : read(names.map((alias) => row[alias]), context)
  }
}

/** Compiles a list of fields into a function from a database row to a record. */
export function rowReader(fields: ModelField[], context: KindContext): (row: Row) => Row {
  const puts = fields.map((field) => reader(field, context))
  return (row) => {
    const record: Row = {}
    for (const put of puts) put(record, row)
    return record
  }
}
