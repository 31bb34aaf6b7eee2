import { Button, Card, Field, notify, t, useApi, useOperation } from '@bezel/admin-ui'
import { type FormEvent, useRef, useState } from 'react'
import { failed, quiet, row, stack, Tick } from '../parts.tsx'
import type { Account } from '../types.ts'

const zones = () =>
  Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
]

export function ProfileCard({ account, onSaved }: { account: Account; onSaved: () => void }) {
  const [values, setValues] = useState<Partial<Account>>({})
  const update = useOperation<object>({ path: '/account', method: 'PATCH', changes: ['users'] })
  const current = { ...account, ...values }
  const set = (name: keyof Account) => (value: unknown) => setValues((old) => ({ ...old, [name]: value }))
  const told = current.notifications
  const tell = (name: keyof typeof told) => (value: unknown) =>
    set('notifications')({ ...told, [name]: value === true })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await update.run(values)
      setValues({})
      notify(t('accounts.saved'))
      onSaved()
    } catch (error) {
      failed(error)
    }
  }
  return (
    <Card title={t('accounts.profile')}>
      <form onSubmit={(event) => void save(event)} style={stack}>
        <Field
          name="name"
          field={{ kind: 'text', label: t('accounts.name'), required: true, maxLength: 120 }}
          value={current.name}
          onChange={set('name')}
        />
        <Field
          name="username"
          field={{
            kind: 'text',
            label: t('accounts.username'),
            help: t('accounts.usernameHelp'),
            maxLength: 40,
          }}
          value={current.username}
          onChange={set('username')}
        />
        <Field
          name="language"
          field={{ kind: 'enum', label: t('accounts.language'), options: languages, nullable: true }}
          value={current.language}
          onChange={set('language')}
        />
        <Field
          name="timeZone"
          field={{ kind: 'enum', label: t('accounts.timeZone'), options: zones(), nullable: true }}
          value={current.timeZone}
          onChange={set('timeZone')}
        />
        <Tick
          label={t('accounts.securityMail')}
          checked={told.securityMail}
          onChange={tell('securityMail')}
        />
        <div>
          <Button
            type="submit"
            variant="primary"
            busy={update.busy}
            disabled={Object.keys(values).length === 0}
          >
            {t('accounts.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

const side = 76
const frame = {
  width: side,
  height: side,
  borderRadius: '50%',
  objectFit: 'cover',
  display: 'grid',
  placeItems: 'center',
  background: 'var(--accent-soft)',
  color: 'var(--accent-ink)',
  fontSize: 26,
  fontWeight: 600,
} as const

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part[0])
    .join('')

export function Picture({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const api = useApi()
  const chooser = useRef<HTMLInputElement>(null)
  const change = async (work: Promise<unknown>) => {
    try {
      await work
      onChanged()
    } catch (error) {
      failed(error)
    }
  }
  const upload = (file: File) => {
    const body = new FormData()
    body.append('file', file)
    void change(api.send('/account/picture', { method: 'POST', body }))
  }
  return (
    <div style={row}>
      {account.pictureUrl ? (
        <img src={account.pictureUrl} alt={t('accounts.pictureOf', { name: account.name })} style={frame} />
      ) : (
        <span style={frame} aria-hidden="true">
          {initials(account.name)}
        </span>
      )}
      <div style={{ display: 'grid', gap: 4 }}>
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          hidden
          onChange={({ target }) => {
            const file = target.files?.[0]
            if (file) upload(file)
            target.value = ''
          }}
        />
        <Button icon="camera" onClick={() => chooser.current?.click()}>
          {t(account.pictureUrl ? 'accounts.otherPicture' : 'accounts.addPicture')}
        </Button>
        {account.pictureUrl ? (
          <Button
            variant="quiet"
            onClick={() => void change(api.send('/account/picture', { method: 'DELETE' }))}
          >
            {t('accounts.removePicture')}
          </Button>
        ) : (
          <span style={quiet}>{t('accounts.pictureHelp')}</span>
        )}
      </div>
    </div>
  )
}
