import { ApiProblem, Button, useT } from '@bezel/admin-ui/kit'
import { useEffect, useState } from 'react'
import { usePortal } from '../app/portal.ts'
import { messageOf } from '../app/problems.ts'
import styles from '../styles/form.module.css'
import { Notice } from './notice.tsx'

const patience = 45

/** Counts seconds down to nothing. */
function useWait(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(() => Date.now() + patience * 1000)
  const [now, setNow] = useState(Date.now)
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (left === 0) return undefined
    const timer = setTimeout(() => setNow(Date.now()), 1000 - (Date.now() % 1000))
    return () => clearTimeout(timer)
  }, [left])
  const wait = (seconds: number): void => {
    setNow(Date.now())
    setUntil(Date.now() + seconds * 1000)
  }
  return [left, wait]
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Sends the mail once more, after a while that it shows. */
export function Resend({ ticket }: { ticket: string }) {
  const { t } = useT()
  const { api } = usePortal()
  const [left, wait] = useWait()
  const [outcome, setOutcome] = useState<{ tone: 'done' | 'problem'; text: string }>()

  async function send(): Promise<void> {
    try {
      await api.send('/account/resend', { method: 'POST', body: { ticket }, anonymous: true })
      setOutcome({ tone: 'done', text: t('resend.sent') })
      wait(patience)
    } catch (error) {
      setOutcome({ tone: 'problem', text: messageOf(error, t) })
      wait((error instanceof ApiProblem && error.retryAfter) || 10)
    }
  }
  return (
    <div className={styles.resend}>
      {outcome ? <Notice tone={outcome.tone}>{outcome.text}</Notice> : null}
      <p>{t('resend.help')}</p>
      <Button variant="quiet" disabled={left > 0} onClick={() => void send()}>
        {left > 0 ? t('resend.wait', { time: clock(left) }) : t('resend.send')}
      </Button>
    </div>
  )
}
