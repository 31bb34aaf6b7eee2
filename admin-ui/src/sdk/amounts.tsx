import type { MoneyValue } from '../api/types.ts'
import { EMPTY, formatMeasure } from '../fields/format.ts'
import { formatMoney } from '../fields/money.ts'
import { useT } from '../i18n/use-t.ts'

export interface MoneyProps {
  /** Integer minor units with their currency; nothing shows as a dash. */
  value: MoneyValue | null | undefined
}

/** An amount with its currency, as the reader's language writes it. */
export function Money({ value }: MoneyProps) {
  const { locale } = useT()
  return <span>{value ? formatMoney(value, locale) : EMPTY}</span>
}

export interface MeasureProps {
  value: number | null | undefined
  /** `ct`, `g`, `mm`, `%`. */
  unit?: string
  decimals?: number
}

/** A weight or size with its unit. */
export function Measure({ value, unit, decimals = 2 }: MeasureProps) {
  const { locale } = useT()
  if (value === null || value === undefined) return <span>{EMPTY}</span>
  const field = {
    name: '',
    kind: 'measure' as const,
    label: '',
    required: false,
    writable: false,
    sortable: false,
    filters: [],
    decimals,
    ...(unit ? { unit } : {}),
  }
  return <span>{formatMeasure(field, value, locale)}</span>
}
