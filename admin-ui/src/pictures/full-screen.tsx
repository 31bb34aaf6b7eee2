import { useEffect, useRef } from 'react'
import { useT } from '../i18n/use-t.ts'
import { IconButton } from '../ui/button.tsx'
import styles from './gallery.module.css'
import { Stage } from './stage.tsx'

interface Props {
  ids: readonly string[]
  at: number
  alt: string
  onGo: (at: number) => void
  onClose: () => void
}

/** The photographs of a record over the whole screen; arrow keys go through them, Escape leaves. */
export function FullScreen({ ids, at, alt, onGo, onClose }: Props) {
  const { t } = useT()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const id = ids[at]
  const go = (step: number): void => {
    const next = at + step
    if (next >= 0 && next < ids.length) onGo(next)
  }
  return (
    <dialog
      ref={dialog}
      className={styles.full}
      aria-label={alt}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) dialog.current?.close()
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') go(-1)
        if (event.key === 'ArrowRight') go(1)
      }}
    >
      {id ? <Stage key={id} id={id} alt={alt} /> : null}
      <div className={styles.fullBar}>
        {ids.length > 1 ? (
          <>
            <IconButton
              icon="left"
              label={t('pictures.previous')}
              disabled={at === 0}
              onClick={() => go(-1)}
            />
            <span>
              {at + 1} / {ids.length}
            </span>
            <IconButton
              icon="right"
              label={t('pictures.next')}
              disabled={at === ids.length - 1}
              onClick={() => go(1)}
            />
          </>
        ) : null}
        <IconButton icon="close" label={t('common.close')} onClick={() => dialog.current?.close()} />
      </div>
    </dialog>
  )
}
