import { Modal } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { hasPasskeys, signWithPasskey } from '../account/passkey.ts'
import { reasonOf } from '../account/waiting.ts'
import type { Api } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import form from '../ui/form.module.css'
import '../ui/modal.css'
import styles from './confirm-identity.module.css'

interface Props {
  api: Api
  onClose: (confirmed: boolean) => void
  /** Signs out, for accounts that nothing here can confirm. */
  onAgain: () => void
}

interface Ways {
  hasPassword: boolean
  secondFactor: { methods: string[] }
}

/** Without the plugin accounts there is a password and nothing else. */
const passwordAlone: Ways = { hasPassword: true, secondFactor: { methods: [] } }

function useWays(api: Api): Ways | undefined {
  const [ways, setWays] = useState<Ways>()
  useEffect(() => {
    api
      .get<Ways>('/account')
      .then(setWays)
      .catch(() => setWays(passwordAlone))
  }, [api])
  return ways
}

export function ConfirmDialog({ api, onClose, onAgain }: Props) {
  const { t } = useT()
  const ways = useWays(api)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const prove = async (proof: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await proof()
      onClose(true)
    } catch (error) {
      const wrong = error instanceof ApiProblem && error.code === 'WRONG_CREDENTIALS'
      setProblem(wrong ? t('confirmIdentity.wrong') : reasonOf(error, t))
      setBusy(false)
    }
  }
  const withPasskey = async (): Promise<void> => {
    const body = await signWithPasskey(api)
    await api.send('/account/passkeys/confirm', { method: 'POST', body })
  }
  const methods = ways?.secondFactor.methods ?? []
  const passkey = methods.includes('passkey') && hasPasskeys()
  return (
    <Modal
      opened
      onClose={() => onClose(false)}
      title={t('confirmIdentity.title')}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={styles.intro}>{t('confirmIdentity.help')}</p>
      <p className={form.error} role="alert">
        {problem}
      </p>
      {ways && !ways.hasPassword && !passkey ? <NoWay onAgain={onAgain} /> : null}
      {passkey ? (
        <div className={form.buttons}>
          <Button variant="primary" busy={busy} onClick={() => void prove(withPasskey)}>
            {t('confirmIdentity.passkey')}
          </Button>
        </div>
      ) : null}
      {ways?.hasPassword ? (
        <PasswordForm
          withCode={methods.length > 0}
          busy={busy}
          onSubmit={(body) => void prove(() => api.send('/auth/step-up', { method: 'POST', body }))}
          onCancel={() => onClose(false)}
        />
      ) : null}
    </Modal>
  )
}

interface FormProps {
  withCode: boolean
  busy: boolean
  onSubmit: (proof: { password: string; code?: string }) => void
  onCancel: () => void
}

function PasswordForm({ withCode, busy, onSubmit, onCancel }: FormProps) {
  const { t } = useT()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const code = String(data.get('code') ?? '').trim()
    onSubmit({ password: String(data.get('password')), ...(code && { code }) })
  }
  return (
    <form onSubmit={submit}>
      <label className={form.label} htmlFor="confirm-password">
        {t('signIn.password')}
      </label>
      <input
        id="confirm-password"
        name="password"
        type="password"
        autoComplete="current-password"
        className={form.input}
        required
        data-autofocus
      />
      {withCode ? (
        <>
          <label className={form.label} htmlFor="confirm-code">
            {t('signIn.code')}
          </label>
          <input
            id="confirm-code"
            name="code"
            autoComplete="one-time-code"
            className={form.input}
            required
            aria-describedby="confirm-code-help"
          />
          <p id="confirm-code-help" className={form.help}>
            {t('confirmIdentity.codeHelp')}
          </p>
        </>
      ) : null}
      <div className={form.buttons}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('confirmIdentity.submit')}
        </Button>
      </div>
    </form>
  )
}

function NoWay({ onAgain }: { onAgain: () => void }) {
  const { t } = useT()
  return (
    <>
      <p>{t('confirmIdentity.none')}</p>
      <div className={form.buttons}>
        <Button onClick={onAgain}>{t('confirmIdentity.again')}</Button>
      </div>
    </>
  )
}
