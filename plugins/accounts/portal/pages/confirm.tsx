import { useT } from '@bezel/admin-ui/kit'
import { Link } from 'react-router'
import type { Admission } from '../app/account.ts'
import { forgetWaiting, waitingFor } from '../app/kept.ts'
import { usePortal } from '../app/portal.ts'
import { useOnce, useToken } from '../parts/by-link.tsx'
import { CodeField } from '../parts/code.tsx'
import { Entrance } from '../parts/entrance.tsx'
import { Form } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { Resend } from '../parts/resend.tsx'

/** Confirms the address of a registration, by the link or by the code of the mail. */
export default function Confirm() {
  const { t } = useT()
  const { api, enter } = usePortal()
  const token = useToken()
  const waiting = waitingFor('register')

  async function confirm(body: object): Promise<void> {
    const admission = await api.send<Admission>('/account/confirm', { method: 'POST', body, anonymous: true })
    forgetWaiting('register')
    await enter(admission)
  }
  const problem = useOnce(token, (given) => confirm({ token: given }))
  if (token && !problem) return <Entrance title={t('confirm.title')}>{t('moment')}</Entrance>
  const below = <Link to="/sign-up">{t('confirm.other')}</Link>
  return (
    <Entrance
      title={t('confirm.title')}
      lead={waiting ? t('code.sentTo', { email: waiting.email }) : null}
      below={below}
    >
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {waiting ? (
        <>
          <Form
            submit={t('confirm.submit')}
            blame="code"
            onSubmit={({ code }) => confirm({ ticket: waiting.ticket, code })}
          >
            <CodeField />
          </Form>
          <Resend ticket={waiting.ticket} />
        </>
      ) : (
        <Notice tone="info">{t('confirm.lost')}</Notice>
      )}
    </Entrance>
  )
}
