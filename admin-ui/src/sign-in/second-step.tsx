import { type FormEvent, useState } from 'react'
import { hasPasskeys, signWithPasskey } from '../account/passkey.ts'
import type { Api } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { Frame } from './frame.tsx'
import styles from './sign-in.module.css'
import type { Admission, Pending } from './types.ts'
import { useAttempt } from './use-attempt.ts'

interface Props {
  api: Api
  pending: Pending
  onEnter: (admission: Admission) => void
  onBack: () => void
}

/** The second factor: a code of the app, a recovery code, or a passkey. */
export function SecondStep({ api, pending, onEnter, onBack }: Props) {
  const { t } = useT()
  const { problem, busy, attempt } = useAttempt()
  const { methods, ticket } = pending
  const [way, setWay] = useState(methods.includes('totp') ? 'totp' : 'recovery-code')
  const [remember, setRemember] = useState(false)
  const byApp = way === 'totp'

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code')).trim()
    const body = { ticket, code, remember }
    void attempt(async () => {
      try {
        onEnter(
          await api.send<Admission>('/account/second-factor', { method: 'POST', body, anonymous: true }),
        )
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'ACCOUNTS_CODE_INVALID') throw error
        throw new ApiProblem(error.status, { code: error.code, detail: t('signIn.ticketOver') })
      }
    })
  }
  const byPasskey = async (): Promise<void> => {
    const body = { ...(await signWithPasskey(api)), remember }
    const path = '/account/passkeys/sign-in'
    onEnter(await api.send<Admission>(path, { method: 'POST', body, anonymous: true }))
  }
  return (
    <Frame title={t('signIn.secondTitle')} problem={problem}>
      {methods.includes('passkey') && hasPasskeys() ? (
        <Button busy={busy} onClick={() => void attempt(byPasskey)}>
          {t('signIn.usePasskey')}
        </Button>
      ) : null}
      <form key={way} className={styles.form} onSubmit={submit}>
        <label htmlFor="code">{t(byApp ? 'signIn.code' : 'signIn.recoveryCode')}</label>
        <input
          id="code"
          name="code"
          inputMode={byApp ? 'numeric' : 'text'}
          autoComplete={byApp ? 'one-time-code' : 'off'}
          autoCapitalize="off"
          spellCheck={false}
          className={styles.input}
          data-code={byApp || undefined}
          required
          aria-describedby="code-help"
          aria-invalid={problem !== undefined || undefined}
          // biome-ignore lint/a11y/noAutofocus: the page has no other purpose
          autoFocus
        />
        <p id="code-help" className={styles.help}>
          {t(byApp ? 'signIn.secondHelp' : 'signIn.recoveryHelp')}
        </p>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={remember}
            aria-describedby="remember-help"
            onChange={({ target }) => setRemember(target.checked)}
          />
          {t('signIn.remember')}
        </label>
        <p id="remember-help" className={styles.help}>
          {t('signIn.rememberHelp')}
        </p>
        <Button type="submit" variant="primary" busy={busy} className={styles.submit}>
          {t('signIn.submit')}
        </Button>
      </form>
      {methods.includes('totp') && methods.includes('recovery-code') ? (
        <button
          type="button"
          className={styles.link}
          onClick={() => setWay(byApp ? 'recovery-code' : 'totp')}
        >
          {t(byApp ? 'signIn.useRecovery' : 'signIn.useApp')}
        </button>
      ) : null}
      <button type="button" className={styles.link} onClick={onBack}>
        {t('signIn.back')}
      </button>
    </Frame>
  )
}
