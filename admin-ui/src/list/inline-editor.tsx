import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Row } from '../api/types.ts'
import { patchOf, readField } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { FieldInput } from '../fields/input.tsx'
import { Unreadable } from '../fields/unreadable.ts'
import { useT } from '../i18n/use-t.ts'
import { useSaveRecord } from '../record/use-save-record.ts'
import { notify } from '../ui/toast.tsx'
import styles from './inline-editor.module.css'

interface Props {
  entity: EntityDescriptor
  field: FieldDescriptor
  row: Row
  /** ETag the server sent with the row, where it was fetched alone. */
  etag?: string | undefined
  onDone: () => void
}

const CHOICES = new Set(['enum', 'boolean', 'reference'])

/** Edits one value where it stands: Enter or a click elsewhere saves, Escape leaves it; a choice saves at once. */
export function InlineEditor({ entity, field, row, etag, onDone }: Props) {
  const { t } = useT()
  const before = readField(row, field.name)
  const [value, setValue] = useState<unknown>(before)
  const box = useRef<HTMLDivElement>(null)
  const save = useSaveRecord(entity, row, etag)
  const mutation = useMutation({
    mutationFn: (next: unknown) => save(patchOf(field.name, next)),
    onSuccess: () => notify(t('list.saved')),
    onError: (error) => notify({ text: error.message, tone: 'problem' }),
    onSettled: onDone,
  })
  const commit = (next: unknown): void => {
    if (mutation.isPending) return
    if (next instanceof Unreadable) notify({ text: next.message(field, t), tone: 'problem' })
    else if (JSON.stringify(next ?? null) === JSON.stringify(before ?? null)) onDone()
    else mutation.mutate(next)
  }
  const change = (next: unknown): void => {
    setValue(next)
    if (CHOICES.has(field.kind)) commit(next)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onDone()
    const newLine = field.long && !event.ctrlKey && !event.metaKey
    if (event.key === 'Enter' && !event.defaultPrevented && !newLine && field.kind !== 'json') commit(value)
  }
  useEffect(() => box.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the control inside
    <div
      ref={box}
      className={styles.editor}
      data-editor
      onKeyDown={onKey}
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) commit(value)
      }}
    >
      <FieldInput
        id={`inline-${field.name}`}
        field={field}
        value={value}
        onChange={change}
        invalid={false}
        label={t('list.editCell', { field: field.label })}
      />
    </div>
  )
}
