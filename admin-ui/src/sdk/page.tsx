import type { ReactNode } from 'react'
import styles from './page.module.css'

export interface PageProps {
  title: string
  /** Buttons at the end of the title's line. */
  actions?: ReactNode
  /** Says in a line what the page is for. */
  intro?: ReactNode
  children: ReactNode
}

/** The frame of a page of one's own: title, actions, content at a readable width. */
export function Page({ title, actions, intro, children }: PageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>{title}</h1>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      {intro ? <p className={styles.intro}>{intro}</p> : null}
      <div className={styles.body}>{children}</div>
    </div>
  )
}

export interface GridProps {
  /** Least width of a column in px; as many columns as fit. */
  min?: number
  children: ReactNode
}

/** Lays parts out side by side, and below each other where there is no room. */
export function Grid({ min = 260, children }: GridProps) {
  return (
    <div
      className={styles.grid}
      style={{ gridTemplateColumns: `repeat(auto-fill, minmax(min(${min}px, 100%), 1fr))` }}
    >
      {children}
    </div>
  )
}
