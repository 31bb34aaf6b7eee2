import { useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import { Link } from 'react-router'
import { forgetWaiting } from '../app/kept.ts'
import { usePortal } from '../app/portal.ts'
import { useOnce, useToken } from '../parts/by-link.tsx'
import { Entrance } from '../parts/entrance.tsx'
import { Notice } from '../parts/notice.tsx'

/** Where the links of both mails of a change of address lead. */
export default function ConfirmEmail() {
  const { t } = useT()
  const { api, refresh } = usePortal()
  const token = useToken()
  const [changed, setChanged] = useState<boolean>()
  const problem = useOnce(token, async (given) => {
    const answer = await api.send<{ changed: boolean }>('/account/email/confirm', {
      method: 'POST',
      body: { token: given },
      anonymous: true,
    })
    if (answer.changed) forgetWaiting('email-old', 'email-new')
    await refresh()
    setChanged(answer.changed)
  })
  return (
    <Entrance title={t('changeEmail.title')} below={<Link to="/">{t('toAccount')}</Link>}>
      {problem || !token ? (
        <Notice tone="problem">{problem ?? t('problem.ACCOUNTS_CODE_INVALID')}</Notice>
      ) : null}
      {changed === undefined ? null : (
        <Notice tone="done">{t(changed ? 'changeEmail.done' : 'changeEmail.half')}</Notice>
      )}
    </Entrance>
  )
}
