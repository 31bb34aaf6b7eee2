import { useInfiniteQuery } from '@tanstack/react-query'
import { keys } from '../api/cache.ts'
import { isStatus } from '../api/problem.ts'
import type { ListAnswer, Row } from '../api/types.ts'
import { useApi, useApp } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { type FormatContext, formatValue } from '../fields/format.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type AuditEntry, readAudit } from './audit.ts'
import { RecordName } from './record-name.tsx'
import styles from './timeline.module.css'
import { Timeline } from './timeline.tsx'

const PAGE = 10

/** The record's history from the audit log; absent for those who may not read that. */
export function RecordTimeline({ entity, row }: { entity: EntityDescriptor; row: Row }) {
  const { t } = useT()
  const api = useApi()
  const { manifest } = useApp()
  const history = useInfiniteQuery({
    queryKey: keys.history(entity.collection, row.id),
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ entity: entity.name, recordId: row.id, limit: String(PAGE) })
      if (pageParam) params.set('cursor', pageParam)
      return api.get<ListAnswer>(`/audit?${params}`, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.nextCursor ?? undefined,
    retry: false,
  })
  if (history.error)
    return isStatus(history.error, 403) || isStatus(history.error, 404) ? null : (
      <Card title={t('record.history')}>{history.error.message}</Card>
    )
  const entries = (history.data?.pages.flatMap((page) => page.data) ?? []).map(readAudit)
  return (
    <Card title={t('record.history')}>
      <Timeline
        empty={history.isPending ? '' : t('record.noHistory')}
        entries={entries.map((entry) => ({
          id: entry.id,
          at: entry.at,
          title: t(`timeline.${entry.change}`),
          by: actorOf(entry, manifest.user, t('timeline.system')),
          children: <Changes entity={entity} entry={entry} />,
        }))}
      />
      {history.hasNextPage ? (
        <Button
          variant="quiet"
          busy={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('timeline.more')}
        </Button>
      ) : null}
    </Card>
  )
}

export function actorOf(entry: AuditEntry, user: { id: string; name: string }, system: string): string {
  if (entry.actorName) return entry.actorName
  if (entry.actorId === user.id) return user.name
  return entry.actorId ? entry.actorId.slice(-8) : system
}

const QUIET = new Set(['id', 'version', 'createdAt', 'updatedAt'])

/** What changed, old and new; of a new record only that it is new. */
function Changes({ entity, entry }: { entity: EntityDescriptor; entry: AuditEntry }) {
  const { t, locale } = useT()
  if (entry.change !== 'updated') return null
  const context = { locale, yes: t('common.yes'), no: t('common.no') }
  const changes = Object.entries(entry.diff).filter(([name]) => !QUIET.has(name))
  return (
    <ul className={styles.changes}>
      {changes.map(([name, [before, after]]) => {
        const field = entity.fields.find((one) => one.name === name)
        const show = (value: unknown) =>
          field?.collection && typeof value === 'string' ? (
            <RecordName collection={field.collection} id={value} />
          ) : (
            short(entity, name, value, context)
          )
        return (
          <li key={name}>
            <span>{field?.label ?? name}:</span> <del>{show(before)}</del> → {show(after)}
          </li>
        )
      })}
    </ul>
  )
}

function short(entity: EntityDescriptor, name: string, value: unknown, context: FormatContext): string {
  const field = entity.fields.find((one) => one.name === name)
  const text = field ? formatValue(field, value, context) : JSON.stringify(value ?? null)
  return text.length > 120 ? `${text.slice(0, 118)}…` : text
}
