import Type from 'typebox'
import { parsePhone } from '../../text/phone.ts'
import { type FieldOptions, field, InvalidValue } from '../field.ts'

export interface PhoneOptions extends FieldOptions {
  /** ISO 3166 country of numbers written without one; US unless told. */
  country?: string
}

/** A telephone number, stored and answered in E.164 (`+12125550123`); people may write it in any national way. */
export function phone(options: PhoneOptions = {}) {
  function parse(value: unknown): string {
    const parsed = typeof value === 'string' ? parsePhone(value, options.country ?? 'US') : undefined
    if (!parsed?.ok) throw new InvalidValue(parsed?.message ?? 'must be a telephone number')
    return parsed.value
  }
  return field<string, 'phone'>(
    {
      kind: 'phone',
      schema: Type.String({ maxLength: 60, storable: true }),
      columns: [{ suffix: '', type: 'text' }],
      toColumns: (value) => [parse(value)],
      filters: ['eq', 'ne', 'in', 'contains', 'startsWith', 'isNull'],
      toOperand(operand) {
        if (typeof operand !== 'string') throw new InvalidValue('must be text')
        const parsed = parsePhone(operand, options.country ?? 'US')
        return parsed.ok ? parsed.value : operand
      },
      sortable: true,
      graphql: { output: 'String', input: 'String', filter: 'StringFilter' },
      fromText: parse,
      toText: (value) => value,
    },
    options,
  )
}
