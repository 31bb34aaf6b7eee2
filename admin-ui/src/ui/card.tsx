import { type ReactNode, useId } from 'react'
import styles from './card.module.css'

export interface CardProps {
  title?: string | undefined
  /** Stands behind the title: a count, a button. */
  aside?: ReactNode
  children: ReactNode
  /** Without inner margins, for tables and lists. */
  flush?: boolean
}

/** A titled part of a page. */
export function Card({ title, aside, children, flush = false }: CardProps) {
  const id = useId()
  return (
    <section className={styles.card} data-flush={flush || undefined} aria-labelledby={title ? id : undefined}>
      {title ? (
        <header>
          <h2 id={id}>{title}</h2>
          {aside === undefined || aside === null ? null : <div className={styles.aside}>{aside}</div>}
        </header>
      ) : null}
      <div className={styles.body}>{children}</div>
    </section>
  )
}
