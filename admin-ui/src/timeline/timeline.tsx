import type { ReactNode } from 'react'
import { formatInstant, formatRelative } from '../fields/dates.ts'
import { useT } from '../i18n/use-t.ts'
import styles from './timeline.module.css'

export interface TimelineEntry {
  id: string
  /** ISO moment. */
  at: string
  /** What happened, in a few words. */
  title: ReactNode
  /** Who did it. */
  by?: string | undefined
  children?: ReactNode
}

export interface TimelineProps {
  entries: TimelineEntry[]
  /** Said when nothing has happened yet. */
  empty: string
}

/** Events from the newest to the oldest. */
export function Timeline({ entries, empty }: TimelineProps) {
  const { locale } = useT()
  if (entries.length === 0) return <p className={styles.empty}>{empty}</p>
  return (
    <ol className={styles.timeline}>
      {entries.map(({ id, at, title, by, children }) => (
        <li key={id}>
          <div className={styles.head}>
            <span>{title}</span>
            <time dateTime={at} title={formatInstant(at, locale)}>
              {formatRelative(at, locale)}
            </time>
          </div>
          {by ? <div className={styles.by}>{by}</div> : null}
          {children}
        </li>
      ))}
    </ol>
  )
}
