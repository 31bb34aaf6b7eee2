import { useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import type { Admission } from '../app/account.ts'
import { usePortal } from '../app/portal.ts'
import { useOnce, useToken } from '../parts/by-link.tsx'
import { Entrance } from '../parts/entrance.tsx'
import { Field, Form } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { NewPassword } from '../parts/password.tsx'

interface Invited {
  email: string
  name: string
  role: string
}

/** Somebody asked to join the staff sees into which role, chooses a password, and goes on to the admin. */
export default function Invitation() {
  const { t } = useT()
  const { api } = usePortal()
  const token = useToken()
  const [invited, setInvited] = useState<Invited>()
  const problem = useOnce(token, async (given) => {
    const path = '/account/invitation'
    setInvited(await api.send<Invited>(path, { method: 'POST', body: { token: given }, anonymous: true }))
  })
  if (!token || problem)
    return (
      <Entrance title={t('invitation.title')}>
        <Notice tone={problem ? 'problem' : 'info'}>
          {problem ?? t('problem.ACCOUNTS_INVITATION_OVER')}
        </Notice>
      </Entrance>
    )
  if (!invited) return <Entrance title={t('invitation.title')}>{t('moment')}</Entrance>
  const { email, name, role } = invited
  return (
    <Entrance title={t('invitation.hello', { name })} lead={t('invitation.lead', { role })}>
      <Form
        submit={t('invitation.submit')}
        onSubmit={async ({ name: own, password }) => {
          const body = { token, name: own, password }
          await api.send<Admission>('/account/accept-invitation', { method: 'POST', body, anonymous: true })
          // A second factor that the role takes is set up there.
          location.assign('/admin')
        }}
      >
        <Field name="email" label={t('email')} value={email} readOnly autoComplete="username" />
        <Field
          name="name"
          label={t('name')}
          defaultValue={name}
          autoComplete="name"
          maxLength={120}
          required
        />
        <NewPassword label={t('password.choose')} own={[name, email]} />
      </Form>
    </Entrance>
  )
}
