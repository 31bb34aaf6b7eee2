import { Menu, useMantineColorScheme } from '@mantine/core'
import { Link } from 'react-router'
import { useApp } from '../app/context.ts'
import { loadLanguage } from '../i18n/i18n.ts'
import { LANGUAGES, type Language } from '../i18n/language.ts'
import { useT } from '../i18n/use-t.ts'
import '../ui/menu.css'
import { usePanels } from '../panels/use-panels.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import styles from './user-menu.module.css'

const SCHEMES: { value: 'light' | 'dark' | 'auto'; icon: IconName; label: string }[] = [
  { value: 'light', icon: 'sun', label: 'shell.light' },
  { value: 'dark', icon: 'moon', label: 'shell.dark' },
  { value: 'auto', icon: 'monitor', label: 'shell.system' },
]

/** Where a panel shows the account of who is signed in. */
const ACCOUNT_PAGE = '/account'

export function UserMenu({ compact = false }: { compact?: boolean }) {
  const { t } = useT()
  const { manifest, signOut } = useApp()
  const { name, email } = manifest.user
  return (
    <Menu position={compact ? 'bottom-end' : 'top-start'} width={232}>
      <Menu.Target>
        <button type="button" className={styles.user} title={t('shell.account')}>
          <span className={styles.initials} aria-hidden="true">
            {initials(name)}
          </span>
          {compact ? <span className="visually-hidden">{name}</span> : null}
          {compact ? null : (
            <span className={styles.name}>
              {name}
              <small>{manifest.app.demo ? t('shell.demo') : (email ?? '')}</small>
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <MyAccountItem />
        <ThemeItems />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Whoever is signed in has an account; its page is the plugin's. */
function MyAccountItem() {
  const { t } = useT()
  const { pages } = usePanels()
  if (!pages.some(({ path }) => path === ACCOUNT_PAGE)) return null
  return (
    <>
      <Menu.Item component={Link} to={ACCOUNT_PAGE} leftSection={<Icon name="customers" />}>
        {t('shell.myAccount')}
      </Menu.Item>
      <Menu.Divider />
    </>
  )
}

function ThemeItems() {
  const { t } = useT()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('shell.theme')}</Menu.Label>
      {SCHEMES.map(({ value, icon, label }) => (
        <Menu.Item
          key={value}
          leftSection={<Icon name={icon} />}
          rightSection={colorScheme === value ? <Icon name="check" size={16} /> : null}
          onClick={() => setColorScheme(value)}
        >
          {t(label)}
        </Menu.Item>
      ))}
    </>
  )
}

function LanguageItems() {
  const { t, locale } = useT()
  return (
    <>
      <Menu.Label>{t('shell.language')}</Menu.Label>
      {(Object.entries(LANGUAGES) as [Language, string][]).map(([language, label]) => (
        <Menu.Item
          key={language}
          lang={language}
          leftSection={<Icon name="globe" />}
          rightSection={locale === language ? <Icon name="check" size={16} /> : null}
          onClick={() => void loadLanguage(language)}
        >
          {label}
        </Menu.Item>
      ))}
    </>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((part) => part[0])
    .join('')
    .toUpperCase()
