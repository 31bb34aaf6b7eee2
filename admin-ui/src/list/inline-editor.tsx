import { type KeyboardEvent, type RefObject, useEffect, useId, useRef } from 'react'
import type { Row } from '../api/types.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { FieldInput } from '../fields/input.tsx'
import { Value } from '../fields/value.tsx'
import { useT } from '../i18n/use-t.ts'
import styles from './inline-editor.module.css'
import { type InlineEdit, useInlineEdit } from './use-inline-edit.ts'

interface Props {
  entity: EntityDescriptor
  field: FieldDescriptor
  row: Row
  /** ETag the server sent with the row, where it was fetched alone. */
  etag?: string | undefined
  onDone: () => void
}

const CHOICES = new Set(['enum', 'boolean', 'reference'])

/**
 * Edits one value where it stands: Enter or a click elsewhere saves, Escape leaves it; a choice saves at once. What is
 * wrong is said below it, and what was typed stays.
 */
export function InlineEditor(props: Props) {
  const { field, onDone } = props
  const { t } = useT()
  const noteId = useId()
  const box = useRef<HTMLDivElement>(null)
  const edit = useInlineEdit(props)
  const change = (next: unknown): void => {
    edit.setValue(next)
    if (CHOICES.has(field.kind)) edit.commit(next)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onDone()
    }
    const newLine = field.long && !event.ctrlKey && !event.metaKey
    const elsewhere = event.defaultPrevented || event.target instanceof HTMLButtonElement
    if (event.key === 'Enter' && !elsewhere && !newLine && field.kind !== 'json') edit.commit(edit.value)
  }
  useFocusThereAndBack(box)
  const said = edit.theirs !== undefined || edit.problem !== undefined
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the control inside
    <div
      ref={box}
      className={styles.editor}
      data-editor
      onKeyDown={onKey}
      onBlur={(event) => {
        if (!said && !box.current?.contains(event.relatedTarget)) edit.commit(edit.value)
      }}
    >
      <FieldInput
        id={`inline-${field.name}`}
        field={field}
        value={edit.value}
        onChange={change}
        invalid={said}
        describedBy={said ? noteId : undefined}
        label={t('list.editCell', { field: field.label })}
      />
      {said ? (
        <div className={styles.note} id={noteId} role="alert" ref={keepInSight}>
          <Note edit={edit} field={field} />
        </div>
      ) : null}
    </div>
  )
}

/** A note below a cell at the right edge begins further left. */
function keepInSight(note: HTMLElement | null): void {
  if (note && note.getBoundingClientRect().right > innerWidth) note.dataset.end = ''
}

/** The control takes the focus; afterwards it goes back to the row or the fact, unless it went elsewhere meanwhile. */
function useFocusThereAndBack(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const home = box.current?.closest('tr') ?? box.current?.parentElement
    box.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    return () => {
      if (document.activeElement === document.body)
        home?.querySelector<HTMLElement>('[data-open], button')?.focus({ preventScroll: true })
    }
  }, [box])
}

/** Why it was not saved; where a colleague was quicker, both ways on. */
function Note({ edit, field }: { edit: InlineEdit; field: FieldDescriptor }) {
  const { t } = useT()
  if (!edit.theirs) return <p>{edit.problem}</p>
  return (
    <>
      <p>
        {t('list.changedMeanwhile')} <Value field={field} row={edit.theirs.row} />
      </p>
      <button type="button" onClick={edit.keepMine}>
        {t('list.keepMine')}
      </button>
      <button type="button" onClick={edit.takeTheirs}>
        {t('list.takeTheirs')}
      </button>
    </>
  )
}
