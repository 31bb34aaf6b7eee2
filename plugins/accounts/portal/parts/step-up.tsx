import { type Api, ApiProblem, Button, useT } from '@bezel/admin-ui/kit'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Account } from '../app/account.ts'
import { Cancelled } from '../app/portal.ts'
import { messageOf } from '../app/problems.ts'
import styles from '../styles/parts.module.css'
import { Dialog } from './dialog.tsx'
import { Field, Form } from './form.tsx'
import { Notice } from './notice.tsx'
import { provePasskey } from './passkey.ts'
import { PasswordField } from './password.tsx'

interface Question {
  confirmed: () => void
  cancelled: () => void
}

interface StepUp {
  guarded: <T>(work: () => Promise<T>) => Promise<T>
  question: ReactNode
}

/** Dangerous things are refused until the person confirmed lately that it is still them: asks, and does them then. */
export function useStepUp(api: Api, account: Account | null): StepUp {
  const [open, setOpen] = useState<Question | null>(null)
  const guarded = useCallback(async <T,>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'STEP_UP_REQUIRED') throw error
      await new Promise<void>((resolve, reject) =>
        setOpen({ confirmed: resolve, cancelled: () => reject(new Cancelled()) }),
      ).finally(() => setOpen(null))
      return work()
    }
  }, [])
  const question = open && account ? <Confirmation api={api} account={account} {...open} /> : null
  return useMemo(() => ({ guarded, question }), [guarded, question])
}

function Confirmation({ api, account, confirmed, cancelled }: Question & { api: Api; account: Account }) {
  const { t } = useT()
  const { hasPassword, secondFactor } = account
  const hasPasskey = secondFactor.passkeys > 0
  const takesCode = secondFactor.totp || secondFactor.passkeys > 0
  return (
    <Dialog title={t('stepUp.title')} onClose={cancelled}>
      <p className={styles.lead}>{t('stepUp.help')}</p>
      {hasPasskey ? <ByPasskey api={api} confirmed={confirmed} /> : null}
      {hasPassword ? (
        <Form
          submit={t('stepUp.submit')}
          onSubmit={async ({ password, code }) => {
            const body = { password, ...(code && { code }) }
            await api.send('/auth/step-up', { method: 'POST', body })
            confirmed()
          }}
        >
          <PasswordField name="password" label={t('password.yours')} autoComplete="current-password" />
          {takesCode ? (
            <Field name="code" label={t('stepUp.code')} autoComplete="one-time-code" required />
          ) : null}
        </Form>
      ) : null}
      {hasPassword || hasPasskey ? null : <p>{t('stepUp.again')}</p>}
    </Dialog>
  )
}

function ByPasskey({ api, confirmed }: { api: Api; confirmed: () => void }) {
  const { t } = useT()
  const [problem, setProblem] = useState<string>()
  async function prove(): Promise<void> {
    try {
      const body = await provePasskey(api)
      await api.send('/account/passkeys/confirm', { method: 'POST', body })
      confirmed()
    } catch (error) {
      if (!(error instanceof Cancelled)) setProblem(messageOf(error, t))
    }
  }
  return (
    <>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <Button className={styles.wide} icon="key" onClick={() => void prove()}>
        {t('passkey.use')}
      </Button>
    </>
  )
}
