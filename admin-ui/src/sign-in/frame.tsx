import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import styles from './sign-in.module.css'

interface Props {
  title: string
  note?: string | undefined
  problem?: string | undefined
  children: ReactNode
}

/** The card that everything around signing in stands on. */
export function Frame({ title, note, problem, children }: Props) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Mark size={44} />
        <h1>{title}</h1>
        {note ? <p className={styles.note}>{note}</p> : null}
        <div aria-live="assertive">
          {problem ? (
            <p className={styles.problem}>
              <Icon name="warning" />
              {problem}
            </p>
          ) : null}
        </div>
        {children}
      </div>
    </main>
  )
}
