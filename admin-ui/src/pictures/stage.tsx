import { useState } from 'react'
import { fileOf } from '../fields/file-value.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './gallery.module.css'
import { useZoom } from './use-zoom.ts'

/** One photograph, large. Pointing at it or spreading two fingers looks closer; a click fills the screen. */
export function Stage({ id, alt, onOpen }: { id: string; alt: string; onOpen?: () => void }) {
  const { t } = useT()
  const [broken, setBroken] = useState(false)
  const { style, handlers } = useZoom()
  if (broken)
    return (
      <div className={styles.stage}>
        <span className={styles.broken}>
          <Icon name="warning" /> {t('pictures.broken')}
        </span>
      </div>
    )
  const picture = <img src={fileOf(id)?.url} alt={alt} style={style} onError={() => setBroken(true)} />
  return onOpen ? (
    <button
      type="button"
      className={styles.stage}
      aria-label={t('pictures.enlarge')}
      title={t('pictures.enlarge')}
      onClick={onOpen}
      {...handlers}
    >
      {picture}
    </button>
  ) : (
    <div className={styles.stage} {...handlers}>
      {picture}
    </div>
  )
}
