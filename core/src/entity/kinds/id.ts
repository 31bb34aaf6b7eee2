import Type from 'typebox'
import { type FieldOptions, field } from '../field.ts'
import { idOperand } from './operands.ts'

export const idSchema = Type.String({ format: 'uuid' })

/** A UUID; the record's own is a UUIDv7, so ids sort by time of creation. */
export function id(options: FieldOptions = {}) {
  return field<string, 'id'>(
    {
      kind: 'id',
      schema: idSchema,
      columns: [{ suffix: '', type: 'uuid' }],
      filters: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull'],
      toOperand: idOperand,
      sortable: true,
      graphql: { output: 'ID', input: 'ID', filter: 'IDFilter' },
      fromText: idOperand,
      toText: (value) => value,
    },
    options,
  )
}
