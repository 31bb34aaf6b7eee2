import type { ReactNode } from 'react'
import styles from './badge.module.css'

export interface BadgeProps {
  children: ReactNode
  tone?: 'neutral' | 'good' | 'info' | 'warning' | 'problem'
}

/** A small chip for a state or a grade. The word carries the meaning; the colour only helps to find it. */
export function Badge({ children, tone = 'neutral' }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  )
}
