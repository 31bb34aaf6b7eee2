import { lazy, Suspense, useState } from 'react'
import { ActionButtons } from '../actions/action-buttons.tsx'
import type { Row } from '../api/types.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import styles from './bulk-bar.module.css'
import { exportAddress } from './list-header.tsx'
import { SetField } from './set-field.tsx'
import { type Make, useBulk } from './use-bulk.ts'
import type { Selection } from './use-selection.ts'

const RefusedDialog = lazy(() =>
  import('./refused-dialog.tsx').then((module) => ({ default: module.RefusedDialog })),
)

interface Props {
  entity: EntityDescriptor
  selection: Selection
  rows: Row[]
  total: number | undefined
  query: URLSearchParams
}

/** What can be done with the chosen rows; it lies at the bottom, in reach of the thumb. */
export function BulkBar(props: Props) {
  const { entity, selection, rows, total } = props
  const { t } = useT()
  const [everything, setEverything] = useState(false)
  const [asking, setAsking] = useState<'delete' | 'set'>()
  const bulk = useBulk({ ...props, everything })
  const count = everything && total !== undefined ? total : selection.ids.size
  const canTakeAll =
    !everything && total !== undefined && total > rows.length && selection.ids.size >= rows.length
  const run = (make: Make): void => {
    setAsking(undefined)
    bulk.run(make)
  }
  return (
    <section className={styles.bar} aria-label={t('list.selected', { count })}>
      <strong aria-live="polite">
        {bulk.progress === undefined
          ? t('list.selected', { count })
          : t('list.working', { done: bulk.progress, total: count })}
      </strong>
      {canTakeAll ? (
        <Button variant="quiet" onClick={() => setEverything(true)}>
          {t('list.selectAllMatching', { count: total })}
        </Button>
      ) : null}
      {bulk.busy ? (
        <Button onClick={bulk.stop}>{t('common.cancel')}</Button>
      ) : (
        <Tools {...props} everything={everything} setAsking={setAsking} />
      )}
      <IconButton icon="close" label={t('list.clearSelection')} onClick={selection.clear} />
      {asking === 'set' ? (
        <SetField
          entity={entity}
          count={count}
          onClose={() => setAsking(undefined)}
          onSet={(data) => run((row) => ({ op: 'update', id: row.id, data }))}
        />
      ) : null}
      {asking === 'delete' ? (
        <Confirm
          title={t('list.deleteAsk', { count })}
          confirm={t('list.deleteSelected')}
          danger
          onClose={() => setAsking(undefined)}
          onConfirm={() => run((row) => ({ op: 'delete', id: row.id }))}
        >
          {t('list.deleteWarn')}
        </Confirm>
      ) : null}
      {bulk.result ? (
        <Suspense>
          <RefusedDialog entity={entity} result={bulk.result} onClose={bulk.dismiss} />
        </Suspense>
      ) : null}
    </section>
  )
}

const EXPORTABLE = 200

function Tools({
  entity,
  selection,
  query,
  everything,
  setAsking,
}: Props & { everything: boolean; setAsking: (what: 'delete' | 'set') => void }) {
  const { t } = useT()
  const chosen = [...selection.ids]
  const only =
    everything || chosen.length > EXPORTABLE ? query : new URLSearchParams({ 'id[in]': chosen.join(',') })
  return (
    <>
      {entity.can.update ? (
        <Button icon="pencil" onClick={() => setAsking('set')}>
          {t('list.setField')}
        </Button>
      ) : null}
      {entity.can.export && (everything || chosen.length <= EXPORTABLE) ? (
        <a className={styles.link} href={exportAddress(entity.collection, only, 'csv')} download>
          {t('list.export')}
        </a>
      ) : null}
      <ActionButtons entity={entity} on="selection" ids={chosen} />
      {entity.can.delete ? (
        <Button variant="danger" icon="trash" onClick={() => setAsking('delete')}>
          {t('list.deleteSelected')}
        </Button>
      ) : null}
    </>
  )
}
