import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Row } from '../api/types.ts'
import { readField, titleOf } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { Thumbnail } from '../fields/thumbnail.tsx'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import { Cell } from './cell.tsx'
import { relatedRow } from './columns.ts'
import styles from './list-cards.module.css'
import type { ListData } from './use-list-data.ts'
import { useThumbnailField } from './use-thumbnail-field.ts'

interface Props {
  entity: EntityDescriptor
  columns: FieldDescriptor[]
  data: ListData
}

const HEIGHT = 92

/** On a phone each record is a card: its name, and the facts of the first columns. */
export function ListCards({ entity, columns, data }: Props) {
  const { t } = useT()
  const scroller = useRef<HTMLElement>(null)
  const cards = useVirtualizer({
    count: data.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
  })
  const items = cards.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasMore, loadingMore, loadMore } = data
  useEffect(() => {
    if (hasMore && !loadingMore && last >= data.rows.length - 20) loadMore()
  })
  return (
    <section
      className={styles.scroller}
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={entity.labelPlural}
      aria-busy={data.loading || data.stale}
    >
      <ul className={styles.list} style={{ height: cards.getTotalSize() }}>
        {items.map((item) => {
          const row = data.rows[item.index]
          return row ? (
            <li
              key={row.id}
              className={styles.item}
              style={{ transform: `translateY(${item.start}px)`, height: HEIGHT }}
            >
              <Card entity={entity} columns={columns} row={row} />
              <Call entity={entity} row={row} />
            </li>
          ) : null
        })}
      </ul>
      <p className={styles.foot} role="status">
        {loadingMore ? t('list.loadingMore') : null}
      </p>
    </section>
  )
}

/** Who can be called is called from the list, with one thumb. */
function Call({ entity, row }: { entity: EntityDescriptor; row: Row }) {
  const { t } = useT()
  const phone = entity.fields.find(({ kind, name }) => kind === 'phone' && readField(row, name))
  if (!phone) return null
  const number = String(readField(row, phone.name))
  return (
    <a
      className={styles.call}
      href={`tel:${number.replace(/\s/g, '')}`}
      aria-label={t('list.call', { title: titleOf(entity, row) })}
    >
      <Icon name="phone" />
    </a>
  )
}

/** A card has no room for what nobody noted. */
const isSaid = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

function Card({ entity, columns, row }: { entity: EntityDescriptor; columns: FieldDescriptor[]; row: Row }) {
  const photo = useThumbnailField(entity)
  const facts = columns
    .filter((column) => !entity.title.includes(column.name) && isSaid(readField(row, column.name)))
    .slice(0, 5)
  return (
    <Link to={`/${entity.collection}/${row.id}`} className={styles.card}>
      {photo ? <Thumbnail value={relatedRow(photo, row) ?? readField(row, photo.name)} size={60} /> : null}
      <span className={styles.text}>
        <strong>{titleOf(entity, row)}</strong>
        <span className={styles.facts}>
          {facts.map((field) => (
            <span key={field.name}>
              <span className={styles.name}>{field.label}</span>
              <Cell entity={entity} field={field} row={row} />
            </span>
          ))}
        </span>
      </span>
    </Link>
  )
}
