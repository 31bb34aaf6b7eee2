import { useState } from 'react'
import { fieldSections } from '../entity/sections.ts'
import { readField } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { pictureFields } from '../pictures/pictures.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Fact } from './fact.tsx'
import styles from './fact-sections.module.css'
import type { LoadedRecord } from './fetch-record.ts'

interface Props {
  entity: EntityDescriptor
  record: LoadedRecord
}

const SYSTEM = new Set(['id', 'version', 'createdAt', 'updatedAt'])
/** Fewer empty fields than this are not worth hiding. */
const WORTH_HIDING = 4

/** The record's own fields, the long texts below them, and the fields the shop added. */
export function FactSections({ entity, record }: Props) {
  const { t } = useT()
  const pictures = pictureFields(entity)
  const elsewhere = new Set([...SYSTEM, pictures?.main.name, pictures?.more?.name])
  const fields = entity.fields.filter((field) => !elsewhere.has(field.name))
  // A long text gets a card of its own once there is one.
  const isWide = (field: FieldDescriptor): boolean =>
    (field.long === true || field.kind === 'json') && !isEmpty(readField(record.row, field.name))
  const own = fields.filter((field) => !field.custom)
  const custom = fields.filter((field) => field.custom)
  return (
    <>
      {fieldSections(
        entity,
        own.filter((field) => !isWide(field)),
      ).map((section) => (
        <FactCard
          key={section.fields[0]?.name}
          title={section.title ?? t(section.folded ? 'form.more' : 'form.section')}
          entity={entity}
          record={record}
          fields={section.fields}
        />
      ))}
      {own.filter(isWide).map((field) => (
        <Card key={field.name} title={field.label}>
          <Fact entity={entity} record={record} field={field} bare />
        </Card>
      ))}
      {custom.length > 0 ? (
        <FactCard title={t('record.custom')} entity={entity} record={record} fields={custom} />
      ) : null}
    </>
  )
}

function FactCard({ title, entity, record, fields }: Props & { title: string; fields: FieldDescriptor[] }) {
  const { t } = useT()
  const [all, setAll] = useState(false)
  const empty = fields.filter((field) => isEmpty(readField(record.row, field.name)))
  const hide = empty.length >= WORTH_HIDING && !all
  const shown = hide ? fields.filter((field) => !empty.includes(field)) : fields
  if (shown.length === 0)
    return (
      <Button variant="quiet" onClick={() => setAll(true)}>
        {title}: {t('record.emptyFields', { count: empty.length })}
      </Button>
    )
  return (
    <Card
      title={title}
      aside={
        hide ? (
          <Button variant="quiet" onClick={() => setAll(true)}>
            {t('record.emptyFields', { count: empty.length })}
          </Button>
        ) : null
      }
    >
      <dl className={styles.facts}>
        {shown.map((field) => (
          <div key={field.name} className={styles.fact}>
            <dt>{field.label}</dt>
            <dd>
              <Fact entity={entity} record={record} field={field} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
