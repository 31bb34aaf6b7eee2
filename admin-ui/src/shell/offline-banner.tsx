import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useApi } from '../app/context.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './shell.module.css'

const ASK_AGAIN = 5000

/** Says when the server is out of reach, and brings everything up to date once it answers again. */
export function OfflineBanner() {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  const reachable = useSyncExternalStore(api.reachable.subscribe, api.reachable.get)
  useEffect(() => {
    if (reachable) return
    const timer = setInterval(() => void api.get('/auth/session').catch(() => {}), ASK_AGAIN)
    return () => {
      clearInterval(timer)
      void queryClient.invalidateQueries()
    }
  }, [reachable, api, queryClient])
  return (
    <div role="status">
      {reachable ? null : (
        <div className={styles.offline}>
          <Icon name="warning" />
          {t('shell.offline')}
        </div>
      )}
    </div>
  )
}
