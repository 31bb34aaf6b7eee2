import { Modal } from '@mantine/core'
import { Link } from 'react-router'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import form from '../ui/form.module.css'
import '../ui/modal.css'
import styles from './refused-dialog.module.css'
import type { NamedResult } from './use-bulk.ts'

interface Props {
  entity: EntityDescriptor
  result: NamedResult
  onClose: () => void
}

const SHOWN = 100

/** What of a change to many went wrong, record by record; the refused ones stay chosen. */
export function RefusedDialog({ entity, result, onClose }: Props) {
  const { t } = useT()
  const { done, refused } = result
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('list.refusedTitle', { count: refused.length })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p>
        {t('list.bulkDone', { count: done })}. {t('list.refusedHelp')}
      </p>
      <ul className={styles.refused}>
        {refused.slice(0, SHOWN).map(({ id, title, reason }) => (
          <li key={id}>
            <Link to={`/${entity.collection}/${id}`}>{title}</Link>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
      {refused.length > SHOWN ? <p>{t('list.refusedMore', { count: refused.length - SHOWN })}</p> : null}
      <div className={form.buttons}>
        <Button variant="primary" data-autofocus onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Modal>
  )
}
