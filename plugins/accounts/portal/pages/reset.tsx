import { notify, useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { forgetWaiting, waitingFor } from '../app/kept.ts'
import { usePortal } from '../app/portal.ts'
import { useToken } from '../parts/by-link.tsx'
import { CodeField } from '../parts/code.tsx'
import { Entrance } from '../parts/entrance.tsx'
import { Form, type Values } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { NewPassword } from '../parts/password.tsx'
import { Resend } from '../parts/resend.tsx'

/** Chooses a new password, with the link or the code of the mail. */
export default function Reset() {
  const { t } = useT()
  const { api, refresh } = usePortal()
  const navigate = useNavigate()
  const token = useToken()
  // Read once: it is forgotten as soon as the password is set.
  const [waiting] = useState(() => waitingFor('recover'))
  const below = <Link to="/recover">{t('reset.again')}</Link>

  async function reset({ password, code }: Values): Promise<void> {
    const body = token ? { token, password } : { ticket: waiting?.ticket, code, password }
    await api.send('/account/reset-password', { method: 'POST', body, anonymous: true })
    forgetWaiting('recover')
    await refresh()
    notify(t('reset.done'))
    navigate('/')
  }
  if (!token && !waiting)
    return (
      <Entrance title={t('reset.title')} below={below}>
        <Notice tone="info">{t('reset.lost')}</Notice>
      </Entrance>
    )
  return (
    <Entrance
      title={t('reset.title')}
      lead={token ? t('reset.lead') : t('code.sentIfTo', { email: waiting?.email })}
      below={below}
    >
      <Form submit={t('reset.submit')} onSubmit={reset}>
        {token ? null : <CodeField />}
        <NewPassword label={t('password.new')} own={waiting ? [waiting.email] : []} />
      </Form>
      {token || !waiting ? null : <Resend ticket={waiting.ticket} />}
    </Entrance>
  )
}
