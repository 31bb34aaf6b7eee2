import { Button, Card, LANGUAGES, type Language, notify, useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import type { Account } from '../app/account.ts'
import { useAccount, usePortal } from '../app/portal.ts'
import { setLanguage } from '../i18n/texts.ts'
import { ChangeEmail } from '../parts/change-email.tsx'
import { useTitle } from '../parts/entrance.tsx'
import { Field, Form, type Values } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { Picture } from '../parts/picture.tsx'
import { useAct } from '../parts/use-act.ts'
import form from '../styles/form.module.css'
import styles from '../styles/parts.module.css'

export default function Profile() {
  const { t } = useT()
  const { secondFactor, portal } = useAccount()
  useTitle(t('nav.profile'))
  return (
    <>
      <h1>{t('nav.profile')}</h1>
      {secondFactor.required && secondFactor.methods.length === 0 ? (
        <Notice tone="warning">{t('profile.needsFactor')}</Notice>
      ) : null}
      {portal ? null : (
        <p>
          <a href="/admin">{t('profile.toAdmin')}</a>
        </p>
      )}
      <Card title={t('profile.you')}>
        <Picture />
        <Details />
      </Card>
      <Card title={t('email')}>
        <ChangeEmail />
      </Card>
      <Card title={t('notifications.title')}>
        <Notifications />
      </Card>
    </>
  )
}

const zones = (): string[] => Intl.supportedValuesOf('timeZone')

function Details() {
  const { t } = useT()
  const account = useAccount()
  const { api, refresh } = usePortal()

  async function save({ name, username, language, timeZone }: Values): Promise<void> {
    const body = { name, username: username || null, language: language || null, timeZone: timeZone || null }
    await api.send<Account>('/account', { method: 'PATCH', body })
    if (language && language in LANGUAGES) await setLanguage(language as Language)
    await refresh()
    notify(t('saved'))
  }
  return (
    <Form submit={t('save')} onSubmit={save}>
      <Field
        name="name"
        label={t('name')}
        defaultValue={account.name}
        autoComplete="name"
        required
        maxLength={120}
      />
      <Field
        name="username"
        label={t('username')}
        defaultValue={account.username ?? ''}
        autoComplete="username"
        autoCapitalize="none"
        pattern="[a-z0-9][a-z0-9._\-]{2,39}"
        help={t('usernameHelp')}
      />
      <div className={form.pair}>
        <label className={form.field}>
          {t('language')}
          <select name="language" defaultValue={account.language ?? ''}>
            <option value="">{t('asDevice')}</option>
            {Object.entries(LANGUAGES).map(([code, label]) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className={form.field}>
          {t('timeZone')}
          <select name="timeZone" defaultValue={account.timeZone ?? ''}>
            <option value="">{t('asDevice')}</option>
            {zones().map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </label>
      </div>
    </Form>
  )
}

const kinds = ['securityMail', 'newsMail'] as const

function Notifications() {
  const { t } = useT()
  const { notifications } = useAccount()
  const { api, refresh } = usePortal()
  const [chosen, setChosen] = useState(notifications)
  const act = useAct()
  return (
    <>
      {kinds.map((kind) => (
        <label key={kind} className={form.check}>
          <input
            type="checkbox"
            checked={chosen[kind]}
            onChange={(event) => setChosen({ ...chosen, [kind]: event.target.checked })}
          />
          {t(`notifications.${kind}`)}
        </label>
      ))}
      <Button
        className={styles.after}
        onClick={() =>
          void act(async () => {
            await api.send('/account', { method: 'PATCH', body: { notifications: chosen } })
            await refresh()
          }, t('saved'))
        }
      >
        {t('save')}
      </Button>
    </>
  )
}
