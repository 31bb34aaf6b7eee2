import { Button, useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import type { Admission } from '../app/account.ts'
import { Cancelled, usePortal } from '../app/portal.ts'
import { messageOf } from '../app/problems.ts'
import styles from '../styles/form.module.css'
import { Notice } from './notice.tsx'
import { provePasskey } from './passkey.ts'

/** The ways in besides a password: passkey and vendors. */
export function OtherWays({ passkey = true }: { passkey?: boolean }) {
  const { t } = useT()
  const { api, offers, enter } = usePortal()
  const [problem, setProblem] = useState<string>()

  async function attempt(work: () => Promise<void>): Promise<void> {
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Cancelled)) setProblem(messageOf(error, t))
    }
  }
  const byPasskey = async (): Promise<void> => {
    const body = await provePasskey(api)
    await enter(
      await api.send<Admission>('/account/passkeys/sign-in', { method: 'POST', body, anonymous: true }),
    )
  }
  const byProvider = async (id: string): Promise<void> => {
    const path = `/account/providers/${encodeURIComponent(id)}/begin`
    const { url } = await api.send<{ url: string }>(path, { method: 'POST', body: {}, anonymous: true })
    location.assign(url)
  }
  const withPasskey = passkey && offers.passkeys && 'PublicKeyCredential' in window
  if (!withPasskey && offers.providers.length === 0) return null
  return (
    <div className={styles.ways}>
      <p className={styles.or}>{t('or')}</p>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {withPasskey ? (
        <Button icon="key" onClick={() => void attempt(byPasskey)}>
          {t('passkey.signIn')}
        </Button>
      ) : null}
      {offers.providers.map(({ id, label }) => (
        <Button key={id} onClick={() => void attempt(() => byProvider(id))}>
          {t('provider.continue', { label })}
        </Button>
      ))}
    </div>
  )
}
