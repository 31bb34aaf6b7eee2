import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import type { Api } from '../api/client.ts'
import { isStatus } from '../api/problem.ts'
import { ConfirmIdentity } from '../confirm-identity/confirm-identity.tsx'
import type { AdminManifest } from '../entity/types.ts'
import { dropAllDrafts, giveDraftsBack, type HeldDrafts, holdDrafts } from '../form/draft.ts'
import type { PanelRegistry } from '../panels/registry.ts'
import { forgetOpened } from '../record/recent.ts'
import { Shell } from '../shell/shell.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { AppContext } from './context.ts'
import { Labelled } from './labelled.tsx'
import { dropManifest, type KeptManifest, loadManifest } from './manifest.ts'

const NotInYet = lazy(() =>
  import('../sign-in/not-in-yet.tsx').then((module) => ({ default: module.NotInYet })),
)
const SignIn = lazy(() => import('../sign-in/sign-in.tsx').then((module) => ({ default: module.SignIn })))

interface Props {
  api: Api
  /** The manifest of the last visit. */
  kept: KeptManifest | undefined
  panels: PanelRegistry
}

/** Lets nobody in without a session, and shows the page from the last visit's manifest until the fresh one is there. */
export function Gate({ api, kept, panels }: Props) {
  const queryClient = useQueryClient()
  const [signedOut, setSignedOut] = useState<'no' | 'expired' | 'left'>('no')
  // Counts sign-ins, so that each begins with a manifest of its own.
  const [visit, setVisit] = useState(0)
  const [memory] = useState(() => new Map<string, unknown>())
  const [held] = useState((): HeldDrafts => new Map())
  const known = visit === 0 ? kept : undefined
  const manifest = useQuery<AdminManifest>({
    queryKey: ['manifest', visit],
    queryFn: async () => {
      const manifest = await loadManifest(api, known)
      giveDraftsBack(localStorage, held, manifest.user.id)
      return manifest
    },
    enabled: signedOut === 'no',
    staleTime: 5 * 60_000,
    ...(known ? { initialData: known.manifest, initialDataUpdatedAt: 0 } : {}),
  })

  useEffect(() => api.onSignedOut(() => setSignedOut((now) => (now === 'left' ? now : 'expired'))), [api])

  const signOut = useCallback(async () => {
    await api.send('/auth/logout', { method: 'POST' }).catch(() => {})
    dropManifest()
    dropAllDrafts(localStorage)
    held.clear()
    forgetOpened()
    setSignedOut('left')
  }, [api, held])

  // Whoever signs in now may be another person: nothing that the last one saw is shown to them.
  const signedIn = useCallback(() => {
    memory.clear()
    queryClient.clear()
    setVisit((before) => before + 1)
    setSignedOut('no')
  }, [queryClient, memory])

  const isOut = signedOut !== 'no' || isStatus(manifest.error, 401)
  // However the session ended, also while nobody looked: the device keeps nothing of who is not signed in.
  useEffect(() => {
    if (!isOut) return
    dropManifest()
    forgetOpened()
    holdDrafts(localStorage, held)
  }, [isOut, held])

  const data = manifest.data
  const value = useMemo(
    () => (data ? { api, manifest: data, panels, signOut, memory } : null),
    [api, data, panels, signOut, memory],
  )

  if (isOut) {
    return (
      <Suspense>
        <SignIn api={api} expired={signedOut === 'expired' && data !== undefined} onSignedIn={signedIn} />
      </Suspense>
    )
  }
  const confirmIdentity = <ConfirmIdentity api={api} onAgain={() => void signOut()} />
  if (isStatus(manifest.error, 403))
    return (
      <Suspense>
        <NotInYet api={api} error={manifest.error} onIn={signedIn} onSignOut={() => void signOut()} />
        {confirmIdentity}
      </Suspense>
    )
  if (!value)
    return manifest.error ? (
      <LoadFailure page error={manifest.error} onRetry={() => void manifest.refetch()} />
    ) : null
  return (
    <AppContext value={value}>
      <Labelled>
        <Shell />
        {confirmIdentity}
      </Labelled>
    </AppContext>
  )
}
