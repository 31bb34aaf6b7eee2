import { type Api, ApiProblem, Button, takeReturn, useT } from '@bezel/admin-ui/kit'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { setLanguage } from '../i18n/texts.ts'
import { Notice } from '../parts/notice.tsx'
import { useStepUp } from '../parts/step-up.tsx'
import type { Account, Admission, Offers, SecondFactor } from './account.ts'
import { forgetWaiting } from './kept.ts'
import { type Portal, PortalContext } from './portal.ts'
import { messageOf } from './problems.ts'

/** Null for nobody. */
async function askWho(api: Api): Promise<Account | null> {
  try {
    return await api.get<Account>('/account')
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

/** Asks who is here and what the shop offers, and gives both to all pages. */
export function Provider({ api, children }: { api: Api; children: ReactNode }) {
  const { t } = useT()
  const navigate = useNavigate()
  const [account, setAccount] = useState<Account | null>(null)
  const [offers, setOffers] = useState<Offers | null>(null)
  const [pending, setPending] = useState<SecondFactor | null>(null)
  const [failure, setFailure] = useState<unknown>()
  const { guarded, question } = useStepUp(api, account)

  const refresh = useCallback(async () => setAccount(await askWho(api)), [api])

  const start = useCallback(async () => {
    setFailure(undefined)
    try {
      const [who, offered] = await Promise.all([askWho(api), api.get<Offers>('/account/options')])
      setAccount(who)
      setOffers(offered)
    } catch (error) {
      setFailure(error)
    }
  }, [api])
  useEffect(() => void start(), [start])
  useEffect(() => api.onSignedOut(() => setAccount(null)), [api])

  const enter = useCallback(
    async ({ secondFactor }: Admission) => {
      setPending(secondFactor)
      const who = secondFactor ? null : await askWho(api)
      if (who?.language === 'de' || who?.language === 'en') await setLanguage(who.language)
      // Whoever began at the admin's door goes on there, but only now: the second step comes first.
      const back = who && takeReturn()
      if (back) return location.assign(back)
      setAccount(who)
      navigate('/')
    },
    [api, navigate],
  )
  const signOut = useCallback(async () => {
    await api.send('/auth/logout', { method: 'POST' }).catch(() => {})
    forgetWaiting('register', 'recover', 'email-old', 'email-new')
    setPending(null)
    setAccount(null)
    navigate('/')
  }, [api, navigate])

  const value = useMemo<Portal | null>(
    () => offers && { api, offers, account, pending, refresh, enter, signOut, guarded },
    [api, offers, account, pending, refresh, enter, signOut, guarded],
  )
  if (failure !== undefined)
    return (
      <main>
        <Notice tone="problem">{messageOf(failure, t)}</Notice>
        <Button onClick={() => void start()}>{t('retry')}</Button>
      </main>
    )
  if (!value) return null
  return (
    <PortalContext value={value}>
      {children}
      {question}
    </PortalContext>
  )
}
