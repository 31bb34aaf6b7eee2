import Type from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'
import { scaledInteger } from './operands.ts'

export interface MeasureOptions extends FieldOptions {
  /** Unit shown behind the value: `ct`, `g`, `mm`, `%`. */
  unit?: string
  /** Decimals kept; the column holds an integer of that scale (1.53 ct with 3 decimals is 1530). */
  decimals?: number
  min?: number
  max?: number
  /** A number that is no quantity, like a year: shown without separators. */
  ungrouped?: boolean
}

/** An exact quantity: a JSON number with at most `decimals` decimals, stored as a scaled integer. */
export function measure(options: MeasureOptions = {}) {
  const decimals = options.decimals ?? 0
  const scale = 10 ** decimals
  const { min, max } = options

  function parse(value: unknown): number {
    const scaled = scaledInteger(value, decimals)
    if (min !== undefined && scaled < min * scale) throw new InvalidValue(`must be at least ${min}`)
    if (max !== undefined && scaled > max * scale) throw new InvalidValue(`must be at most ${max}`)
    return scaled
  }

  return field<number, 'measure'>(
    {
      kind: 'measure',
      schema: Type.Number({
        decimals,
        ...(min !== undefined && { minimum: min }),
        ...(max !== undefined && { maximum: max }),
      }),
      columns: [{ suffix: '', type: 'bigint' }],
      toColumns: (value) => [scaledInteger(value, decimals)],
      fromColumns: ([stored]) => (stored as number) / scale,
      filters: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull'],
      toOperand: (operand) => scaledInteger(operand, decimals),
      sortable: true,
      graphql: decimals
        ? { output: 'Float', input: 'Float', filter: 'FloatFilter' }
        : { output: 'SafeInt', input: 'SafeInt', filter: 'SafeIntFilter' },
      fromText: (cell) => parse(cell) / scale,
      toText: (value) => String(value),
      form: {
        decimals,
        ...(options.unit && { unit: options.unit }),
        ...(options.ungrouped && { ungrouped: true }),
      },
    },
    options,
  )
}

/** A whole number of things: a measure without unit and decimals. */
export function count(options: Omit<MeasureOptions, 'decimals' | 'unit'> = {}) {
  return measure({ min: 0, ...options, decimals: 0 })
}
