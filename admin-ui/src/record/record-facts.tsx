import type { Row } from '../api/types.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { formatInstant, formatRelative } from '../fields/dates.ts'
import { useT } from '../i18n/use-t.ts'
import { Card } from '../ui/card.tsx'
import styles from './record-facts.module.css'

/** When it came and when it last changed. */
export function RecordFacts({ entity, row }: { entity: EntityDescriptor; row: Row }) {
  const { t, locale } = useT()
  const known = (name: string): boolean =>
    typeof row[name] === 'string' && entity.fields.some((field) => field.name === name)
  const time = (name: string) => (
    <time dateTime={String(row[name])} title={formatInstant(String(row[name]), locale)}>
      {formatRelative(String(row[name]), locale)}
    </time>
  )
  return (
    <Card title={t('record.facts')}>
      <dl className={styles.facts}>
        {known('createdAt') ? (
          <>
            <dt>{t('record.created')}</dt>
            <dd>{time('createdAt')}</dd>
          </>
        ) : null}
        {known('updatedAt') ? (
          <>
            <dt>{t('record.updated')}</dt>
            <dd>{time('updatedAt')}</dd>
          </>
        ) : null}
        {row.version === undefined ? null : (
          <>
            <dt>{t('record.version')}</dt>
            <dd>{row.version}</dd>
          </>
        )}
      </dl>
    </Card>
  )
}
