import { useEffect, useEffectEvent } from 'react'
import { useNavigate } from 'react-router'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { useTrail } from '../list/trail.ts'
import { useListPages } from '../list/use-list-data.ts'
import { IconButton } from '../ui/button.tsx'
import styles from './record-header.module.css'

/** To the records before and after this one in the list one came from; the list goes on loading as one pages along. */
export function Neighbours({ entity, id }: { entity: EntityDescriptor; id: string }) {
  const { t } = useT()
  const navigate = useNavigate()
  const trail = useTrail(entity.collection)
  const pages = useListPages(entity.collection, trail?.query ?? '', {
    asLoaded: true,
    enabled: trail !== undefined,
  })
  const rows = trail ? (pages.data?.pages.flatMap((page) => page.data) ?? []) : []
  const at = rows.findIndex((row) => row.id === id)
  const previous = rows[at - 1]?.id
  const next = at === -1 ? undefined : rows[at + 1]?.id
  const { hasNextPage, isFetching, fetchNextPage } = pages
  useEffect(() => {
    if (at >= 0 && at >= rows.length - 3 && hasNextPage && !isFetching) void fetchNextPage()
  }, [at, rows.length, hasNextPage, isFetching, fetchNextPage])
  const go = (to: string | undefined): void => {
    if (to) navigate(`/${entity.collection}/${to}`, { replace: true })
  }
  useKeys({
    j: () => go(next),
    k: () => go(previous),
    e: () => {
      if (entity.can.update) navigate(`/${entity.collection}/${id}/edit`)
    },
  })
  if (at === -1) return null
  return (
    <div className={styles.neighbours}>
      <span>{at + 1}</span>
      <IconButton icon="up" label={t('record.previous')} disabled={!previous} onClick={() => go(previous)} />
      <IconButton icon="down" label={t('record.next')} disabled={!next} onClick={() => go(next)} />
    </div>
  )
}

function useKeys(actions: Record<string, () => void>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const busy =
      event.target instanceof HTMLElement &&
      event.target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]')
    if (busy || event.ctrlKey || event.metaKey || event.altKey) return
    actions[event.key]?.()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
