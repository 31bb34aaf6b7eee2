import { Menu } from '@mantine/core'
import { ActionButtons } from '../actions/action-buttons.tsx'
import { API } from '../api/client.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Slot } from '../panels/slot.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import '../ui/menu.css'
import styles from './list-header.module.css'

interface Props {
  entity: EntityDescriptor
  total: number | undefined
  query: URLSearchParams
}

/** Title, count and the three things one does with a list: take it out, bring records in, make one. */
export function ListHeader({ entity, total, query }: Props) {
  const { t } = useT()
  const { collection, can } = entity
  return (
    <header className={styles.header}>
      <h1>{entity.labelPlural}</h1>
      <p className={styles.count} role="status">
        {total === undefined ? null : t('list.count', { count: total })}
      </p>
      <div className={styles.actions}>
        <Slot name={`${collection}.list.actions`} entity={entity} />
        <ActionButtons entity={entity} on="collection" ids={NONE} />
        {can.import ? (
          <LinkButton to={`/${collection}/import`} icon="upload">
            {t('list.import')}
          </LinkButton>
        ) : null}
        {can.export ? <ExportMenu entity={entity} total={total} query={query} /> : null}
        {can.create ? (
          <LinkButton to={`/${collection}/new`} variant="primary" icon="plus">
            {t('list.new', { label: entity.label })}
          </LinkButton>
        ) : null}
      </div>
    </header>
  )
}

const NONE: string[] = []

const FORMATS = [
  { format: 'csv', label: 'CSV' },
  { format: 'xlsx', label: 'Excel (XLSX)' },
  { format: 'ndjson', label: 'NDJSON' },
]

/** Exports exactly what the list shows: its search, filters and order, all rows of it. */
function ExportMenu({ entity, total, query }: Props) {
  const { t } = useT()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button icon="download">{t('list.export')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t('list.exportAs', {
            count: total === undefined ? t('list.exportAll') : t('list.count', { count: total }),
          })}
        </Menu.Label>
        {FORMATS.map(({ format, label }) => (
          <Menu.Item
            key={format}
            component="a"
            href={exportAddress(entity.collection, query, format)}
            download={`${entity.collection}.${format}`}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function exportAddress(collection: string, query: URLSearchParams, format: string): string {
  const params = new URLSearchParams(query)
  params.delete('include')
  params.set('format', format)
  return `${API}/${collection}/export?${params}`
}
