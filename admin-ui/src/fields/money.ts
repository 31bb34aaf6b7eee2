import type { MoneyValue } from '../api/types.ts'

/** Decimals of a currency, as ISO 4217 has them (JPY 0, USD 2, KWD 3). */
export const currencyDecimals = (currency: string): number => decimals(currency, () => intlDecimals(currency))

function intlDecimals(currency: string): number {
  try {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    return options.maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** `-123456` with 2 decimals → `-1234.56`. Text only: an amount never becomes a fraction. */
export function minorToDecimal(amount: number | bigint | string, decimals: number): string {
  const text = String(amount)
  const negative = text.startsWith('-')
  const digits = (negative ? text.slice(1) : text).padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  const decimal = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`
  return negative ? `-${decimal}` : decimal
}

/** `1234.5` → 123450; undefined when it is not an amount of this currency (letters, too many decimals, too large). */
export function decimalToMinor(text: string, decimals: number): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim())
  if (!match) return undefined
  const fraction = match[3] ?? ''
  if (fraction.length > decimals) return undefined
  const amount = Number(`${match[1]}${match[2]}${fraction.padEnd(decimals, '0')}`)
  return Number.isSafeInteger(amount) ? amount : undefined
}

export function isMoney(value: unknown): value is MoneyValue {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}

/** `{amount: 326000, currency: 'USD'}` → `$3,260.00` in the reader's language. */
export function formatMoney(value: MoneyValue, locale: string): string {
  const format = moneyFormat(locale, value.currency)
  // Intl takes decimal text exactly; TypeScript's signature for it is newer than our lib.
  return format.format(minorToDecimal(value.amount, currencyDecimals(value.currency)) as unknown as number)
}

function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  return cached(
    `${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
  )
}

// Making an Intl formatter costs more than using it a hundred times, and a list formats thousands of cells.
const cached = memo<Intl.NumberFormat>()
const decimals = memo<number>()

export function memo<T>(): (key: string, make: () => T) => T {
  const values = new Map<string, T>()
  return (key, make) => {
    const known = values.get(key)
    if (known !== undefined) return known
    const made = make()
    values.set(key, made)
    return made
  }
}
