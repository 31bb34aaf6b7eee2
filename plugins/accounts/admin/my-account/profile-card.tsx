import { Button, Card, Field, notify, t, useOperation } from '@bezel/admin-ui'
import { type FormEvent, useState } from 'react'
import { apart, failed, fields, Tick } from '../parts.tsx'
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
      <form onSubmit={(event) => void save(event)} style={fields}>
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
        <div style={apart}>
          <Tick
            label={t('accounts.securityMail')}
            checked={told.securityMail}
            onChange={tell('securityMail')}
          />
        </div>
        <div style={{ marginTop: 8 }}>
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
