import { useMemo } from 'react'
import type { Row } from '../api/types.ts'
import { useApp } from '../app/context.ts'
import { readField, titleOf } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { relatedRow } from '../list/columns.ts'
import { Badge } from '../ui/badge.tsx'
import { formatInstant } from './dates.ts'
import { EMPTY, type FormatContext, formatValue, optionLabel } from './format.ts'
import { Thumbnail } from './thumbnail.tsx'
import { toneOf } from './tone.ts'
import styles from './value.module.css'

/** What showing a value takes besides the value; made once for a whole table. */
export interface ValueContext extends FormatContext {
  entities: readonly EntityDescriptor[]
}

export function useValueContext(): ValueContext {
  const { t, locale } = useT()
  const { entities } = useApp().manifest
  return useMemo(
    () => ({ locale, yes: t('common.yes'), no: t('common.no'), entities }),
    [t, locale, entities],
  )
}

export interface ValueProps {
  field: FieldDescriptor
  row: Row
  /** The value to show, when it is not the row's own. */
  value?: unknown
}

/** A field's value as it looks everywhere outside an input. */
export function Value(props: ValueProps) {
  return <ValueView {...props} context={useValueContext()} />
}

/** The same without any hook, for the thousands of cells of a table. */
export function ValueView({
  field,
  row,
  value = readField(row, field.name),
  context,
}: ValueProps & { context: ValueContext }) {
  if (value === null || value === undefined || value === '')
    return <span className={styles.empty}>{EMPTY}</span>
  switch (field.kind) {
    case 'enum':
      return <Badge tone={toneOf(value)}>{optionLabel(field, value)}</Badge>
    case 'instant':
      return (
        <time dateTime={String(value)} title={formatInstant(String(value), context.locale)}>
          {formatValue(field, value, context)}
        </time>
      )
    case 'reference':
      return <>{referenceText(field, row, value, context)}</>
    case 'file':
      return <Thumbnail value={relatedRow(field, row) ?? value} />
    case 'list':
      return <ListValue field={field} row={row} value={value} context={context} />
    default:
      return <>{formatValue(field, value, context)}</>
  }
}

function referenceText(field: FieldDescriptor, row: Row, value: unknown, { entities }: ValueContext): string {
  const related = relatedRow(field, row)
  return related
    ? titleOf(
        entities.find((one) => one.collection === field.collection),
        related,
      )
    : String(value).slice(-8)
}

function ListValue({ field, row, value, context }: Required<ValueProps> & { context: ValueContext }) {
  const items = Array.isArray(value) ? value : []
  if (items.length === 0) return <span className={styles.empty}>{EMPTY}</span>
  const item = field.items
  return (
    <span className={styles.list}>
      {items.map((one, index) => (
        // Items of a list have no identity of their own; their place is it.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Badge key={index}>
          {item ? <ValueView field={item} row={row} value={one} context={context} /> : String(one)}
        </Badge>
      ))}
    </span>
  )
}
