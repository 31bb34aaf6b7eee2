import { Button, Card, notify, t, useFetch, useOperation } from '@bezel/admin-ui'
import { type FormEvent, useState } from 'react'
import { apart, fields, problemOf, quiet, Secret, stack } from '../parts.tsx'
import type { Account } from '../types.ts'

export function PasswordCard({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { data } = useFetch<{ passwordMinimum: number }>('/account/options')
  const change = useOperation<object>({ path: '/account/password' })
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setProblem(undefined)
    try {
      await change.run({
        ...(account.hasPassword && { current: form.get('current') }),
        password: form.get('password'),
      })
      setOpen(false)
      notify(t('accounts.passwordChanged'))
      onChanged()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const least = data?.passwordMinimum ?? 15
  const word = t(account.hasPassword ? 'accounts.changePassword' : 'accounts.setPassword')
  return (
    <Card title={t('accounts.password')}>
      {open ? (
        <form onSubmit={(event) => void save(event)} style={fields}>
          {account.hasPassword ? (
            <Secret name="current" label={t('accounts.currentPassword')} autoComplete="current-password" />
          ) : null}
          <Secret
            name="password"
            label={t('accounts.newPassword')}
            autoComplete="new-password"
            least={least}
            help={t('accounts.passwordHelp', { count: least })}
          />
          <p role="alert" style={{ color: 'var(--ruby)' }}>
            {problem}
          </p>
          <div style={{ ...apart, display: 'flex', gap: 8 }}>
            <Button onClick={() => setOpen(false)}>{t('accounts.cancel')}</Button>
            <Button type="submit" variant="primary" busy={change.busy}>
              {word}
            </Button>
          </div>
        </form>
      ) : (
        <div style={stack}>
          <p style={quiet}>{t('accounts.passwordIntro')}</p>
          <div>
            <Button onClick={() => setOpen(true)}>{word}</Button>
          </div>
        </div>
      )}
    </Card>
  )
}
