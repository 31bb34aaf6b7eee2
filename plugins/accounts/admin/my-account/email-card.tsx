import { Button, Card, Field, notify, t, useApi, useOperation } from '@bezel/admin-ui'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { apart, failed, fields, problemOf, quiet, row, stack } from '../parts.tsx'
import type { Account } from '../types.ts'

/** Who gets a code, and the ticket of the question it answers. */
interface Side {
  email: string
  ticket: string
}

interface Props {
  account: Account
  onChanged: () => void
}

/** The address changes once both, the old and the new one, are confirmed: by the codes or the links of the mails. */
export function EmailCard({ account, onChanged }: Props) {
  const [asking, setAsking] = useState(false)
  const [sides, setSides] = useState<Side[]>([])
  const close = useCallback(() => {
    setAsking(false)
    setSides([])
  }, [])
  // Links of the mails may be opened in another browser: whoever comes back from there sees the new address.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is what ends the question
  useEffect(close, [account.email, close])
  useEffect(() => {
    if (sides.length === 0) return
    addEventListener('focus', onChanged)
    return () => removeEventListener('focus', onChanged)
  }, [sides, onChanged])
  return (
    <Card title={t('accounts.email')}>
      {sides.length > 0 ? (
        <Confirmations
          sides={sides}
          onConfirmed={(ticket) => setSides(sides.filter((side) => side.ticket !== ticket))}
          onChanged={() => {
            close()
            notify(t('accounts.emailChanged'))
            onChanged()
          }}
          onClose={close}
        />
      ) : asking ? (
        <AskForm email={account.email} onSent={setSides} onClose={close} />
      ) : (
        <div style={{ ...row, justifyContent: 'space-between' }}>
          <span style={{ overflowWrap: 'anywhere' }}>{account.email}</span>
          <Button onClick={() => setAsking(true)}>{t('accounts.changeEmail')}</Button>
        </div>
      )}
    </Card>
  )
}

interface AskProps {
  email: string
  onSent: (sides: Side[]) => void
  onClose: () => void
}

function AskForm({ email, onSent, onClose }: AskProps) {
  const [next, setNext] = useState<unknown>(null)
  const [problem, setProblem] = useState<string>()
  const begin = useOperation<object, { oldTicket: string; newTicket: string }>({ path: '/account/email' })
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    try {
      const { oldTicket, newTicket } = await begin.run({ email: next })
      onSent([
        { email, ticket: oldTicket },
        { email: String(next), ticket: newTicket },
      ])
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <form onSubmit={(event) => void send(event)} style={fields}>
      <Field
        name="newEmail"
        field={{
          kind: 'email',
          label: t('accounts.newEmail'),
          help: t('accounts.newEmailHelp'),
          required: true,
          maxLength: 320,
        }}
        value={next}
        error={problem}
        onChange={setNext}
      />
      <div style={{ ...row, ...apart }}>
        <Button onClick={onClose}>{t('accounts.cancel')}</Button>
        <Button type="submit" variant="primary" busy={begin.busy} disabled={!next}>
          {t('accounts.sendMails')}
        </Button>
      </div>
    </form>
  )
}

interface ConfirmationsProps {
  sides: Side[]
  onConfirmed: (ticket: string) => void
  onChanged: () => void
  onClose: () => void
}

function Confirmations({ sides, onConfirmed, onChanged, onClose }: ConfirmationsProps) {
  return (
    <div style={stack}>
      <p style={quiet}>{t('accounts.bothCodes')}</p>
      {sides.map(({ email, ticket }) => (
        <CodeForm
          key={ticket}
          email={email}
          ticket={ticket}
          onDone={(changed) => (changed ? onChanged() : onConfirmed(ticket))}
        />
      ))}
      <div>
        <Button variant="quiet" onClick={onClose}>
          {t('accounts.cancel')}
        </Button>
      </div>
    </div>
  )
}

function CodeForm({ email, ticket, onDone }: Side & { onDone: (changed: boolean) => void }) {
  const api = useApi()
  const [code, setCode] = useState<unknown>(null)
  const [problem, setProblem] = useState<string>()
  const confirm = useOperation<object, { changed: boolean }>({ path: '/account/email/confirm' })
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    try {
      onDone((await confirm.run({ ticket, code })).changed)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const resend = () =>
    api
      .send('/account/resend', { method: 'POST', body: { ticket } })
      .then(() => notify(t('accounts.sentAgain', { email })), failed)
  return (
    <form onSubmit={(event) => void send(event)} style={fields}>
      <Field
        name={`code-${ticket.slice(0, 8)}`}
        field={{ kind: 'text', label: t('accounts.codeOf', { email }), required: true, maxLength: 9 }}
        value={code}
        error={problem}
        onChange={setCode}
      />
      <div style={{ ...row, marginTop: 8 }}>
        <Button type="submit" busy={confirm.busy} disabled={!code}>
          {t('accounts.confirmCode')}
        </Button>
        <Button variant="quiet" onClick={() => void resend()}>
          {t('accounts.sendAgain')}
        </Button>
      </div>
    </form>
  )
}
