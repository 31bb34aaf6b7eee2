import Type from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'

function parse(value: unknown): string {
  const time = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time)) throw new InvalidValue('must be an instant like 2026-11-23T09:30:00Z')
  return new Date(time).toISOString()
}

/** A moment in time: ISO 8601 in UTC with milliseconds. */
export function instant(options: FieldOptions = {}) {
  return field<string, 'instant'>(
    {
      kind: 'instant',
      schema: Type.String({ format: 'date-time' }),
      columns: [{ suffix: '', type: 'timestamptz(3)' }],
      filters: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'isNull'],
      toOperand: parse,
      sortable: true,
      graphql: { output: 'DateTime', input: 'DateTime', filter: 'DateTimeFilter' },
      fromText: parse,
      toText: (value) => value,
    },
    options,
  )
}
