import type { RowSource } from '../transfer/read/types.ts'
import { cellText } from '../transfer/write/types.ts'
import type { MappedColumn } from './mapping.ts'

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR' }
const CURRENCY_HEADER = /(^|[\s._])(currency|curr|ccy|waehrung|währung|devise|moneda)(\s*code)?$/i

/** `Price (EUR)`, `price_usd` → the currency a header names. */
export function currencyOf(header: string): string | undefined {
  return header
    .toUpperCase()
    .split(/[^A-Z]+/)
    .find((word) => word.length === 3 && CURRENCIES.has(word))
}

/** `5.250,00 €`, `EUR 12` → the currency of an amount. A dollar sign tells nothing: there are twenty dollars. */
function currencyOfCell(cell: string): string | undefined {
  const sign = /[€£¥₹]/.exec(cell)?.[0]
  return sign ? SIGNS[sign] : currencyOf(cell)
}

/**
 * The currency of a file's amounts that name none themselves: of its other amounts, or of a column of its own, where
 * all agree.
 */
export function fileCurrency(
  { sample }: Pick<RowSource, 'sample'>,
  mapped: MappedColumn[],
): string | undefined {
  const found = new Set<string>()
  for (const { index, header, targets } of mapped) {
    const isMoney = targets.some(({ field }) => field?.facets.kind === 'money')
    if (!isMoney && !CURRENCY_HEADER.test(header)) continue
    const named = isMoney ? currencyOf(header) : undefined
    if (named) found.add(named)
    for (const { values } of sample) {
      const currency = currencyOfCell(cellText(values[index]))
      if (currency) found.add(currency)
    }
  }
  return found.size === 1 ? [...found][0] : undefined
}
