import Type from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'
import { textOperand } from './operands.ts'

export interface TextOptions extends FieldOptions {
  /** Most characters; 200 unless told, 20,000 for long text. */
  max?: number
  min?: number
  /** Edited in a multi-line control. */
  long?: boolean
  /** Regular expression the whole value must match, with `hint` saying so in words. */
  pattern?: string
  hint?: string
}

/** Text of one or many lines. Sorted in the order of a dictionary, not of code points. */
export function text(options: TextOptions = {}) {
  const max = options.max ?? (options.long ? 20_000 : 200)
  return field<string, 'text'>(
    {
      kind: 'text',
      schema: Type.String({
        maxLength: max,
        storable: true,
        // A required name of no characters names nothing.
        minLength: options.min ?? 1,
        ...(options.pattern && { pattern: options.pattern }),
      }),
      columns: [{ suffix: '', type: 'text collate "und-x-icu"' }],
      filters: ['eq', 'ne', 'in', 'contains', 'startsWith', 'isNull'],
      toOperand: textOperand,
      sortable: true,
      graphql: { output: 'String', input: 'String', filter: 'StringFilter' },
      fromText(cell) {
        if (cell.length > max) throw new InvalidValue(`must have at most ${max} characters`)
        return textOperand(cell)
      },
      toText: (value) => value,
      form: { maxLength: max, ...(options.long && { long: true }) },
    },
    options,
  )
}
