import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useApp } from '../app/context.ts'
import { readField } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { formatInstant } from '../fields/dates.ts'
import { useT } from '../i18n/use-t.ts'
import { Cell } from '../list/cell.tsx'
import { relatedRow } from '../list/columns.ts'
import { IconButton } from '../ui/button.tsx'
import styles from './fact-sections.module.css'
import type { LoadedRecord } from './fetch-record.ts'

const FileLink = lazy(() => import('./file-link.tsx').then((module) => ({ default: module.FileLink })))
const InlineEditor = lazy(() =>
  import('../list/inline-editor.tsx').then((module) => ({ default: module.InlineEditor })),
)

interface Props {
  entity: EntityDescriptor
  record: LoadedRecord
  field: FieldDescriptor
  /** A long text that has a card to itself. */
  bare?: boolean
}

/** One value of a record; the pencil edits it where it stands. */
export function Fact({ entity, record, field, bare = false }: Props) {
  const { t } = useT()
  const [editing, setEditing] = useState(false)
  if (editing)
    return (
      <Suspense>
        <InlineEditor
          entity={entity}
          field={field}
          row={record.row}
          etag={record.etag}
          onDone={() => setEditing(false)}
        />
      </Suspense>
    )
  const editable = entity.can.update && field.writable
  return (
    <div className={`${styles.value} ${bare ? styles.text : ''}`}>
      <span>
        <Suspense>
          <Shown entity={entity} record={record} field={field} />
        </Suspense>
      </span>
      {editable ? (
        <IconButton
          icon="pencil"
          size={15}
          label={t('record.editField', { field: field.label })}
          onClick={() => setEditing(true)}
        />
      ) : null}
    </div>
  )
}

/** As in lists, but references lead to their record, addresses and numbers to mail and phone. */
function Shown({ entity, record, field }: Props) {
  const { locale } = useT()
  const { manifest } = useApp()
  const value = readField(record.row, field.name)
  const content = <Cell entity={entity} field={field} row={record.row} />
  if (value === null || value === undefined || value === '') return content
  if (field.kind === 'reference' && manifest.entities.some((one) => one.collection === field.collection)) {
    const related = relatedRow(field, record.row)
    return <Link to={`/${field.collection}/${related?.id ?? String(value)}`}>{content}</Link>
  }
  if (field.kind === 'email')
    return (
      <a href={`mailto:${String(value)}`}>
        {String(value).split('@')[0]}
        {/* A long address breaks here and nowhere else. */}
        <wbr />@{String(value).split('@').slice(1).join('@')}
      </a>
    )
  if (field.kind === 'file') return <FileLink value={value} />
  if (field.kind === 'phone') return <a href={`tel:${String(value).replace(/\s/g, '')}`}>{String(value)}</a>
  if (field.kind === 'instant') return <>{formatInstant(String(value), locale)}</>
  return content
}
