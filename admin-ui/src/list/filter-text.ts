import type { FieldDescriptor } from '../entity/types.ts'
import { formatDate } from '../fields/dates.ts'
import { formatMeasure, optionLabel } from '../fields/format.ts'
import { formatMoney } from '../fields/money.ts'
import type { Translate } from '../i18n/use-t.ts'
import type { Filter } from './address.ts'

export interface FilterWords {
  t: Translate
  locale: string
  /** Currency of the shop; amounts in filters carry none. */
  currency: string
  /** What a referenced record is called, as far as it is known. */
  nameOf: (field: FieldDescriptor, id: string) => string
}

/** The filters of one field in words: `Ideal, Premium`, `1 – 1.5 ct`, `contains “ring”`. */
export function describeFilters(field: FieldDescriptor, filters: Filter[], words: FilterWords): string {
  const isNull = filters.find(({ op }) => op === 'isNull')
  if (isNull) return words.t(isNull.value === 'true' ? 'filter.emptyShort' : 'filter.filledShort')
  const min = filters.find(({ op }) => op === 'gte' || op === 'gt')
  const max = filters.find(({ op }) => op === 'lte' || op === 'lt')
  const show = (value: string): string => describeValue(field, value, words)
  if (min && max) return `${show(min.value)} – ${show(max.value)}`
  if (min) return `≥ ${show(min.value)}`
  if (max) return `≤ ${show(max.value)}`
  return filters.map((filter) => describeOne(field, filter, show, words.t)).join(', ')
}

function describeOne(
  field: FieldDescriptor,
  { op, value }: Filter,
  show: (value: string) => string,
  t: Translate,
): string {
  const text = (op === 'in' ? value.split(',') : [value]).map(show).join(', ')
  if (op === 'ne') return `${t('filter.ne')} ${text}`
  if ((op === 'contains' || op === 'startsWith') && field.kind !== 'list')
    return `${t(`filter.${op}`)} “${text}”`
  return text
}

function describeValue(
  field: FieldDescriptor,
  value: string,
  { t, locale, currency, nameOf }: FilterWords,
): string {
  switch (field.kind) {
    case 'enum':
      return optionLabel(field, value)
    case 'list':
      return field.items ? optionLabel(field.items, value) : value
    case 'boolean':
      return t(value === 'true' ? 'common.yes' : 'common.no')
    case 'money':
      return formatMoney({ amount: Number(value), currency }, locale)
    case 'measure':
      return formatMeasure(field, value, locale)
    case 'date':
    case 'instant':
      return formatDate(value, locale)
    case 'reference':
      return nameOf(field, value)
    default:
      return value
  }
}
