import { lazy, type MouseEvent, memo, Suspense } from 'react'
import type { Row } from '../api/types.ts'
import { initialsOf, readField, titleOf } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { isNumeric } from '../fields/format.ts'
import { Thumbnail } from '../fields/thumbnail.tsx'
import type { ValueContext } from '../fields/value.tsx'
import { t } from '../i18n/i18n.ts'
import type { PanelSnapshot } from '../panels/registry.ts'
import { Icon } from '../ui/icon.tsx'
import { CellView } from './cell.tsx'
import { relatedRow } from './columns.ts'
import styles from './list-table.module.css'

const InlineEditor = lazy(() =>
  import('./inline-editor.tsx').then((module) => ({ default: module.InlineEditor })),
)

export interface ListRowProps {
  row: Row
  index: number
  entity: EntityDescriptor
  columns: FieldDescriptor[]
  thumbnail: FieldDescriptor | undefined
  context: ValueContext
  column: PanelSnapshot['column']
  /** The word for choosing a row. */
  select: string
  selected: boolean
  /** Reached by keyboard. */
  active: boolean
  /** Under the pointer; only then the pencils are there. */
  hovered: boolean
  /** Field being edited in place. */
  editing: string | undefined
  onToggle: (index: number, range: boolean) => void
  onOpen: (to: string) => void
  onHover: (index: number) => void
  onEdit: (editing: { id: string; field: string } | undefined) => void
}

/** Without hooks and with as few elements as possible: dozens of rows come and go with every turn of the wheel. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { row, index, entity, columns, select, selected, active, onToggle, onOpen, onHover } = props
  const to = `/${entity.collection}/${row.id}`
  const open = (event: MouseEvent<HTMLTableRowElement>): void => {
    const link = (event.target as HTMLElement).closest('[data-open]')
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey
    if (link ? elsewhere : isOwnBusiness(event)) return
    event.preventDefault()
    if (elsewhere) window.open(`/admin${to}`)
    else onOpen(to)
  }
  return (
    // The row's first cell holds a link to the same place, so the click is only a larger target for the pointer.
    <tr
      className={styles.row}
      data-selected={selected || undefined}
      data-active-row={active || undefined}
      aria-rowindex={index + 2}
      onClick={open}
      onMouseEnter={() => onHover(index)}
    >
      <td className={styles.check}>
        <label>
          <input
            type="checkbox"
            checked={selected}
            aria-label={`${select}: ${titleOf(entity, row)}`}
            onClick={(event) => onToggle(index, event.shiftKey)}
            readOnly
          />
        </label>
      </td>
      {columns.map((field, place) => (
        <DataCell key={field.name} {...props} field={field} to={place === 0 ? to : undefined} />
      ))}
      <td aria-hidden="true" />
    </tr>
  )
})

function DataCell(props: ListRowProps & { field: FieldDescriptor; to: string | undefined }) {
  const { field, row, entity, to, editing, onEdit, hovered, active, context, column } = props
  if (editing === field.name) {
    return (
      <td className={styles.editing}>
        <Suspense>
          <InlineEditor entity={entity} field={field} row={row} onDone={() => onEdit(undefined)} />
        </Suspense>
      </td>
    )
  }
  const content =
    to && isEmpty(readField(row, field.name)) ? (
      titleOf(entity, row)
    ) : (
      <CellView entity={entity} field={field} row={row} context={context} column={column} />
    )
  const editable = (hovered || active) && entity.can.update && canEditInPlace(field)
  return (
    <td className={isNumeric(field) ? styles.numeric : undefined}>
      {to ? (
        <a href={`/admin${to}`} className={styles.link} data-open draggable={false}>
          <Photo {...props} />
          {content}
        </a>
      ) : (
        content
      )}
      {editable ? (
        <EditButton field={field} onClick={() => onEdit({ id: row.id, field: field.name })} />
      ) : null}
    </td>
  )
}

function Photo({ thumbnail, row, entity }: ListRowProps) {
  if (!thumbnail) return null
  const file = relatedRow(thumbnail, row) ?? readField(row, thumbnail.name)
  return (
    <span className={styles.photo} aria-hidden="true">
      {file ? <Thumbnail value={file} /> : initialsOf(titleOf(entity, row))}
    </span>
  )
}

function EditButton({ field, onClick }: { field: FieldDescriptor; onClick: () => void }) {
  const label = t('list.editCell', { field: field.label })
  return (
    <button
      type="button"
      className={styles.edit}
      data-edit
      tabIndex={-1}
      title={label}
      aria-label={label}
      onClick={onClick}
    >
      <Icon name="pencil" size={14} />
    </button>
  )
}

/** A row must have something to click on and to be called by, even where its first column is empty. */
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''

const IN_PLACE = new Set([
  'text',
  'email',
  'phone',
  'money',
  'measure',
  'date',
  'enum',
  'boolean',
  'reference',
])

export const canEditInPlace = (field: FieldDescriptor): boolean =>
  field.writable && !field.long && IN_PLACE.has(field.kind)

/** Clicks on links and controls, and the end of marking text, are not meant for the row. */
function isOwnBusiness(event: MouseEvent<HTMLElement>): boolean {
  const target = event.target as HTMLElement
  return (
    target.closest('a, button, input, label, select, textarea, [data-editor]') !== null ||
    String(getSelection() ?? '') !== ''
  )
}
