import type { ReactNode } from 'react'
import styles from './empty-state.module.css'
import { Icon, type IconName } from './icon.tsx'

export interface EmptyStateProps {
  title: string
  /** Why it is empty, or what belongs here. */
  children?: ReactNode
  icon?: IconName
  /** It is all there is on the page, so its title is the page's. */
  page?: boolean
  /** The first button to press. */
  action?: ReactNode
}

/** Says what goes here, why there is nothing, and what to press first. */
export function EmptyState({ title, children, icon = 'gem', page = false, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.icon}>
        <Icon name={icon} size={28} />
      </span>
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children ? <p>{children}</p> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  )
}
