import { type FieldOptions, field } from '../field.ts'
import { idSchema } from './id.ts'
import { idOperand } from './operands.ts'

/** An uploaded file: stored by its id, included as a `File` record with its address. */
export function file(options: FieldOptions = {}) {
  const made = field<string, 'file'>(
    {
      kind: 'file',
      schema: idSchema,
      columns: [{ suffix: '_id', type: 'uuid' }],
      filters: ['isNull'],
      toOperand: idOperand,
      sortable: false,
      graphql: { output: 'ID', input: 'ID', filter: 'IDFilter' },
      fromText: idOperand,
      toText: (value) => value,
    },
    options,
  )
  return { ...made, target: 'File' as const }
}
