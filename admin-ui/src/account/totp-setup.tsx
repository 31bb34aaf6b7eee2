import { type FormEvent, useEffect, useState } from 'react'
import type { Api } from '../api/client.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import form from '../ui/form.module.css'
import styles from './account.module.css'
import { CopyButton } from './copy-button.tsx'
import { QrCode } from './qr-code.tsx'
import { reasonOf } from './waiting.ts'

export interface TotpSetupProps {
  api: Api
  /** Called once it counts, with recovery codes where there were none. */
  onDone: (recoveryCodes: string[] | null) => void
  onCancel: () => void
}

interface Seed {
  secret: string
  uri: string
}

/** Sets up an authenticator app: scan, enter the first code. */
export function TotpSetup({ api, onDone, onCancel }: TotpSetupProps) {
  const { t } = useT()
  const [seed, setSeed] = useState<Seed>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    api
      .send<Seed>('/account/totp', { method: 'POST', body: {} })
      .then(setSeed)
      .catch((error: unknown) => setProblem(reasonOf(error, t)))
  }, [api, t])
  const confirm = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    setBusy(true)
    setProblem(undefined)
    try {
      const body = { code }
      const answer = await api.send<{ recoveryCodes: string[] | null }>('/account/totp/confirm', {
        method: 'POST',
        body,
      })
      onDone(answer.recoveryCodes)
    } catch (error) {
      setProblem(reasonOf(error, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles.setup} onSubmit={(event) => void confirm(event)}>
      <p className={styles.lead}>{t('factor.scan')}</p>
      <p className={styles.help}>{t('factor.scanHelp')}</p>
      {seed ? <SeedView seed={seed} /> : null}
      <label className={form.label} htmlFor="totp-code">
        {t('factor.digits')}
      </label>
      <input
        id="totp-code"
        name="code"
        className={`${form.input} ${styles.code}`}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,8}"
        required
        aria-invalid={problem !== undefined || undefined}
      />
      <p className={form.error} role="alert">
        {problem}
      </p>
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={!seed}>
          {t('factor.finish')}
        </Button>
      </div>
    </form>
  )
}

function SeedView({ seed: { uri, secret } }: { seed: Seed }) {
  const { t } = useT()
  return (
    <div className={styles.seed}>
      <QrCode text={uri} label={t('factor.qr')} />
      <div>
        <p className={styles.help}>{t('factor.byHand')}</p>
        <code className={styles.secret}>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        <CopyButton text={secret} label={t('factor.byHand')} />
      </div>
    </div>
  )
}
