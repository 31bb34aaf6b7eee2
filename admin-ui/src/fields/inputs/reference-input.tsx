import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { keys } from '../../api/cache.ts'
import type { Row } from '../../api/types.ts'
import { useApi, useEntity } from '../../app/context.ts'
import { titleOf } from '../../entity/title.ts'
import type { EntityDescriptor } from '../../entity/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { IconButton } from '../../ui/button.tsx'
import form from '../../ui/form.module.css'
import { controlProps, type InputProps } from '../input-props.ts'
import { useRecordSearch } from '../use-record-search.ts'
import styles from './inputs.module.css'

/** Picks one record by typing a part of it: a combobox whose list is searched on the server. */
export function ReferenceInput(props: InputProps) {
  const { t } = useT()
  const { field, value, onChange, id } = props
  const entity = useEntity(field.collection)
  const [text, setText] = useState<string>()
  const [at, setAt] = useState(0)
  const current = useName(field.collection, typeof value === 'string' ? value : undefined)
  const open = text !== undefined
  const found = useRecordSearch(open ? field.collection : undefined, text ?? '')
  const close = (): void => setText(undefined)
  const pick = (row: Row | undefined): void => {
    if (row) onChange(row.id)
    close()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) setText('')
      else
        setAt((index) =>
          Math.max(0, Math.min(found.length - 1, index + (event.key === 'ArrowDown' ? 1 : -1))),
        )
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      pick(found[at])
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      close()
    }
  }
  return (
    <div className={styles.picker}>
      <input
        {...controlProps(props)}
        className={form.input}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-options`}
        aria-autocomplete="list"
        autoComplete="off"
        aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined}
        value={text ?? current}
        placeholder={t('form.typeToSearch')}
        onFocus={(event) => event.target.select()}
        onClick={() => {
          if (!open) {
            setText('')
            setAt(0)
          }
        }}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKey}
        onBlur={close}
      />
      {value && !open ? (
        <IconButton
          className={styles.clear}
          icon="close"
          size={15}
          label={`${t('common.clear')}: ${field.label}`}
          onClick={() => onChange(null)}
        />
      ) : null}
      {open ? (
        <div className={styles.options} id={`${id}-options`} role="listbox" aria-label={field.label}>
          {found.map((row, index) => (
            // The input keeps the focus and handles the keys; the pointer picks before the blur closes the list.
            <div
              key={row.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault()
                pick(row)
              }}
              onMouseEnter={() => setAt(index)}
            >
              {titleOf(entity, row)}
              <Distinction entity={entity} row={row} among={found} />
            </div>
          ))}
          {found.length === 0 ? (
            <div
              className={styles.none}
              role="option"
              tabIndex={-1}
              aria-selected="false"
              aria-disabled="true"
            >
              {t('form.noMatch')}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

/** Where several are called alike, as the safes of all stores are, the first column that their name leaves out. */
function Distinction({
  entity,
  row,
  among,
}: {
  entity: EntityDescriptor | undefined
  row: Row
  among: Row[]
}) {
  const title = titleOf(entity, row)
  if (!entity || among.filter((one) => titleOf(entity, one) === title).length < 2) return null
  const name = entity.list.columns.find(
    (column) => !entity.title.includes(column) && typeof row[column] === 'string',
  )
  return name ? <small> {String(row[name])}</small> : null
}

function useName(collection: string | undefined, id: string | undefined): string {
  const api = useApi()
  const entity = useEntity(collection)
  const record = useQuery({
    queryKey: [...keys.record(collection ?? '', id ?? ''), 'name'],
    queryFn: ({ signal }) => api.get<Row>(`/${collection}/${id}`, signal),
    enabled: id !== undefined && entity !== undefined,
    staleTime: 5 * 60_000,
  })
  if (!id) return ''
  return record.data ? titleOf(entity, record.data) : record.isError ? id.slice(-8) : ''
}
