import Type from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'

function parse(value: unknown): string {
  const valid =
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    // Rolls 2026-02-30 over to March, so comparing catches days that do not exist.
    new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) === value
  if (!valid) throw new InvalidValue('must be a day like 2026-11-23')
  return value
}

function safely(value: unknown): string {
  try {
    return parse(value)
  } catch {
    throw new InvalidValue('must be a day like 2026-11-23')
  }
}

/** A calendar day without a time zone: a birthday, a certificate's date. */
export function date(options: FieldOptions = {}) {
  return field<string, 'date'>(
    {
      kind: 'date',
      schema: Type.String({ format: 'date' }),
      columns: [{ suffix: '', type: 'date' }],
      filters: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull'],
      toOperand: safely,
      sortable: true,
      graphql: { output: 'Date', input: 'Date', filter: 'DateFilter' },
      fromText: safely,
      toText: (value) => value,
    },
    options,
  )
}
