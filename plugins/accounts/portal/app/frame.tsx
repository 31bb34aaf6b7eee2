import {
  Button,
  Icon,
  IconButton,
  type IconName,
  LANGUAGES,
  type Language,
  Mark,
  useT,
} from '@bezel/admin-ui/kit'
import { type ReactNode, useState } from 'react'
import { NavLink, useLocation } from 'react-router'
import { setLanguage } from '../i18n/texts.ts'
import styles from '../styles/frame.module.css'
import { usePortal } from './portal.ts'
import { isDark, setDark } from './theme.ts'

const links: { to: string; label: string; icon: IconName }[] = [
  { to: '/', label: 'nav.profile', icon: 'customers' },
  { to: '/security', label: 'nav.security', icon: 'settings' },
  { to: '/data', label: 'nav.data', icon: 'file' },
]

/** What stands around every page. Signed in: the ways to the three pages, at the thumb on phones. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useT()
  const { account } = usePortal()
  const { pathname } = useLocation()
  const inside = account !== null && ['/', '/security', '/data'].includes(pathname)
  return (
    <div className={styles.frame} data-inside={inside || undefined}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      {inside ? <Header /> : null}
      <main id="content" tabIndex={-1} className={inside ? styles.inside : styles.outside}>
        {children}
      </main>
      <Footer />
    </div>
  )
}

function Header() {
  const { t } = useT()
  const { account, signOut } = usePortal()
  return (
    <header className={styles.header}>
      <span className={styles.brand}>
        <Mark size={30} />
        <span>{account?.name}</span>
      </span>
      <nav aria-label={t('nav.label')} className={styles.nav}>
        {links.map(({ to, label, icon }) => (
          <NavLink key={to} to={to} end>
            <Icon name={icon} size={20} />
            {t(label)}
          </NavLink>
        ))}
      </nav>
      <Button variant="quiet" icon="signOut" onClick={() => void signOut()}>
        {t('nav.signOut')}
      </Button>
    </header>
  )
}

function Footer() {
  const { t, locale } = useT()
  const [dark, setIsDark] = useState(isDark)
  return (
    <footer className={styles.footer}>
      <label>
        <Icon name="globe" size={16} />
        <span className="visually-hidden">{t('language')}</span>
        <select value={locale} onChange={(event) => void setLanguage(event.target.value as Language)}>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <IconButton
        label={t(dark ? 'theme.light' : 'theme.dark')}
        icon={dark ? 'sun' : 'moon'}
        onClick={() => {
          setDark(!dark)
          setIsDark(!dark)
        }}
      />
    </footer>
  )
}
