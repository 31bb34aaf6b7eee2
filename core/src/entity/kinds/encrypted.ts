import Type from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'

/** Secret text: encrypted before it reaches the database, never filtered, sorted, searched or written to the audit. */
export function encrypted(options: FieldOptions & { max?: number } = {}) {
  return field<string, 'encrypted'>(
    {
      kind: 'encrypted',
      schema: Type.String({ maxLength: options.max ?? 4000, storable: true }),
      columns: [{ suffix: '', type: 'text' }],
      toColumns: (value, { keyring }) => [keyring.encrypt(value)],
      fromColumns: ([stored], { keyring }) => keyring.decrypt(stored as string),
      filters: ['isNull'],
      toOperand() {
        throw new InvalidValue('is encrypted and cannot be compared')
      },
      sortable: false,
      graphql: { output: 'String', input: 'String', filter: 'StringFilter' },
      fromText: (cell) => cell,
      toText: (value) => value,
    },
    { ...options, personal: true },
  )
}
