import { Modal } from '@mantine/core'
import { Fragment, type KeyboardEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useT } from '../i18n/use-t.ts'
import '../ui/modal.css'
import { Icon } from '../ui/icon.tsx'
import styles from './palette.module.css'
import type { PaletteItem } from './palette-model.ts'
import { usePaletteItems } from './use-palette-items.ts'

/** One field that reaches every page, record and action. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { groups, searching } = usePaletteItems(text)
  const items = groups.flatMap((group) => group.items)
  const current = items[Math.min(at, items.length - 1)]
  const choose = (item: PaletteItem | undefined): void => {
    if (!item) return
    onClose()
    if (item.to) navigate(item.to)
    else item.run?.()
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      const next = (Math.min(at, items.length - 1) + step + items.length) % items.length
      setAt(next)
      document.getElementById(optionId(items[next]))?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(current)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={620}
      yOffset="12vh"
      padding={0}
      attributes={{ content: { 'aria-label': t('palette.title') } }}
      transitionProps={{ duration: 100 }}
    >
      <div className={styles.field}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={current ? optionId(current) : undefined}
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          onKeyDown={onKey}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
        />
      </div>
      <div id="palette-list" role="listbox" aria-label={t('palette.title')} className={styles.list}>
        {groups.map((group) => (
          <Fragment key={group.title}>
            <div className={styles.title} role="presentation">
              {group.title}
            </div>
            {group.items.map((item) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and handles the keys
              <div
                key={item.id}
                id={optionId(item)}
                role="option"
                tabIndex={-1}
                aria-selected={item === current}
                className={styles.item}
                onClick={() => choose(item)}
                onMouseMove={() => setAt(items.indexOf(item))}
              >
                <Icon name={item.icon} />
                <span>{item.label}</span>
                {item.hint ? <small>{item.hint}</small> : null}
              </div>
            ))}
          </Fragment>
        ))}
      </div>
      {items.length === 0 ? (
        <p className={styles.none} role="status">
          {t(searching ? 'palette.searching' : 'palette.nothing')}
        </p>
      ) : null}
      <p className={styles.hint}>{t('palette.hint')}</p>
    </Modal>
  )
}

const optionId = (item: PaletteItem | undefined): string => `palette-${item?.id.replace(/\W+/g, '-') ?? ''}`
