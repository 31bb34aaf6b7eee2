import { type FormEvent, useState } from 'react'
import type { Api } from '../api/client.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { Frame } from './frame.tsx'
import { PasswordInput } from './password-input.tsx'
import styles from './sign-in.module.css'
import { useAttempt } from './use-attempt.ts'

interface Props {
  api: Api
  /** Characters of a new password. */
  minimum: number
  onSaved: () => void
  onBack: () => void
}

/** A new password by a code that is mailed; the answer is alike for addresses without an account. */
export function RecoverStep({ api, minimum, onSaved, onBack }: Props) {
  const { t } = useT()
  const { problem, busy, attempt } = useAttempt()
  const [sent, setSent] = useState<{ email: string; ticket: string }>()
  const post = <T,>(path: string, body: object): Promise<T> =>
    api.send<T>(path, { method: 'POST', body, anonymous: true })

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    void attempt(async () => {
      if (!sent) {
        const email = text('email')
        setSent({ email, ...(await post<{ ticket: string }>('/account/recover', { email })) })
        return
      }
      const body = { ticket: sent.ticket, code: text('code'), password: String(form.get('password')) }
      await post('/account/reset-password', body)
      onSaved()
    })
  }
  const note = sent ? t('signIn.codeSent', { email: sent.email }) : undefined
  return (
    <Frame title={t('signIn.recoverTitle')} note={note} problem={problem}>
      <form key={sent ? 'code' : 'email'} className={styles.form} onSubmit={submit}>
        {sent ? (
          <>
            <label htmlFor="code">{t('signIn.mailCode')}</label>
            <input
              id="code"
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              className={styles.input}
              data-code
              required
              // biome-ignore lint/a11y/noAutofocus: the page has no other purpose
              autoFocus
            />
            <PasswordInput
              label={t('signIn.newPassword')}
              autoComplete="new-password"
              invalid={problem !== undefined}
              help={t('signIn.newPasswordHelp', { count: minimum })}
            />
          </>
        ) : (
          <>
            <p className={styles.help}>{t('signIn.recoverHelp')}</p>
            <label htmlFor="email">{t('signIn.email')}</label>
            <input
              id="email"
              name="email"
              type="email"
              autoComplete="username"
              className={styles.input}
              required
              // biome-ignore lint/a11y/noAutofocus: the page has no other purpose
              autoFocus
            />
          </>
        )}
        <Button type="submit" variant="primary" busy={busy} className={styles.submit}>
          {t(sent ? 'signIn.savePassword' : 'signIn.sendCode')}
        </Button>
      </form>
      <button type="button" className={styles.link} onClick={onBack}>
        {t('signIn.back')}
      </button>
    </Frame>
  )
}
