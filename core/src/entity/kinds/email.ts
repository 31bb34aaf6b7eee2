import Type from 'typebox'
import { parseEmail } from '../../text/email.ts'
import { type FieldOptions, field, InvalidValue } from '../field.ts'

function parse(value: unknown): string {
  const parsed = typeof value === 'string' ? parseEmail(value) : undefined
  if (!parsed?.ok) throw new InvalidValue(parsed?.message ?? 'must be an e-mail address')
  return parsed.value
}

/** An e-mail address, kept as written with its domain in lower case; compared and found without regard to case. */
export function email(options: FieldOptions = {}) {
  return field<string, 'email'>(
    {
      kind: 'email',
      schema: Type.String({ maxLength: 320, format: 'bezel-email' }),
      columns: [{ suffix: '', type: 'citext' }],
      toColumns: (value) => [parse(value)],
      filters: ['eq', 'ne', 'in', 'contains', 'startsWith', 'isNull'],
      toOperand(operand) {
        if (typeof operand !== 'string') throw new InvalidValue('must be text')
        return operand
      },
      sortable: true,
      graphql: { output: 'String', input: 'String', filter: 'StringFilter' },
      fromText: parse,
      toText: (value) => value,
    },
    options,
  )
}
