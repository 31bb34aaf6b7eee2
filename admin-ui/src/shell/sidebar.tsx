import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { useApp } from '../app/context.ts'
import type { NavEntry } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import { activeEntry, GROUP_ICONS, type NavSection, navSections } from './nav-model.ts'
import styles from './sidebar.module.css'
import { UserMenu } from './user-menu.tsx'

export function Sidebar({ onPalette }: { onPalette: () => void }) {
  const { t } = useT()
  const { manifest } = useApp()
  const { pathname } = useLocation()
  const sections = navSections(manifest)
  const active = activeEntry(sections, pathname)
  return (
    <aside className={styles.sidebar}>
      <Link to="/" className={styles.brand}>
        <Mark />
        <span>{manifest.app.name}</span>
      </Link>
      <button
        type="button"
        className={styles.palette}
        onClick={onPalette}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" size={16} />
        <span>{t('shell.palette')}</span>
        <kbd>{shortcut()}</kbd>
      </button>
      <nav aria-label={t('shell.navigation')} className={styles.nav}>
        <Link to="/" className={styles.first} aria-current={pathname === '/' ? 'page' : undefined}>
          <Icon name="home" />
          <span>{t('shell.home')}</span>
        </Link>
        {sections.map((section) => (
          <Section key={section.group} section={section} active={active} />
        ))}
      </nav>
      <UserMenu />
    </aside>
  )
}

/** A group with one entry is that entry; others open and close, Settings closed until it is needed. */
function Section({ section, active }: { section: NavSection; active: NavEntry | undefined }) {
  const { t } = useT()
  const { group, entries } = section
  const inside = active?.group === group
  const [chosen, setChosen] = useState<boolean>()
  const open = chosen ?? (inside || group !== 'Settings')
  const only = entries.length === 1 ? entries[0] : undefined
  if (only)
    return (
      <Link to={only.to} className={styles.first} aria-current={inside ? 'page' : undefined}>
        <Icon name={GROUP_ICONS[group]} />
        <span>{only.label}</span>
      </Link>
    )
  return (
    <div className={styles.group}>
      <button type="button" className={styles.first} aria-expanded={open} onClick={() => setChosen(!open)}>
        <Icon name={GROUP_ICONS[group]} />
        <span>{t(`shell.groups.${group}`)}</span>
        <Icon name={open ? 'down' : 'right'} size={14} />
      </button>
      {open ? <Entries entries={entries} active={active} /> : null}
    </div>
  )
}

/** Entries of a group that are shown before one asks for the others. */
const SHOWN = 7

function Entries({ entries, active }: { entries: NavEntry[]; active: NavEntry | undefined }) {
  const { t } = useT()
  const [all, setAll] = useState(false)
  const few = entries.length <= SHOWN + 1
  const shown = all || few ? entries : entries.filter((entry, index) => index < SHOWN || entry === active)
  return (
    <ul>
      {shown.map((entry) => (
        <li key={entry.to}>
          <Link to={entry.to} aria-current={entry === active ? 'page' : undefined}>
            {entry.label}
          </Link>
        </li>
      ))}
      {few ? null : (
        <li>
          <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? 'shell.fewer' : 'common.more')}
          </button>
        </li>
      )}
    </ul>
  )
}

const shortcut = (): string => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ K' : 'Ctrl K')
