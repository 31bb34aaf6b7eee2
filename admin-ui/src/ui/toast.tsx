import { useSyncExternalStore } from 'react'
import { useT } from '../i18n/use-t.ts'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'

export interface Toast {
  text: string
  tone?: 'done' | 'problem' | 'info'
  /** A second chance, for example undo. */
  action?: { label: string; run: () => void }
}

interface Shown extends Toast {
  id: number
}

/** Holds the messages on screen; problems stay until they are closed. */
export function createToasts() {
  let shown: readonly Shown[] = []
  let last = 0
  const listeners = new Set<() => void>()
  const set = (next: readonly Shown[]): void => {
    shown = next
    for (const listener of listeners) listener()
  }
  const close = (id: number): void => set(shown.filter((toast) => toast.id !== id))
  const show = (toast: Toast): void => {
    const id = ++last
    set([...shown.slice(-3), { ...toast, id }])
    if (toast.tone !== 'problem') setTimeout(() => close(id), toast.action ? 8000 : 4000)
  }
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  return { show, close, subscribe, current: () => shown }
}

// One page has one place for messages, and panels must reach it without being handed anything.
export const toasts = createToasts()

/** Shows a short message at the edge of the page. */
export const notify = (toast: Toast | string): void =>
  toasts.show(typeof toast === 'string' ? { text: toast } : toast)

export function Toasts() {
  const { t } = useT()
  const shown = useSyncExternalStore(toasts.subscribe, toasts.current)
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={styles.toast} data-tone={toast.tone ?? 'done'}>
          <Icon name={toast.tone === 'problem' ? 'warning' : toast.tone === 'info' ? 'info' : 'check'} />
          <span>{toast.text}</span>
          {toast.action ? (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                toast.action?.run()
                toasts.close(toast.id)
              }}
            >
              {toast.action.label}
            </button>
          ) : null}
          <IconButton
            label={t('common.close')}
            icon="close"
            size={16}
            onClick={() => toasts.close(toast.id)}
          />
        </div>
      ))}
    </div>
  )
}
