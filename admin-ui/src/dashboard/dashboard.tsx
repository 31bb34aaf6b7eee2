import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ListAnswer } from '../api/types.ts'
import { useApi, useApp } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { inSentence } from '../i18n/i18n.ts'
import { useT } from '../i18n/use-t.ts'
import { Slot } from '../panels/slot.tsx'
import { navSections } from '../shell/nav-model.ts'
import { type AuditEntry, readAudit } from '../timeline/audit.ts'
import { RecordName } from '../timeline/record-name.tsx'
import { actorOf } from '../timeline/record-timeline.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Counts } from './counts.tsx'
import styles from './dashboard.module.css'

/** The start page: what there is, what to start, what happened last, and the cards of the plugins. */
export function Dashboard() {
  const { t } = useT()
  const { manifest } = useApp()
  const listed = listedEntities(
    manifest.entities,
    navSections(manifest)
      .filter((section) => section.group !== 'Settings')
      .flatMap((section) => section.entries.map((entry) => entry.to)),
  )
  const starters = listed.filter((entity) => entity.can.create).slice(0, 4)
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>{t(`dashboard.${partOfDay(new Date())}`, { name: manifest.user.name.split(' ')[0] })}</h1>
        <div className={styles.actions}>
          <Slot name="dashboard.actions" />
          {starters.map((entity) => (
            <LinkButton key={entity.collection} to={`/${entity.collection}/new`} icon="plus">
              {t('list.new', { label: entity.label })}
            </LinkButton>
          ))}
        </div>
      </header>
      <Counts entities={listed.slice(0, 8)} />
      <div className={styles.cards}>
        <Slot name="dashboard.cards" />
        <RecentChanges />
      </div>
    </div>
  )
}

const listedEntities = (
  entities: readonly EntityDescriptor[],
  addresses: readonly string[],
): EntityDescriptor[] =>
  addresses.flatMap((to) => entities.find((entity) => `/${entity.collection}` === to) ?? [])

function partOfDay(now: Date): 'morning' | 'afternoon' | 'evening' {
  if (now.getHours() < 12) return 'morning'
  return now.getHours() < 18 ? 'afternoon' : 'evening'
}

function RecentChanges() {
  const { t } = useT()
  const api = useApi()
  const { manifest } = useApp()
  const listed = new Set(
    listedEntities(
      manifest.entities.filter(({ log }) => !log),
      manifest.nav.map(({ to }) => to),
    ).map(({ name }) => name),
  )
  const recent = useQuery({
    queryKey: ['history', 'all'],
    queryFn: ({ signal }) => api.get<ListAnswer>('/audit?limit=200', signal),
    retry: false,
  })
  // Who may not read the audit log has no such card.
  if (recent.error) return null
  // Parts and files change with the record they belong to, which is listed itself; logs tell of no change of a record.
  const own = (recent.data?.data ?? []).map(readAudit).filter(({ entity }) => listed.has(entity))
  const entries = collapse(own).slice(0, 8)
  // What is gone has no page to go to.
  const gone = new Set(own.filter(({ change }) => change === 'deleted').map(({ recordId }) => recordId))
  return (
    <Card title={t('dashboard.recent')}>
      <Timeline
        empty={recent.isPending ? '' : t('dashboard.noRecent')}
        entries={entries.map((entry) => ({
          id: entry.id,
          at: entry.at,
          title: <ChangeTitle entry={entry} gone={gone.has(entry.recordId)} />,
          by: actorOf(entry, manifest.user, t('timeline.system')),
        }))}
      />
    </Card>
  )
}

/** Of several changes in a row to one record only the latest: an import alone would fill the card. */
const collapse = (entries: AuditEntry[]): AuditEntry[] =>
  entries.filter((entry, index) => {
    const later = entries[index - 1]
    return later?.recordId !== entry.recordId || later.change !== entry.change
  })

function ChangeTitle({ entry, gone }: { entry: AuditEntry; gone: boolean }) {
  const { t } = useT()
  const entity = useApp().manifest.entities.find((one) => one.name === entry.entity)
  const change = t(`timeline.${entry.change}`)
  if (!entity || gone) return <>{t('timeline.of', { label: entity?.label ?? entry.entity, change })}</>
  return (
    <Link to={`/${entity.collection}/${entry.recordId}`}>
      {entity.label} <RecordName collection={entity.collection} id={entry.recordId} />: {inSentence(change)}
    </Link>
  )
}
