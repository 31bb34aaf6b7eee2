import { notify, takeReturn, useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { Admission } from '../app/account.ts'
import { keepWaiting } from '../app/kept.ts'
import { usePortal } from '../app/portal.ts'
import { useOnce } from '../parts/by-link.tsx'
import { Entrance } from '../parts/entrance.tsx'
import { Notice } from '../parts/notice.tsx'

type Entered = Admission & { confirm: { ticket: string } | null }

/** Where a vendor sends the browser back to: signs in, or links the vendor's identity to who is signed in. */
export default function Callback() {
  const { t } = useT()
  const { provider = '' } = useParams()
  const { api, account, enter, guarded } = usePortal()
  const navigate = useNavigate()
  const [search] = useState(() => location.search)

  const problem = useOnce(search || '?', async (query) => {
    const body = { query: Object.fromEntries(new URLSearchParams(query)) }
    const path = `/account/providers/${encodeURIComponent(provider)}`
    history.replaceState(history.state, '', location.pathname)
    if (account) {
      await guarded(() => api.send(`${path}/link`, { method: 'POST', body }))
      const back = takeReturn()
      if (back) return location.assign(back)
      notify(t('identities.linked'))
      return navigate('/security')
    }
    const entered = await api.send<Entered>(`${path}/finish`, { method: 'POST', body, anonymous: true })
    if (!entered.confirm) return enter(entered)
    keepWaiting('register', { email: t('provider.address'), ticket: entered.confirm.ticket })
    return navigate('/confirm')
  })
  return (
    <Entrance title={t('signIn.title')} below={<Link to="/">{t('back')}</Link>}>
      {problem ? <Notice tone="problem">{problem}</Notice> : <p>{t('moment')}</p>}
    </Entrance>
  )
}
