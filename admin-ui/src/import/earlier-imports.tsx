import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ListAnswer } from '../api/types.ts'
import { useApi, useEntity } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useValueContext, ValueView } from '../fields/value.tsx'
import { useT } from '../i18n/use-t.ts'
import { Card } from '../ui/card.tsx'
import { type ImportRun, isUnderWay, POLL } from './import-api.ts'
import styles from './import-page.module.css'

const SHOWN = 5

/** The collection's last imports, so that one finds back to the one under way and to what an earlier one brought. */
export function EarlierImports({ entity }: { entity: EntityDescriptor }) {
  const { t } = useT()
  const api = useApi()
  const imports = useEntity('imports')
  const runs = useQuery({
    queryKey: ['list', 'imports', 'of', entity.collection],
    queryFn: ({ signal }) =>
      api.get<ListAnswer<ImportRun>>(
        `/imports?collection=${entity.collection}&sort=-id&limit=${SHOWN}`,
        signal,
      ),
    enabled: imports !== undefined,
    refetchInterval: ({ state }) => (state.data?.data.some(isUnderWay) ? POLL * 2 : false),
  })
  const rows = runs.data?.data ?? []
  if (!imports || rows.length === 0) return null
  return (
    <div className={styles.earlier}>
      <Card title={t('import.earlier')} flush>
        <table className={styles.table} aria-label={t('import.earlier')}>
          <tbody>
            {rows.map((run) => (
              <Run key={run.id} run={run} imports={imports} />
            ))}
          </tbody>
        </table>
      </Card>
    </div>
  )
}

function Run({ run, imports }: { run: ImportRun; imports: EntityDescriptor }) {
  const { t, locale } = useT()
  const context = useValueContext()
  const show = (name: string) => {
    const field = imports.fields.find((one) => one.name === name)
    return field ? <ValueView field={field} row={run} context={context} /> : null
  }
  const count = (key: string, value: number): string => `${value.toLocaleString(locale)} ${t(key)}`
  return (
    <tr>
      <td>
        <Link to={`?run=${run.id}`}>
          <strong>{run.fileName ?? run.id.slice(-8)}</strong>
        </Link>
        {run.dryRun ? ` · ${t('import.checkOnly')}` : null}
      </td>
      <td>{show('status')}</td>
      <td>
        {isUnderWay(run) ? (
          <progress
            className={styles.progress}
            aria-label={t('import.running')}
            value={run.total ? run.processed : undefined}
            max={run.total ?? undefined}
          />
        ) : (
          [
            count('import.created', run.created),
            count('import.updated', run.updated),
            ...(run.failed > 0 ? [count('import.failed', run.failed)] : []),
          ].join(' · ')
        )}
      </td>
      <td>{show('createdAt')}</td>
    </tr>
  )
}
