import { formatRelative } from '../fields/dates.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import styles from './draft-notice.module.css'

export function DraftNotice({ at, onUse, onDrop }: { at: string; onUse: () => void; onDrop: () => void }) {
  const { t, locale } = useT()
  return (
    <div className={styles.notice} role="status">
      <Icon name="info" />
      <span>{t('form.draftFound', { when: formatRelative(at, locale) })}</span>
      <Button onClick={onUse}>{t('form.useDraft')}</Button>
      <Button variant="quiet" onClick={onDrop}>
        {t('form.dropDraft')}
      </Button>
    </div>
  )
}
