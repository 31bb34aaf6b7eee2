import { ApiProblem } from '../api/problem.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'

export interface LoadFailureProps {
  error: unknown
  onRetry: () => void
  /** Nothing else is on the page. */
  page?: boolean
}

/** A page or part that could not be loaded: what happened, the request's number for support, and another try. */
export function LoadFailure({ error, onRetry, page = false }: LoadFailureProps) {
  const { t } = useT()
  const requestId = error instanceof ApiProblem ? error.requestId : undefined
  return (
    <div role="alert">
      <EmptyState
        page={page}
        icon="warning"
        title={t('error.load')}
        action={<Button onClick={onRetry}>{t('common.retry')}</Button>}
      >
        {error instanceof Error ? error.message : null}
        {requestId ? (
          <>
            <br />
            <small>{t('common.requestId', { id: requestId })}</small>
          </>
        ) : null}
      </EmptyState>
    </div>
  )
}
