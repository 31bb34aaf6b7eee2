import { Icon } from '@bezel/admin-ui/kit'
import type { ReactNode } from 'react'
import styles from '../styles/form.module.css'

export interface NoticeProps {
  tone: 'problem' | 'info' | 'done' | 'warning'
  children: ReactNode
}

const icons = { problem: 'warning', warning: 'warning', info: 'info', done: 'check' } as const

/** Tells one thing above what it is about. Problems are read out at once. */
export function Notice({ tone, children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'problem' ? 'alert' : 'status'}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  )
}
