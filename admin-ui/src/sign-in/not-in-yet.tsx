import { useEffect, useState } from 'react'
import { addPasskey, hasPasskeys } from '../account/passkey.ts'
import { RecoveryCodes } from '../account/recovery-codes.tsx'
import { TotpSetup } from '../account/totp-setup.tsx'
import type { Api } from '../api/client.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { Frame } from './frame.tsx'
import styles from './sign-in.module.css'
import { useAttempt } from './use-attempt.ts'

interface Props {
  api: Api
  /** Why the admin does not open. */
  error: unknown
  onIn: () => void
  onSignOut: () => void
}

interface Account {
  portal: boolean
  secondFactor: { required: boolean; methods: string[] }
}

/** For who is signed in and may not enter: a role that takes a second factor, or a customer. */
export function NotInYet({ api, error, onIn, onSignOut }: Props) {
  const { t } = useT()
  const [account, setAccount] = useState<Account | null>()
  useEffect(() => {
    api
      .get<Account>('/account')
      .then(setAccount)
      .catch(() => setAccount(null))
  }, [api])
  if (account === undefined) return null
  const signOut = (
    <button type="button" className={styles.link} onClick={onSignOut}>
      {t('signIn.leave')}
    </button>
  )
  if (account?.portal)
    return (
      <Frame title={t('signIn.customersTitle')} note={t('signIn.customersHelp')}>
        <a className={styles.link} href="/account">
          {t('signIn.toAccount')}
        </a>
        {signOut}
      </Frame>
    )
  if (!account?.secondFactor.required) return <LoadFailure page error={error} onRetry={onIn} />
  return (
    <Protect api={api} onIn={onIn}>
      {signOut}
    </Protect>
  )
}

function Protect({ api, onIn, children }: { api: Api; onIn: () => void; children: React.ReactNode }) {
  const { t, locale } = useT()
  const { problem, busy, attempt } = useAttempt()
  const [app, setApp] = useState(false)
  const [codes, setCodes] = useState<string[]>()
  const done = (recoveryCodes: string[] | null): void => (recoveryCodes ? setCodes(recoveryCodes) : onIn())
  const name = t('factor.passkeyName', { date: new Date().toLocaleDateString(locale) })
  return (
    <Frame
      title={t('signIn.setUpTitle')}
      note={codes || app ? undefined : t('signIn.setUpHelp')}
      problem={problem}
    >
      {codes ? <RecoveryCodes codes={codes} onKept={onIn} /> : null}
      {app && !codes ? <TotpSetup api={api} onDone={done} onCancel={() => setApp(false)} /> : null}
      {app || codes ? null : (
        <div className={styles.others}>
          <Button variant="primary" onClick={() => setApp(true)}>
            {t('factor.useApp')}
          </Button>
          <p className={styles.help}>{t('factor.useAppHelp')}</p>
          {hasPasskeys() ? (
            <>
              <Button busy={busy} onClick={() => void attempt(async () => done(await addPasskey(api, name)))}>
                {t('factor.usePasskey')}
              </Button>
              <p className={styles.help}>{t('factor.usePasskeyHelp')}</p>
            </>
          ) : null}
        </div>
      )}
      {codes ? null : children}
    </Frame>
  )
}
