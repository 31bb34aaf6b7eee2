import type { FormEvent } from 'react'
import { hasPasskeys, signWithPasskey } from '../account/passkey.ts'
import { goToVendor } from '../account/vendor.ts'
import type { Api } from '../api/client.ts'
import { shellConfig } from '../app/config.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { Frame } from './frame.tsx'
import { PasswordInput } from './password-input.tsx'
import styles from './sign-in.module.css'
import type { Admission, Offers } from './types.ts'
import { useAttempt } from './use-attempt.ts'

interface Props {
  api: Api
  offers: Offers | undefined
  /** Key of a text above the form. */
  note: string | undefined
  onEnter: (admission: Admission) => void
  onForgot: () => void
}

export function PasswordStep({ api, offers, note, onEnter, onForgot }: Props) {
  const { t } = useT()
  const { problem, busy, attempt } = useAttempt()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const body = { email: form.get('email'), password: form.get('password') }
    void attempt(async () => onEnter(await api.send<Admission>('/auth/login', { method: 'POST', body })))
  }
  return (
    <Frame title={t('signIn.title')} note={note && t(note)} problem={problem}>
      <form className={styles.form} onSubmit={submit}>
        <label htmlFor="email">{t(offers ? 'signIn.emailOrName' : 'signIn.email')}</label>
        <input
          id="email"
          name="email"
          inputMode="email"
          autoCapitalize="off"
          spellCheck={false}
          autoComplete="username webauthn"
          className={styles.input}
          required
          aria-invalid={problem !== undefined || undefined}
          // biome-ignore lint/a11y/noAutofocus: the page has no other purpose
          autoFocus
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          invalid={problem !== undefined}
        />
        <Button type="submit" variant="primary" busy={busy} className={styles.submit}>
          {t('signIn.submit')}
        </Button>
        {offers ? (
          <button type="button" className={styles.link} onClick={onForgot}>
            {t('signIn.forgot')}
          </button>
        ) : null}
      </form>
      {offers ? <OtherWays api={api} offers={offers} attempt={attempt} onEnter={onEnter} /> : null}
      <DemoHint />
    </Frame>
  )
}

const here = (): string => `${location.pathname}${location.search}`

interface OtherProps {
  api: Api
  offers: Offers
  attempt: (work: () => Promise<void>) => Promise<void>
  onEnter: (admission: Admission) => void
}

function OtherWays({ api, offers, attempt, onEnter }: OtherProps) {
  const { t } = useT()
  const passkeys = offers.passkeys && hasPasskeys()
  if (!passkeys && offers.providers.length === 0) return null
  const byPasskey = async (): Promise<void> => {
    const body = await signWithPasskey(api)
    const path = '/account/passkeys/sign-in'
    onEnter(await api.send<Admission>(path, { method: 'POST', body, anonymous: true }))
  }
  return (
    <div className={styles.others}>
      <p className={styles.or}>{t('signIn.or')}</p>
      {passkeys ? <Button onClick={() => void attempt(byPasskey)}>{t('signIn.passkey')}</Button> : null}
      {offers.providers.map(({ id, label }) => (
        <Button key={id} onClick={() => void attempt(() => goToVendor(api, id, here()))}>
          {t('signIn.vendor', { name: label })}
        </Button>
      ))}
    </div>
  )
}

function DemoHint() {
  const { t } = useT()
  const { demoSignIn } = shellConfig()
  return demoSignIn ? <p className={styles.hint}>{t('signIn.demoHint', demoSignIn)}</p> : null
}
