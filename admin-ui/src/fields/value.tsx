import type { Row } from '../api/types.ts'
import { useApp } from '../app/context.ts'
import { readField, titleOf } from '../entity/title.ts'
import type { FieldDescriptor } from '../entity/types.ts'
import { relatedRow } from '../list/columns.ts'
import { Badge } from '../ui/badge.tsx'
import { useT } from '../i18n/use-t.ts'
import { formatInstant } from './dates.ts'
import { EMPTY, formatValue, optionLabel } from './format.ts'
import { Thumbnail } from './thumbnail.tsx'
import { toneOf } from './tone.ts'
import styles from './value.module.css'

export interface ValueProps {
  field: FieldDescriptor
  row: Row
  /** The value to show, when it is not the row's own. */
  value?: unknown
}

/** A field's value as it looks everywhere outside an input. */
export function Value({ field, row, value = readField(row, field.name) }: ValueProps) {
  const { t, locale } = useT()
  if (value === null || value === undefined || value === '') return <span className={styles.empty}>{EMPTY}</span>
  switch (field.kind) {
    case 'enum':
      return <Badge tone={toneOf(value)}>{optionLabel(field, value)}</Badge>
    case 'instant':
      return <time dateTime={String(value)} title={formatInstant(String(value), locale)}>{formatValue(field, value, { locale, yes: '', no: '' })}</time>
    case 'reference':
      return <Reference field={field} row={row} value={value} />
    case 'file':
      return <Thumbnail value={value} />
    case 'list':
      return <ListValue field={field} row={row} value={value} />
    default:
      return <>{formatValue(field, value, { locale, yes: t('common.yes'), no: t('common.no') })}</>
  }
}

function Reference({ field, row, value }: Required<ValueProps>) {
  const { manifest } = useApp()
  const related = relatedRow(field, row)
  const entity = manifest.entities.find((one) => one.collection === field.collection)
  return <>{related ? titleOf(entity, related) : String(value).slice(-8)}</>
}

function ListValue({ field, row, value }: Required<ValueProps>) {
  const items = Array.isArray(value) ? value : []
  if (items.length === 0) return <span className={styles.empty}>{EMPTY}</span>
  const item = field.items
  return (
    <span className={styles.list}>
      {items.map((one, index) => (
        // Items of a list have no identity of their own; their place is it.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Badge key={index}>{item ? <Value field={item} row={row} value={one} /> : String(one)}</Badge>
      ))}
    </span>
  )
}
