import { useEffect, useRef } from 'react'
import { useEntity } from '../app/context.ts'
import type { RelationDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { FieldRow } from './field-row.tsx'
import styles from './form-fields.module.css'
import { inputId } from './input-id.ts'
import { emptyValues, type OwnedRow, ownedFields } from './values.ts'

interface Props {
  relation: RelationDescriptor
  rows: OwnedRow[]
  errors: Record<string, string>
  onChange: (rows: OwnedRow[]) => void
}

/** Records that are a part of this one (its addresses, its stones): edited and saved with it. */
export function OwnedRows({ relation, rows, errors, onChange }: Props) {
  const { t } = useT()
  const target = useEntity(relation.collection)
  const id = inputId(relation.name)
  const section = useRef<HTMLElement>(null)
  // A record's page leads here with the part's name in the address.
  useEffect(() => {
    if (location.hash === `#${id}`) section.current?.scrollIntoView({ block: 'center' })
  }, [id])
  if (!target) return null
  const fields = ownedFields(target, relation)
  const set = (index: number, name: string, value: unknown): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [name]: value } : row)))
  const add = (): void => {
    const empty = emptyValues(target, new URLSearchParams())
    onChange([...rows, Object.fromEntries(fields.map((field) => [field.name, empty[field.name] ?? null]))])
  }
  return (
    <section className={styles.section} id={id} ref={section}>
      <h2>{relation.label}</h2>
      {rows.map((row, index) => (
        // A new row has no id until it is saved; its place is all it has.
        <div key={row.id ?? `new-${index}`} className={styles.owned}>
          <div className={styles.ownedHead}>
            <span>
              {target.label} {index + 1}
            </span>
            <IconButton
              icon="trash"
              label={t('form.removeItem', { label: `${target.label} ${index + 1}` })}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          </div>
          <div className={styles.ownedGrid}>
            {fields.map((field) => {
              const key = `${relation.name}.${index}.${field.name}`
              return (
                <FieldRow
                  key={field.name}
                  id={inputId(key)}
                  field={field}
                  collection={target.collection}
                  value={row[field.name]}
                  error={errors[key]}
                  onChange={(value) => set(index, field.name, value)}
                />
              )
            })}
          </div>
        </div>
      ))}
      <Button className={styles.add} icon="plus" onClick={add}>
        {t('form.addItem', { label: target.label })}
      </Button>
    </section>
  )
}
