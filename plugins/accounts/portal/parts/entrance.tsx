import { Mark } from '@bezel/admin-ui/kit'
import { type ReactNode, useEffect } from 'react'
import styles from '../styles/frame.module.css'

interface Props {
  title: string
  lead?: ReactNode
  children: ReactNode
  /** Other ways from here. */
  below?: ReactNode
}

/** A page before one is inside: one question at a time. */
export function Entrance({ title, lead, children, below }: Props) {
  useTitle(title)
  return (
    <div className={styles.entrance}>
      <Mark size={44} />
      <h1>{title}</h1>
      {lead ? <p className={styles.lead}>{lead}</p> : null}
      {children}
      {below ? <div className={styles.below}>{below}</div> : null}
    </div>
  )
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
