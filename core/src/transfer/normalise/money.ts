import { currencyDecimals } from '../../entity/kinds/money.ts'
import { type DecimalMark, readDecimal, roundDecimal, scaleDecimal } from './number.ts'

export interface MoneyOptions {
  /** Currency of amounts that name none, and the dollar, pound or krone meant by a bare sign. ISO 4217. */
  currency: string
  mark?: DecimalMark
  /** Rounds decimals beyond the currency's minor unit (computed prices) instead of refusing them. */
  round?: boolean
}

export interface MoneyAmount {
  /** Minor units: 12.50 USD is 1250n. */
  minor: bigint
  /** ISO 4217 code. */
  currency: string
}

/** Signs that mean one currency. `$`, `kr` and `¥` mean several. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₽': 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  '₩': 'KRW',
  '₫': 'VND',
  '฿': 'THB',
  '₴': 'UAH',
  zł: 'PLN',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  R$: 'BRL',
  MX$: 'MXN',
  'CN¥': 'CNY',
  'JP¥': 'JPY',
}
const AMBIGUOUS: Readonly<Record<string, { usual: string; of: readonly string[] }>> = {
  $: { usual: 'USD', of: ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'MXN', 'TWD', 'ARS', 'CLP', 'COP'] },
  '¥': { usual: 'JPY', of: ['JPY', 'CNY'] },
  kr: { usual: 'SEK', of: ['SEK', 'NOK', 'DKK', 'ISK'] },
}
/** Most amounts in files; they need no looking for signs. */
const PLAIN = /^-?\d+(\.\d+)?$/
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
const CURRENCY = /[A-Z]{0,2}[$¥]|\p{Sc}|zł|\bkr\b\.?|\b[A-Z]{3}\b/u

/**
 * An amount as text → minor units, digit for digit: `$1,250.00`, `1.250,00 €`, `USD 12.5`, `9360.0000`, `(20)`.
 * Undefined for what is no amount, and for decimals that the currency does not have unless `round` is set.
 */
export function readMoney(
  text: string,
  { currency, mark = '.', round = false }: MoneyOptions,
): MoneyAmount | undefined {
  if (text.length > 64) return undefined
  const sign = PLAIN.test(text) ? undefined : CURRENCY.exec(text)?.[0]
  const code = sign === undefined ? currency : currencyOf(sign, currency)
  const decimal = readDecimal(
    sign === undefined ? text : text.replace(sign, ' ').replace(/[.,]-(?=\s*$)/, ''),
    { mark, unit: '' },
  )
  if (decimal === undefined || code === undefined) return undefined
  const decimals = currencyDecimals(code)
  const minor = scaleDecimal(round ? roundDecimal(decimal, decimals) : decimal, decimals)
  return minor === undefined ? undefined : { minor, currency: code }
}

function currencyOf(sign: string, usual: string): string | undefined {
  const word = sign.replace(/\.$/, '')
  const several = AMBIGUOUS[word]
  if (several) return several.of.includes(usual) ? usual : several.usual
  return SIGNS[word] ?? (CURRENCIES.has(word) ? word : undefined)
}
