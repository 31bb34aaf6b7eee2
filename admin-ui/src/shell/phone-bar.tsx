import { useCallback, useEffect, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { useApp } from '../app/context.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import { activeEntry, GROUP_ICONS, navSections } from './nav-model.ts'
import styles from './phone-bar.module.css'
import { UserMenu } from './user-menu.tsx'

/** On a phone the navigation lies under the thumb; groups with several entries open as a sheet. */
export function PhoneBar({ onPalette }: { onPalette: () => void }) {
  const { t } = useT()
  const { manifest } = useApp()
  const { pathname } = useLocation()
  const [sheet, setSheet] = useState(false)
  const close = useCallback(() => setSheet(false), [])
  const sections = navSections(manifest)
  const active = activeEntry(sections, pathname)
  const main = sections.filter((section) => section.group !== 'Settings').slice(0, 2)
  return (
    <nav className={styles.bar} aria-label={t('shell.navigation')}>
      {sheet ? <Sheet onClose={close} /> : null}
      <Link to="/" aria-current={pathname === '/' ? 'page' : undefined}>
        <Icon name="home" size={22} />
        {t('shell.home')}
      </Link>
      {main.map(({ group, entries }) => (
        <Link
          key={group}
          to={entries[0]?.to ?? '/'}
          aria-current={active?.group === group ? 'page' : undefined}
        >
          <Icon name={GROUP_ICONS[group]} size={22} />
          {t(`shell.groups.${group}`)}
        </Link>
      ))}
      <button type="button" onClick={onPalette}>
        <Icon name="search" size={22} />
        {t('common.search')}
      </button>
      <button type="button" aria-expanded={sheet} onClick={() => setSheet(!sheet)}>
        <Icon name="menu" size={22} />
        {t('shell.menu')}
      </button>
    </nav>
  )
}

function Sheet({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const { manifest } = useApp()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onClose])
  return (
    <div className={styles.sheet}>
      <div className={styles.sheetHead}>
        <strong>{manifest.app.name}</strong>
        <UserMenu compact />
      </div>
      {navSections(manifest).map(({ group, entries }) => (
        <section key={group}>
          <h2>{t(`shell.groups.${group}`)}</h2>
          {entries.map((entry) => (
            <Link key={entry.to} to={entry.to} onClick={onClose}>
              {entry.label}
            </Link>
          ))}
        </section>
      ))}
    </div>
  )
}
