import { type FieldOptions, field } from '../field.ts'
import { idSchema } from './id.ts'
import { idOperand } from './operands.ts'

/**
 * Points to one record of another entity, named by its entity name so that files need not import each other.
 * Declared as `store: reference('Store')`, it is `storeId` in JSON, `store_id` in the table, and the record
 * itself can be asked for as `include=store`.
 */
export function reference<Target extends string>(target: Target, options: FieldOptions = {}) {
  const made = field<string, 'reference'>(
    {
      kind: 'reference',
      schema: idSchema,
      columns: [{ suffix: '_id', type: 'uuid' }],
      filters: ['eq', 'ne', 'in', 'isNull'],
      toOperand: idOperand,
      sortable: true,
      graphql: { output: 'ID', input: 'ID', filter: 'IDFilter' },
      fromText: idOperand,
      toText: (value) => value,
    },
    options,
  )
  return { ...made, target }
}
