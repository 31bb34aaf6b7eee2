import type { EntityDescriptor, FieldDescriptor, FilterOperator } from '../entity/types.ts'
import type { Filter } from './address.ts'

export const filterableFields = (entity: EntityDescriptor): FieldDescriptor[] =>
  entity.fields.filter((field) => field.filters.length > 0 && field.kind !== 'id' && field.kind !== 'file')

const QUICK = new Set(['enum', 'boolean', 'reference', 'money', 'measure', 'date', 'instant', 'list'])

/**
 * Chips that are always there: the shown columns one narrows down by choosing or by a range. Text is left to the
 * search and to the menu. Fields that are filtered now come along wherever they are from.
 */
export function chipFields(
  entity: EntityDescriptor,
  columns: FieldDescriptor[],
  filters: Filter[],
  room: number,
): FieldDescriptor[] {
  const fields = filterableFields(entity)
  const active = fields.filter((field) => filters.some((filter) => filter.field === field.name))
  const usual = columns.filter((column) => QUICK.has(column.kind) && fields.includes(column))
  const order = [...new Set([...usual, ...active])]
  const kept = new Set([
    ...active,
    ...usual.slice(0, Math.max(0, room - active.filter((field) => !usual.includes(field)).length)),
  ])
  return order.filter((field) => kept.has(field))
}

export type EditorKind = 'choice' | 'boolean' | 'range' | 'dates' | 'reference' | 'tags' | 'text'

export function editorFor(field: FieldDescriptor): EditorKind {
  switch (field.kind) {
    case 'enum':
      return 'choice'
    case 'boolean':
      return 'boolean'
    case 'money':
    case 'measure':
      return 'range'
    case 'date':
    case 'instant':
      return 'dates'
    case 'reference':
      return 'reference'
    case 'list':
      return field.items?.kind === 'enum' ? 'choice' : field.items?.kind === 'text' ? 'tags' : 'text'
    default:
      return 'text'
  }
}

/** Text operators in the order a person wants them, as far as the field has them. */
export function textOperators(field: FieldDescriptor): FilterOperator[] {
  const wanted: FilterOperator[] = ['contains', 'startsWith', 'eq', 'ne']
  return wanted.filter((operator) => field.filters.includes(operator))
}

/** Several chosen values become one filter; a list field is asked whether it contains the one. */
export function choiceFilters(field: FieldDescriptor, values: string[]): Filter[] {
  const name = field.name
  if (values.length === 0) return []
  if (field.kind === 'list') return [{ field: name, op: 'contains', value: values.at(-1) as string }]
  if (values.length === 1) return [{ field: name, op: 'eq', value: values[0] as string }]
  return [{ field: name, op: 'in', value: values.join(',') }]
}

export function chosenValues(filters: Filter[]): string[] {
  return filters.flatMap(({ op, value }) =>
    op === 'in' ? value.split(',').filter(Boolean) : op === 'eq' || op === 'contains' ? [value] : [],
  )
}

/** The filters that stand for a range; an empty bound is no filter. */
export function rangeFilters(name: string, min: string, max: string): Filter[] {
  return [
    ...(min === '' ? [] : [{ field: name, op: 'gte' as const, value: min }]),
    ...(max === '' ? [] : [{ field: name, op: 'lte' as const, value: max }]),
  ]
}

export function bounds(filters: Filter[]): { min: string; max: string } {
  const of = (ops: FilterOperator[]): string => filters.find(({ op }) => ops.includes(op))?.value ?? ''
  return { min: of(['gte', 'gt', 'eq']), max: of(['lte', 'lt', 'eq']) }
}
