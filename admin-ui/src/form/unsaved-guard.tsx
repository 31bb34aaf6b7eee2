import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { useT } from '../i18n/use-t.ts'
import { Confirm } from '../ui/confirm.tsx'

/** Asks before leaving a form with changes, inside the admin and when the tab is closed. */
export function UnsavedGuard({ dirty }: { dirty: () => boolean }) {
  const { t } = useT()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty() && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (dirty()) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
  if (blocker.state !== 'blocked') return null
  return (
    <Confirm
      title={t('form.unsavedAsk')}
      confirm={t('form.leave')}
      cancel={t('form.stay')}
      danger
      onClose={() => blocker.reset()}
      onConfirm={() => blocker.proceed()}
    >
      {t('form.unsavedHelp')}
    </Confirm>
  )
}
