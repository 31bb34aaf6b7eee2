import { useMutation } from '@tanstack/react-query'
import { useApi } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import form from '../ui/form.module.css'
import { useDelayed } from '../ui/use-delayed.ts'
import { fetchPreview, type Mapping, type PreviewColumn, startImport } from './import-api.ts'
import styles from './import-page.module.css'
import { certainty, rowsWithIssues, targets, withField } from './mapping.ts'
import { PreviewTable } from './preview-table.tsx'
import type { Opened } from './use-opened.ts'

interface Props {
  entity: EntityDescriptor
  opened: Opened
  onChange: (opened: Opened) => void
  onRestart: () => void
  onStarted: (run: string, dryRun: boolean) => void
}

const TONES = { sure: 'good', guess: 'warning', unsure: 'neutral' } as const

export function MappingStep({ entity, opened, onChange, onRestart, onStarted }: Props) {
  const { file, first, mapping, preview } = opened
  const { t } = useT()
  const api = useApi()
  const later = useDelayed(400)
  const again = useMutation({
    mutationFn: (next: Mapping) => fetchPreview(api, entity.collection, file, next),
    onSuccess: (rows) => onChange({ ...opened, preview: rows }),
  })
  const start = useMutation({
    mutationFn: (dryRun: boolean) => startImport(api, entity.collection, file, mapping, dryRun),
    onSuccess: (run, dryRun) => onStarted(run.id, dryRun),
  })
  const change = (header: string, field: string | null): void => {
    const next = withField(mapping, header, field)
    onChange({ ...opened, mapping: next })
    later(() => again.mutate(next))
  }
  const bad = rowsWithIssues(preview.issues)
  const problem = start.error ?? again.error
  return (
    <div className={styles.stack}>
      <Card title={t('import.mapTitle')} flush>
        <Columns entity={entity} columns={first.columns} mapping={mapping} onChange={change} />
      </Card>
      <Card title={t('import.previewTitle')} flush>
        <PreviewTable entity={entity} preview={preview} mapping={mapping} />
      </Card>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem.message}
        </p>
      ) : null}
      <div className={styles.bar}>
        <span role="status" data-tone={bad > 0 ? 'problem' : undefined}>
          {again.isPending
            ? t('import.checking')
            : bad > 0
              ? t('import.issues', { count: bad })
              : t('import.noIssues')}
        </span>
        <Button variant="quiet" onClick={onRestart}>
          {t('import.restart')}
        </Button>
        <Button onClick={() => start.mutate(true)} disabled={start.isPending}>
          {t('import.dryRun')}
        </Button>
        <Button variant="primary" busy={start.isPending} onClick={() => start.mutate(false)}>
          {t(bad > 0 ? 'import.startAnyway' : 'import.start')}
        </Button>
      </div>
    </div>
  )
}

interface ColumnsProps {
  entity: EntityDescriptor
  columns: PreviewColumn[]
  mapping: Mapping
  onChange: (header: string, field: string | null) => void
}

function Columns({ entity, columns, mapping, onChange }: ColumnsProps) {
  const { t } = useT()
  const options = targets(entity, columns)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('import.column')}</th>
          <th scope="col">{t('import.samples')}</th>
          <th scope="col">{t('import.field')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => {
          const touched = mapping[column.header] !== column.field
          const state = certainty(column)
          return (
            <tr key={column.header}>
              <td>
                <strong>{column.header}</strong>
              </td>
              <td className={styles.samples}>{column.samples.join(' · ')}</td>
              <td>
                <select
                  className={form.input}
                  aria-label={`${t('import.field')}: ${column.header}`}
                  value={mapping[column.header] ?? ''}
                  onChange={(event) => onChange(column.header, event.target.value || null)}
                >
                  <option value="">{t('import.skip')}</option>
                  {options.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </td>
              <td>{touched ? null : <Badge tone={TONES[state]}>{t(`import.${state}`)}</Badge>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
