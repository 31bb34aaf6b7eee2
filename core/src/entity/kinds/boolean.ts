import Type from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'
import { booleanOperand } from './operands.ts'

const yes = new Set(['true', 'yes', 'y', '1', 'x', 'on'])
const no = new Set(['false', 'no', 'n', '0', 'off'])

/** Yes or no. */
export function boolean(options: FieldOptions = {}) {
  return field<boolean, 'boolean'>(
    {
      kind: 'boolean',
      schema: Type.Boolean(),
      columns: [{ suffix: '', type: 'boolean' }],
      filters: ['eq', 'ne', 'isNull'],
      toOperand: booleanOperand,
      sortable: true,
      graphql: { output: 'Boolean', input: 'Boolean', filter: 'BooleanFilter' },
      fromText(cell) {
        const word = cell.trim().toLowerCase()
        if (yes.has(word)) return true
        if (no.has(word)) return false
        throw new InvalidValue('must be yes or no')
      },
      toText: (value) => String(value),
    },
    options,
  )
}
