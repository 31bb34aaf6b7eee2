import Type from 'typebox'
import { type FieldOptions, field, InvalidValue } from '../field.ts'
import { scaledInteger } from './operands.ts'

export interface Money {
  /** Integer minor units: 12.50 USD is 1250. */
  amount: number
  /** ISO 4217 code. */
  currency: string
}

export interface MoneyOptions extends FieldOptions {
  /** Least amount in minor units; 0 unless told, so that a price cannot be negative by mistake. */
  min?: number
  /** Currency of imported cells that name none. */
  currency?: string
}

const withoutMinorUnit = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
])
const withThreeDecimals = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])

/** Decimals of a currency's minor unit (ISO 4217). */
export function currencyDecimals(currency: string): 0 | 2 | 3 {
  if (withoutMinorUnit.has(currency)) return 0
  return withThreeDecimals.has(currency) ? 3 : 2
}

/** `{amount: 1250, currency: 'USD'}` → `12.50 USD`: exact, and read back by imports. */
export function printMoney({ amount, currency }: Money): string {
  const decimals = currencyDecimals(currency)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const sign = amount < 0 ? '-' : ''
  return `${sign}${whole}${decimals ? `.${digits.slice(-decimals)}` : ''} ${currency}`
}

const cell = /^\s*(?:([A-Z]{3})\s*)?([+-]?[\d.]+)\s*([A-Z]{3})?\s*$/

/** An amount of money: integer minor units with its currency, in two columns, never a float. */
export function money(options: MoneyOptions = {}) {
  const min = options.min ?? 0
  return field<Money, 'money'>(
    {
      kind: 'money',
      schema: Type.Object(
        {
          amount: Type.Integer({ minimum: min, maximum: Number.MAX_SAFE_INTEGER }),
          currency: Type.String({ pattern: '^[A-Z]{3}$' }),
        },
        { additionalProperties: false },
      ),
      columns: [
        { suffix: '_amount', type: 'bigint' },
        { suffix: '_currency', type: 'text' },
      ],
      toColumns: ({ amount, currency }) => [amount, currency],
      fromColumns: ([amount, currency]) => ({ amount: amount as number, currency: currency as string }),
      filters: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull'],
      // Filters compare minor units, the same number that stands in the JSON.
      toOperand: (operand) => scaledInteger(operand, 0),
      sortable: true,
      graphql: { output: 'Money', input: 'MoneyInput', filter: 'SafeIntFilter' },
      fromText(text) {
        const match = cell.exec(text)
        const currency = match?.[1] ?? match?.[3] ?? options.currency ?? 'USD'
        if (!match?.[2]) throw new InvalidValue('must be an amount like 1250.00 or 1250.00 USD')
        const amount = scaledInteger(match[2], currencyDecimals(currency))
        if (amount < min) throw new InvalidValue(`must be at least ${printMoney({ amount: min, currency })}`)
        return { amount, currency }
      },
      toText: printMoney,
    },
    options,
  )
}
