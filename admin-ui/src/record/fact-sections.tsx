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
  const sections = fieldSections(
    entity,
    own.filter((field) => !isWide(field)),
  )
  return (
    <>
      <Card title={sections[0]?.title ?? t('form.section')}>
        {sections.map((section, index) => (
          <FactSection
            key={section.fields[0]?.name}
            title={index === 0 ? undefined : (section.title ?? t('form.more'))}
            entity={entity}
            record={record}
            fields={section.fields}
          />
        ))}
      </Card>
      {own.filter(isWide).map((field) => (
        <Card key={field.name} title={field.label}>
          <Fact entity={entity} record={record} field={field} bare />
        </Card>
      ))}
      {custom.length > 0 ? (
        <Card title={t('record.custom')}>
          <FactSection entity={entity} record={record} fields={custom} />
        </Card>
      ) : null}
    </>
  )
}

interface SectionProps extends Props {
  title?: string | undefined
  fields: FieldDescriptor[]
}

function FactSection({ title, entity, record, fields }: SectionProps) {
  const { t } = useT()
  const [all, setAll] = useState(false)
  const empty = fields.filter((field) => isEmpty(readField(record.row, field.name)))
  // What only the server sets is of no interest until it has.
  const hidden = all
    ? []
    : empty.filter(
        (field) => empty.length >= WORTH_HIDING || empty.length === fields.length || !field.writable,
      )
  const shown = fields.filter((field) => !hidden.includes(field))
  const more =
    hidden.length > 0 ? (
      <Button variant="quiet" onClick={() => setAll(true)}>
        {t('record.emptyFields', { count: hidden.length })}
      </Button>
    ) : null
  return (
    <section className={styles.section}>
      {title || (more && shown.length === 0) ? (
        <div className={styles.head}>
          <h3>{title}</h3>
          {more}
        </div>
      ) : null}
      {shown.length > 0 ? (
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
      ) : null}
      {!title && shown.length > 0 ? more : null}
    </section>
  )
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
