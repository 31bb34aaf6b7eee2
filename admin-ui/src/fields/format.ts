import type { FieldDescriptor } from '../entity/types.ts'
import { formatDate, formatRelative } from './dates.ts'
import { formatMoney, isMoney, memo } from './money.ts'

export const EMPTY = '–'

export interface FormatContext {
  locale: string
  yes: string
  no: string
}

/** The text of a value for tables, cards and width measuring; `–` when there is none. */
export function formatValue(field: FieldDescriptor, value: unknown, context: FormatContext): string {
  if (value === null || value === undefined || value === '') return EMPTY
  if (Array.isArray(value)) return formatList(field, value, context)
  switch (field.kind) {
    case 'money':
      return isMoney(value) ? formatMoney(value, context.locale) : String(value)
    case 'measure':
      return formatMeasure(field, value, context.locale)
    case 'instant':
      return formatRelative(String(value), context.locale)
    case 'date':
      return formatDate(String(value), context.locale)
    case 'enum':
      return optionLabel(field, value)
    case 'boolean':
      return value === true ? context.yes : context.no
    case 'encrypted':
      return '••••••'
    case 'json':
      return JSON.stringify(value)
    default:
      return typeof value === 'object' ? nameOf(value) : String(value)
  }
}

function formatList(field: FieldDescriptor, values: unknown[], context: FormatContext): string {
  if (values.length === 0) return EMPTY
  const items = field.items
  return values.map((item) => (items ? formatValue(items, item, context) : String(item))).join(', ')
}

/** `1.01` with unit `ct` and two decimals → `1.01 ct`; trailing zeros stay, as scales show them. */
export function formatMeasure(field: FieldDescriptor, value: unknown, locale: string): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return String(value)
  const text = field.ungrouped ? String(number) : measureFormat(locale, field.decimals ?? 0).format(number)
  if (!field.unit) return text
  return field.unit === '%' ? `${text}%` : `${text}\u00a0${field.unit}`
}

function measureFormat(locale: string, decimals: number): Intl.NumberFormat {
  const fraction = { minimumFractionDigits: Math.min(decimals, 2), maximumFractionDigits: decimals }
  return numbers(`${locale} ${decimals}`, () => new Intl.NumberFormat(locale, fraction))
}

const numbers = memo<Intl.NumberFormat>()

export function optionLabel(field: FieldDescriptor, value: unknown): string {
  return field.options?.find((option) => option.value === value)?.label ?? String(value)
}

/** Included records and files have some kind of name; their id is the last resort. */
export function nameOf(value: object): string {
  const known = value as { name?: unknown; title?: unknown; label?: unknown; id?: unknown }
  const name = known.name ?? known.title ?? known.label ?? known.id
  return name === undefined ? JSON.stringify(value) : String(name)
}

/** Kinds whose values line up on the right. */
export const isNumeric = (field: FieldDescriptor): boolean =>
  field.kind === 'money' || field.kind === 'measure'
