import type { ReactNode } from 'react'
import styles from '../styles/parts.module.css'

/** Things one under another, each with what it is called, what is known of it, and what can be done. */
export function Items({ children }: { children: ReactNode }) {
  return <ul className={styles.items}>{children}</ul>
}

interface ItemProps {
  title: ReactNode
  facts?: ReactNode
  action?: ReactNode
}

export function Item({ title, facts, action }: ItemProps) {
  return (
    <li>
      <div>
        <strong>{title}</strong>
        {facts ? <span>{facts}</span> : null}
      </div>
      {action}
    </li>
  )
}
