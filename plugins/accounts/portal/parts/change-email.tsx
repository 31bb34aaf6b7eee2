import { Button, notify, useT } from '@bezel/admin-ui/kit'
import { useEffect, useState } from 'react'
import { forgetWaiting, keepWaiting, waitingFor } from '../app/kept.ts'
import { useAccount, usePortal } from '../app/portal.ts'
import styles from '../styles/parts.module.css'
import { CodeField } from './code.tsx'
import { Field, Form } from './form.tsx'
import { Resend } from './resend.tsx'

type Side = 'email-old' | 'email-new'
const sides: Side[] = ['email-old', 'email-new']

/** Whether both are confirmed by now, be it by links that were opened in another browser. */
function isOver(email: string): boolean {
  const [old, next] = sides.map((side) => waitingFor(side))
  return (old && old.email !== email) || next?.email === email
}

/** Changes the address once both, the old and the new one, are confirmed: by the links or by the codes of the mails. */
export function ChangeEmail() {
  const { t } = useT()
  const { email } = useAccount()
  const { api, guarded } = usePortal()
  const [step, setStep] = useState<'shown' | 'asked' | 'open'>(() =>
    sides.some((side) => waitingFor(side)) ? 'open' : 'shown',
  )
  useEffect(() => {
    if (!isOver(email)) return
    forgetWaiting(...sides)
    setStep('shown')
  }, [email])
  if (step === 'open') return <Confirmations onEnd={() => setStep('shown')} />
  if (step === 'shown')
    return (
      <div className={styles.line}>
        <span>{email}</span>
        <Button onClick={() => setStep('asked')}>{t('changeEmail.open')}</Button>
      </div>
    )
  return (
    <Form
      submit={t('changeEmail.submit')}
      aside={
        <Button variant="quiet" onClick={() => setStep('shown')}>
          {t('cancel')}
        </Button>
      }
      onSubmit={async ({ newEmail = '' }) => {
        const answer = await guarded(() =>
          api.send<{ oldTicket: string; newTicket: string }>('/account/email', {
            method: 'POST',
            body: { email: newEmail },
          }),
        )
        keepWaiting('email-old', { email, ticket: answer.oldTicket })
        keepWaiting('email-new', { email: newEmail, ticket: answer.newTicket })
        setStep('open')
      }}
    >
      <Field
        name="newEmail"
        label={t('changeEmail.new')}
        type="email"
        autoComplete="email"
        required
        autoFocus
        help={t('changeEmail.help')}
      />
    </Form>
  )
}

function Confirmations({ onEnd }: { onEnd: () => void }) {
  const { t } = useT()
  const { api, refresh } = usePortal()
  const [open, setOpen] = useState(() => sides.filter((side) => waitingFor(side)))
  // Who comes back from the mail may have opened its link there.
  useEffect(() => {
    const look = (): void => void refresh().catch(() => {})
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [refresh])

  async function confirm(side: Side, code: string): Promise<void> {
    const body = { ticket: waitingFor(side)?.ticket, code }
    const path = '/account/email/confirm'
    const { changed } = await api.send<{ changed: boolean }>(path, { method: 'POST', body, anonymous: true })
    forgetWaiting(side)
    setOpen(open.filter((one) => one !== side))
    if (!changed) return
    await refresh()
    notify(t('changeEmail.done'))
    onEnd()
  }
  function cancel(): void {
    forgetWaiting(...sides)
    onEnd()
  }
  return (
    <>
      <p className={styles.lead}>{t('changeEmail.both')}</p>
      {open.map((side) => (
        <section key={side} className={styles.part} aria-label={waitingFor(side)?.email}>
          <Form submit={t('confirm.submit')} blame="code" onSubmit={({ code = '' }) => confirm(side, code)}>
            <CodeField label={t('code.of', { email: waitingFor(side)?.email })} autoFocus={false} />
          </Form>
          <Resend ticket={waitingFor(side)?.ticket ?? ''} />
        </section>
      ))}
      <Button variant="quiet" onClick={cancel}>
        {t('cancel')}
      </Button>
    </>
  )
}
