import { Button, useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import type { Admission } from '../app/account.ts'
import { Cancelled, usePortal } from '../app/portal.ts'
import { messageOf } from '../app/problems.ts'
import { CodeField } from '../parts/code.tsx'
import { Entrance } from '../parts/entrance.tsx'
import { Field, Form, type Values } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { provePasskey } from '../parts/passkey.ts'
import styles from '../styles/form.module.css'

export default function SecondFactor() {
  const { t } = useT()
  const { api, pending, enter, signOut } = usePortal()
  const methods = pending?.methods ?? []
  const [way, setWay] = useState(methods.find((method) => method !== 'recovery-code') ?? 'recovery-code')
  const [problem, setProblem] = useState<string>()
  const [remember, setRemember] = useState(false)

  async function byCode({ code }: Values): Promise<void> {
    const body = { ticket: pending?.ticket, code, remember }
    await enter(
      await api.send<Admission>('/account/second-factor', { method: 'POST', body, anonymous: true }),
    )
  }
  async function byPasskey(): Promise<void> {
    try {
      const body = { ...(await provePasskey(api)), remember }
      const path = '/account/passkeys/sign-in'
      await enter(await api.send<Admission>(path, { method: 'POST', body, anonymous: true }))
    } catch (error) {
      if (!(error instanceof Cancelled)) setProblem(messageOf(error, t))
    }
  }
  const others = methods.filter((method) => method !== way)
  return (
    <Entrance title={t('second.title')} lead={t(`second.${way}.lead`)}>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {way === 'passkey' ? (
        <div className={styles.ways}>
          <Remember checked={remember} onChange={setRemember} />
          <Button variant="primary" icon="key" onClick={() => void byPasskey()}>
            {t('passkey.use')}
          </Button>
        </div>
      ) : (
        <Form submit={t('second.submit')} onSubmit={byCode} blame="code" key={way}>
          {way === 'totp' ? (
            <CodeField label={t('second.totp.label')} />
          ) : (
            <Field
              name="code"
              label={t('second.recovery-code.label')}
              autoComplete="off"
              required
              autoFocus
            />
          )}
          <Remember checked={remember} onChange={setRemember} />
        </Form>
      )}
      <div className={styles.ways}>
        {others.map((method) => (
          <Button key={method} variant="quiet" onClick={() => setWay(method)}>
            {t(`second.${method}.instead`)}
          </Button>
        ))}
        <Button variant="quiet" onClick={() => void signOut()}>
          {t('back')}
        </Button>
      </div>
    </Entrance>
  )
}

function Remember({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const { t } = useT()
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {t('second.remember')}
    </label>
  )
}
