import { useState } from 'react'
import { type FieldSection, fieldSections } from '../entity/sections.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { FieldRow } from './field-row.tsx'
import styles from './form-fields.module.css'
import { inputId } from './input-id.ts'
import { OwnedRows } from './owned-rows.tsx'
import type { FormState } from './use-form.ts'
import { type OwnedRow, ownedRelations, same, writableFields } from './values.ts'

/** All fields of a record in two columns: its own, those of its parts, and those the shop added. */
export function FormFields({
  entity,
  form,
  autoFocus,
}: {
  entity: EntityDescriptor
  form: FormState
  autoFocus: boolean
}) {
  const { t } = useT()
  const fields = writableFields(entity)
  const custom = fields.filter((field) => field.custom)
  return (
    <>
      {fieldSections(
        entity,
        fields.filter((field) => !field.custom),
      ).map((section, index) => (
        <Section
          key={section.title ?? index}
          section={section}
          entity={entity}
          form={form}
          autoFocus={autoFocus && index === 0}
        />
      ))}
      {ownedRelations(entity).map((relation) => (
        <OwnedRows
          key={relation.name}
          relation={relation}
          rows={(form.values[relation.name] ?? []) as OwnedRow[]}
          errors={form.errors}
          onChange={(rows) => form.set(relation.name, rows)}
        />
      ))}
      {custom.length > 0 ? (
        <section className={styles.section}>
          <h2>{t('record.custom')}</h2>
          <Grid entity={entity} form={form} fields={custom} autoFocus={false} />
        </section>
      ) : null}
    </>
  )
}

interface SectionProps {
  section: FieldSection
  entity: EntityDescriptor
  form: FormState
  autoFocus: boolean
}

/** A folded section opens by itself when one of its fields is filled in or wrong. */
function Section({ section, entity, form, autoFocus }: SectionProps) {
  const { t } = useT()
  const [chosen, setChosen] = useState<boolean>()
  const grid = <Grid entity={entity} form={form} fields={section.fields} autoFocus={autoFocus} />
  if (!section.folded)
    return section.title ? (
      <section className={styles.section}>
        <h2>{section.title}</h2>
        {grid}
      </section>
    ) : (
      grid
    )
  const needed = section.fields.some(
    ({ name, default: usual }) => form.errors[name] !== undefined || !same(form.values[name], usual),
  )
  return (
    <details
      className={styles.section}
      open={chosen ?? needed}
      onToggle={(event) => setChosen(event.currentTarget.open)}
    >
      <summary>{t('form.more')}</summary>
      {grid}
    </details>
  )
}

function Grid({
  entity,
  form,
  fields,
  autoFocus,
}: {
  entity: EntityDescriptor
  form: FormState
  fields: FieldDescriptor[]
  autoFocus: boolean
}) {
  return (
    <div className={styles.grid}>
      {fields.map((field, index) => {
        const key = field.name
        return (
          <FieldRow
            key={key}
            id={inputId(key)}
            field={field}
            collection={entity.collection}
            value={form.values[key]}
            error={form.errors[key]}
            onChange={(value) => form.set(key, value)}
            autoFocus={autoFocus && index === 0}
          />
        )
      })}
    </div>
  )
}
