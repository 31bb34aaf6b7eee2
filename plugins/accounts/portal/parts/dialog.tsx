import { IconButton, useT } from '@bezel/admin-ui/kit'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import styles from '../styles/parts.module.css'

interface Props {
  title: string
  onClose: () => void
  children: ReactNode
}

/** A question or task above the page; the browser keeps the focus inside, and Escape closes it. */
export function Dialog({ title, onClose, children }: Props) {
  const { t } = useT()
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) dialog.showModal()
  }, [])
  return (
    <dialog ref={ref} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <header>
        <h2 id={id}>{title}</h2>
        <IconButton label={t('close')} icon="close" onClick={onClose} />
      </header>
      {children}
    </dialog>
  )
}
