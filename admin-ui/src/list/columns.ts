import type { Row } from '../api/types.ts'
import { readField, titleOf } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { type FormatContext, formatValue } from '../fields/format.ts'

export { columnFields, visibleColumns } from './shown-fields.ts'

/** The text of a cell; a reference reads as the record it points to. */
export function cellText(
  entityOf: EntityLookup,
  field: FieldDescriptor,
  row: Row,
  context: FormatContext,
): string {
  const related = relatedRow(field, row)
  if (related) return titleOf(entityOf(field.collection), related)
  const value = readField(row, field.name)
  if (field.kind === 'reference' && typeof value === 'string') return value.slice(-8)
  return formatValue(field, value, context)
}

export type EntityLookup = (collection: string | undefined) => EntityDescriptor | undefined

export function relatedRow(field: FieldDescriptor, row: Row): Row | undefined {
  const related = field.relation ? row[field.relation] : undefined
  return typeof related === 'object' && related !== null ? (related as Row) : undefined
}
