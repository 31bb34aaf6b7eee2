import { type FormEvent, useState } from 'react'
import type { Api } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import { shellConfig } from '../app/config.ts'
import { type Translate, useT } from '../i18n/use-t.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import styles from './sign-in.module.css'

interface Props {
  api: Api
  /** The session ended while working: say so. */
  expired: boolean
  onSignedIn: () => void
}

export function SignIn({ api, expired, onSignedIn }: Props) {
  const { t } = useT()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(undefined)
    try {
      await api.send('/auth/login', {
        method: 'POST',
        body: { email: form.get('email'), password: form.get('password') },
      })
      onSignedIn()
    } catch (error) {
      setProblem(messageOf(error, t))
      setBusy(false)
    }
  }
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} aria-labelledby="sign-in-title">
        <Mark size={44} />
        <h1 id="sign-in-title">{t('signIn.title')}</h1>
        {expired ? <p className={styles.note}>{t('signIn.expired')}</p> : null}
        <div aria-live="assertive">
          {problem ? (
            <p className={styles.problem}>
              <Icon name="warning" />
              {problem}
            </p>
          ) : null}
        </div>
        <Inputs problem={problem !== undefined} />
        <Button type="submit" variant="primary" busy={busy} className={styles.submit}>
          {t('signIn.submit')}
        </Button>
        <DemoHint />
      </form>
    </main>
  )
}

function Inputs({ problem }: { problem: boolean }) {
  const { t } = useT()
  const [visible, setVisible] = useState(false)
  const shared = { className: styles.input, required: true, 'aria-invalid': problem || undefined }
  return (
    <>
      <label htmlFor="email">{t('signIn.email')}</label>
      <input
        id="email"
        name="email"
        type="email"
        autoComplete="username"
        // biome-ignore lint/a11y/noAutofocus: the page has no other purpose
        autoFocus
        {...shared}
      />
      <label htmlFor="password">{t('signIn.password')}</label>
      <div className={styles.password}>
        <input
          id="password"
          name="password"
          type={visible ? 'text' : 'password'}
          autoComplete="current-password"
          {...shared}
        />
        <IconButton
          label={t(visible ? 'signIn.hide' : 'signIn.show')}
          icon={visible ? 'eyeOff' : 'eye'}
          aria-pressed={visible}
          onClick={() => setVisible(!visible)}
        />
      </div>
    </>
  )
}

function DemoHint() {
  const { t } = useT()
  const { demoSignIn } = shellConfig()
  return demoSignIn ? <p className={styles.hint}>{t('signIn.demoHint', demoSignIn)}</p> : null
}

function messageOf(error: unknown, t: Translate): string {
  if (!(error instanceof ApiProblem)) return String(error)
  if (error.status === 401 || error.status === 400) return t('signIn.wrong')
  return error.status === 429 ? t('signIn.tooMany') : error.message
}
