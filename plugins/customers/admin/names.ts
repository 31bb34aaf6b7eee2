import { type MoneyValue, type Row, sayValue, t } from '@bezel/admin-ui'

/** What a customer is called; an erased one has no name left. */
export function nameOf(row: Row | null | undefined): string {
  const person = [row?.givenName, row?.familyName].filter(Boolean).join(' ')
  return person || String(row?.organisation ?? row?.email ?? '–')
}

/** Minor units, of which a currency has none, two or three decimals. */
function moneyText({ amount, currency }: MoneyValue): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

const isMoney = (value: object): value is MoneyValue => 'amount' in value && 'currency' in value

/** A field's value in one line, for two columns side by side. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(valueText).join(', ')
  if (typeof value !== 'object') return String(value)
  if (isMoney(value)) return moneyText(value)
  return (
    Object.entries(value)
      .map(([key, part]) => `${key}: ${valueText(part)}`)
      .join(', ') || '–'
  )
}

/** `givenName` → `Given name`, in the language of the page. */
export const labelOf = (field: string): string => sayValue(field)

export const reasonOf = (error: unknown): string =>
  t('customers.failed', { reason: error instanceof Error ? error.message : String(error) })
