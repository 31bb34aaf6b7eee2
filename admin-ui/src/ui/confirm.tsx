import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/use-t.ts'
import { Button } from './button.tsx'
import form from './form.module.css'
import './modal.css'

interface Props {
  title: string
  /** The word on the button: what will happen, never just "OK". */
  confirm: string
  /** The word for going back. */
  cancel?: string
  danger?: boolean
  busy?: boolean
  children?: ReactNode
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, confirm, cancel, danger, busy, children, onConfirm, onClose }: Props) {
  const { t } = useT()
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {children ? <p>{children}</p> : null}
      <div className={form.buttons}>
        <Button onClick={onClose} data-autofocus>
          {cancel ?? t('common.cancel')}
        </Button>
        <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Modal>
  )
}
