import { useRouteError } from 'react-router'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** Shown when a page of our own throws; the address stays, so a reload tries the same page again. */
export function PageCrash() {
  const { t } = useT()
  const error = useRouteError()
  console.error(error)
  return (
    <main role="alert">
      <EmptyState
        page
        icon="warning"
        title={t('shell.crashed')}
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            {t('shell.reload')}
          </Button>
        }
      >
        {t('shell.crashedHelp')}
      </EmptyState>
    </main>
  )
}
