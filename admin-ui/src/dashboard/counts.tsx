import { Link, useSearchParams } from 'react-router'
import { useApp } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { useCount } from '../list/use-list-data.ts'
import { activeEntry, GROUP_ICONS, navSections } from '../shell/nav-model.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './dashboard.module.css'

/** Days that a change is counted over; the choice is in the address and holds for all cards. */
const PERIODS = [7, 30, 90] as const
const USUAL = 30

/** How many there are of everything, and how many came lately beside the time before. */
export function Counts({ entities }: { entities: readonly EntityDescriptor[] }) {
  const { t } = useT()
  const [params, setParams] = useSearchParams()
  const days = PERIODS.find((one) => String(one) === params.get('days')) ?? USUAL
  return (
    <>
      <fieldset className={styles.periods}>
        <legend>{t('dashboard.period')}</legend>
        {PERIODS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === days}
            onClick={() => setParams(one === USUAL ? {} : { days: String(one) }, { replace: true })}
          >
            {t('dashboard.days', { count: one })}
          </button>
        ))}
      </fieldset>
      <ul className={styles.counts}>
        {entities.map((entity) => (
          <CountCard key={entity.collection} entity={entity} days={days} />
        ))}
      </ul>
    </>
  )
}

function CountCard({ entity, days }: { entity: EntityDescriptor; days: number }) {
  const { locale } = useT()
  const { manifest } = useApp()
  const total = useCount(entity.collection, new URLSearchParams())
  const entry = activeEntry(navSections(manifest), `/${entity.collection}`)
  return (
    <li>
      <Link to={`/${entity.collection}`} className={styles.count}>
        <span>
          <Icon name={entry ? GROUP_ICONS[entry.group] : 'file'} />
          {entity.labelPlural}
        </span>
        <strong>{total === undefined ? '\u00a0' : total.toLocaleString(locale)}</strong>
        {/* Asked after the number itself, which nobody should wait for. */}
        {total === undefined ? (
          <small>{'\u00a0'}</small>
        ) : (
          <Change collection={entity.collection} days={days} />
        )}
      </Link>
    </li>
  )
}

/** New ones of the period, and of the one before it. */
function Change({ collection, days }: { collection: string; days: number }) {
  const { t } = useT()
  const now = useCount(collection, new URLSearchParams({ 'createdAt[gte]': daysAgo(days) }))
  const before = useCount(
    collection,
    new URLSearchParams({ 'createdAt[gte]': daysAgo(2 * days), 'createdAt[lt]': daysAgo(days) }),
  )
  if (now === undefined || before === undefined) return <small>{'\u00a0'}</small>
  return (
    <small title={t('dashboard.changeHelp', { days, now, before })}>
      {now === before ? null : <Icon name={now > before ? 'arrowUp' : 'arrowDown'} size={13} />}
      {t('dashboard.change', { now, before })}
    </small>
  )
}

/** Midnight that many days ago: the same all day long, so that the answer is asked for once. */
function daysAgo(days: number): string {
  const day = new Date()
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - days)
  return day.toISOString()
}
