import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { refreshLists } from '../api/cache.ts'
import { API } from '../api/client.ts'
import { useApi } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { notify } from '../ui/toast.tsx'
import { type ImportRun, isUnderWay, POLL } from './import-api.ts'
import styles from './import-page.module.css'

interface Props {
  entity: EntityDescriptor
  id: string
  /** The file is still at hand, so a check can be followed by the import itself. */
  canGoBack: boolean
  onBack: () => void
  onAnother: () => void
}

export function RunStep({ entity, id, canGoBack, onBack, onAnother }: Props) {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  const key = ['record', 'imports', id, 'progress']
  const run = useQuery<ImportRun>({
    queryKey: key,
    queryFn: ({ signal }) => api.get<ImportRun>(`/imports/${id}`, signal),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : POLL),
  })
  const cancel = useMutation({
    onError: (error) => notify({ text: error.message, tone: 'problem' }),
    mutationFn: () => api.send(`/imports/${id}/cancel`, { method: 'POST', body: {} }),
    onSettled: () => run.refetch(),
  })
  const finished = run.data !== undefined && !isUnderWay(run.data)
  useEffect(() => {
    if (finished) void refreshLists(queryClient, entity.collection)
  }, [finished, queryClient, entity.collection])
  if (run.error && !run.data) return <LoadFailure error={run.error} onRetry={() => void run.refetch()} />
  if (!run.data) return null
  return (
    <Card>
      <div className={styles.run}>
        <div role="status">
          <h2>{headline(run.data, t)}</h2>
        </div>
        {finished ? <Result run={run.data} /> : <Progress run={run.data} />}
        <div className={styles.buttons}>
          {finished ? (
            <>
              {run.data.dryRun && canGoBack ? (
                <Button variant="primary" onClick={onBack}>
                  {t('common.back')}
                </Button>
              ) : (
                <LinkButton variant="primary" to={`/${entity.collection}`}>
                  {t('import.toList', { label: entity.labelPlural })}
                </LinkButton>
              )}
              <Button onClick={onAnother}>{t('import.another')}</Button>
            </>
          ) : (
            <Button variant="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('import.cancel')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}

function headline(run: ImportRun, t: (key: string) => string): string {
  if (isUnderWay(run))
    return t(run.processed > 0 ? (run.dryRun ? 'import.checking' : 'import.running') : 'import.pending')
  if (run.status === 'cancelled' || run.status === 'canceled') return t('import.cancelled')
  if (run.status === 'failed') return t('import.failedRun')
  return t(run.dryRun ? 'import.checked' : 'import.completed')
}

function Progress({ run }: { run: ImportRun }) {
  const { t } = useT()
  return (
    <>
      <progress
        className={styles.progress}
        aria-label={t('import.running')}
        value={run.total ? run.processed : undefined}
        max={run.total ?? undefined}
      />
      <p>
        {run.total
          ? t('import.progress', { done: run.processed, total: run.total })
          : t('list.count', { count: run.processed })}
      </p>
      <p>{t('import.leave')}</p>
    </>
  )
}

const NUMBERS = ['created', 'updated', 'unchanged', 'continued', 'failed'] as const

function Result({ run }: { run: ImportRun }) {
  const { t, locale } = useT()
  return (
    <>
      {run.error ? <p className={styles.problem}>{run.error}</p> : null}
      <dl className={styles.numbers}>
        {NUMBERS.filter((name) => name !== 'continued' || run.continued > 0).map((name) => (
          <div key={name}>
            <dt>{t(`import.${name}`)}</dt>
            <dd>{(run[name] ?? 0).toLocaleString(locale)}</dd>
          </div>
        ))}
      </dl>
      {run.remarks ? <p className={styles.remarks}>{run.remarks}</p> : null}
      {run.failed > 0 ? (
        <p>
          <a href={`${API}/imports/${run.id}/errors`} download>
            {t('import.errors')}
          </a>
          . {t('import.errorsHelp')}
        </p>
      ) : null}
    </>
  )
}
