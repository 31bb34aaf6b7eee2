import { lazy, memo, type MouseEvent, Suspense } from 'react'
import { Link } from 'react-router'
import type { Row } from '../api/types.ts'
import { readField, titleOf } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { isNumeric } from '../fields/format.ts'
import { Thumbnail } from '../fields/thumbnail.tsx'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import { Cell } from './cell.tsx'
import styles from './list-table.module.css'
import { relatedRow } from './columns.ts'

const InlineEditor = lazy(() => import('./inline-editor.tsx').then((module) => ({ default: module.InlineEditor })))

export interface ListRowProps {
  row: Row
  index: number
  entity: EntityDescriptor
  columns: FieldDescriptor[]
  thumbnail: FieldDescriptor | undefined
  selected: boolean
  active: boolean
  /** Field being edited in place. */
  editing: string | undefined
  onToggle: (index: number, range: boolean) => void
  onOpen: (to: string) => void
  onEdit: (editing: { id: string; field: string } | undefined) => void
}

export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { row, index, entity, columns, selected, active, onToggle, onOpen } = props
  const { t } = useT()
  const to = `/${entity.collection}/${row.id}`
  const open = (event: MouseEvent<HTMLTableRowElement>): void => {
    if (isOwnBusiness(event)) return
    if (event.ctrlKey || event.metaKey) window.open(`/admin${to}`)
    else onOpen(to)
  }
  return (
    // The row's first cell holds a link to the same place, so the click is only a larger target for the pointer.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <tr className={styles.row} data-selected={selected || undefined} data-active-row={active || undefined} aria-rowindex={index + 2} onClick={open}>
      <td className={styles.check}>
        <label>
          <input type="checkbox" checked={selected} aria-label={t('list.selectRow', { title: titleOf(entity, row) })} onClick={(event) => onToggle(index, event.shiftKey)} readOnly />
        </label>
      </td>
      {columns.map((field, place) => <DataCell key={field.name} {...props} field={field} to={place === 0 ? to : undefined} />)}
      <td aria-hidden="true" />
    </tr>
  )
})

function DataCell({ field, row, entity, to, editing, onEdit, thumbnail }: ListRowProps & { field: FieldDescriptor; to: string | undefined }) {
  const { t } = useT()
  const classes = isNumeric(field) ? styles.numeric : undefined
  const stop = (): void => onEdit(undefined)
  if (editing === field.name) return <td className={styles.editing}><Suspense><InlineEditor entity={entity} field={field} row={row} onDone={stop} /></Suspense></td>
  const content = <Cell entity={entity} field={field} row={row} />
  const photo = to && thumbnail ? relatedRow(thumbnail, row) ?? readField(row, thumbnail.name) : undefined
  return (
    <td className={classes}>
      {to ? <Link to={to} className={styles.link} draggable={false}>{thumbnail ? <span className={styles.photo}><Thumbnail value={photo} /></span> : null}{content}</Link> : content}
      {entity.can.update && canEditInPlace(field) ? (
        <button type="button" className={styles.edit} data-edit tabIndex={-1} title={t('list.editCell', { field: field.label })} aria-label={t('list.editCell', { field: field.label })} onClick={() => onEdit({ id: row.id, field: field.name })}>
          <Icon name="pencil" size={14} />
        </button>
      ) : null}
    </td>
  )
}

const IN_PLACE = new Set(['text', 'email', 'phone', 'money', 'measure', 'date', 'enum', 'boolean', 'reference'])

export const canEditInPlace = (field: FieldDescriptor): boolean => field.writable && !field.long && IN_PLACE.has(field.kind)

/** Clicks on links and controls, and the end of marking text, are not meant for the row. */
function isOwnBusiness(event: MouseEvent<HTMLElement>): boolean {
  const target = event.target as HTMLElement
  return target.closest('a, button, input, label, select, textarea, [data-editor]') !== null || String(getSelection() ?? '') !== ''
}
