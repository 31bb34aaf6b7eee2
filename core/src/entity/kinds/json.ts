import Type, { type TSchema } from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'

/** A structured value of the given shape, kept as one document. Not filterable: what is searched deserves a field. */
export function json<Value = unknown>(schema: TSchema = Type.Unknown(), options: FieldOptions = {}) {
  return field<Value, 'json'>(
    {
      kind: 'json',
      schema,
      columns: [{ suffix: '', type: 'jsonb' }],
      toColumns: (value) => [JSON.stringify(value)],
      filters: ['isNull'],
      toOperand: (operand) => JSON.stringify(operand),
      sortable: false,
      graphql: { output: 'JSON', input: 'JSON' },
      fromText(cell) {
        try {
          return JSON.parse(cell) as Value
        } catch {
          throw new InvalidValue('must be JSON')
        }
      },
      toText: (value) => JSON.stringify(value),
    },
    options,
  )
}
