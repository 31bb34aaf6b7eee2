import { Modal } from '@mantine/core'
import { useState } from 'react'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useRecordSearch } from '../fields/use-record-search.ts'
import { useT } from '../i18n/use-t.ts'
import form from '../ui/form.module.css'
import '../ui/modal.css'
import styles from './link-existing.module.css'

interface Props {
  target: EntityDescriptor
  via: string
  onClose: () => void
  onPick: (id: string) => void
}

/** Finds an existing record to join to this one. */
export function LinkExisting({ target, onClose, onPick }: Props) {
  const { t } = useT()
  const [text, setText] = useState('')
  const found = useRecordSearch(target.collection, text)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('common.add')}: ${target.label}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <input
        className={form.input}
        type="search"
        aria-label={t('filter.pick')}
        placeholder={t('filter.pick')}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.target.value)}
      />
      <ul className={styles.found}>
        {found.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onPick(row.id)}>
              {titleOf(target, row)}
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
