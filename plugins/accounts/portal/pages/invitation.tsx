import { useT } from '@bezel/admin-ui/kit'
import type { Admission } from '../app/account.ts'
import { usePortal } from '../app/portal.ts'
import { useToken } from '../parts/by-link.tsx'
import { Entrance } from '../parts/entrance.tsx'
import { Form } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { NewPassword } from '../parts/password.tsx'

/** Somebody asked to join the staff chooses a password. */
export default function Invitation() {
  const { t } = useT()
  const { api, enter } = usePortal()
  const token = useToken()
  if (!token)
    return (
      <Entrance title={t('invitation.title')}>
        <Notice tone="info">{t('problem.ACCOUNTS_INVITATION_OVER')}</Notice>
      </Entrance>
    )
  return (
    <Entrance title={t('invitation.title')} lead={t('invitation.lead')}>
      <Form
        submit={t('invitation.submit')}
        onSubmit={async ({ password }) => {
          const body = { token, password }
          const path = '/account/accept-invitation'
          await enter(await api.send<Admission>(path, { method: 'POST', body, anonymous: true }))
        }}
      >
        <NewPassword label={t('password.choose')} />
      </Form>
    </Entrance>
  )
}
