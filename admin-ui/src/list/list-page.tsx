import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { useEntity, useVisible } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { LoadFailure } from '../ui/load-failure.tsx'
import { useDensity } from './density.ts'
import { FilterBar } from './filter-bar.tsx'
import { ListCards } from './list-cards.tsx'
import { ListEmpty } from './list-empty.tsx'
import { ListHeader } from './list-header.tsx'
import styles from './list-page.module.css'
import { ListTable, type ListTableProps } from './list-table.tsx'
import { listQuery, shownNames } from './query.ts'
import { useRememberTrail } from './trail.ts'
import { useColumns } from './use-columns.ts'
import { useListData } from './use-list-data.ts'
import { useListState } from './use-list-state.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useSelection } from './use-selection.ts'
import { ViewTabs } from './view-tabs.tsx'

const BulkBar = lazy(() => import('./bulk-bar.tsx').then((module) => ({ default: module.BulkBar })))

export interface ListPageProps {
  collection: string
}

/** The list of a collection, derived from its descriptor: search, filters, views, columns, selection, endless rows. */
export function ListPage({ collection }: ListPageProps) {
  const entity = useEntity(collection)
  return entity ? <List key={collection} entity={entity} /> : null
}

function List({ entity }: { entity: EntityDescriptor }) {
  const navigate = useNavigate()
  const { state, setState } = useListState()
  const choice = useColumns(entity, state, setState)
  const { columns } = choice
  const visible = useVisible()
  const query = useMemo(
    () => listQuery(entity, state, shownNames(entity, columns), visible),
    [entity, state, columns, visible],
  )
  const data = useListData(entity.collection, query)
  const selection = useSelection(data.rows)
  const [density, setDensity] = useDensity()
  const [active, setActive] = useState(-1)
  const { ref, width } = useElementSize<HTMLDivElement>()
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  const queryText = query.toString()
  const { clear } = selection

  // Another question means other rows: an old choice must not be carried along unseen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the query is the trigger
  useEffect(() => {
    clear()
    setActive(-1)
  }, [queryText, clear])
  useRememberTrail(entity.collection, state, queryText)
  useRowKeys({
    count: data.rows.length,
    active,
    setActive,
    open: (index) => {
      const row = data.rows[index]
      if (row) navigate(`/${entity.collection}/${row.id}`)
    },
    toggle: (index) => selection.toggle(index, false),
    clear: selection.clear,
  })
  const shared = { entity, columns, data, selection, active, query: queryText }
  return (
    <div className={styles.page}>
      <ListHeader entity={entity} total={data.total} query={query} />
      <ViewTabs entity={entity} state={state} setState={setState} />
      <FilterBar
        entity={entity}
        state={state}
        setState={setState}
        choice={choice}
        density={density}
        setDensity={setDensity}
      />
      <div className={styles.body} ref={ref}>
        <ListBody
          {...shared}
          phone={phone}
          width={width}
          density={density}
          state={state}
          setState={setState}
        />
      </div>
      {selection.ids.size > 0 ? (
        <Suspense>
          <BulkBar entity={entity} selection={selection} rows={data.rows} total={data.total} query={query} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** What the list has to show: rows, cards on a phone, the reason why there are none. */
function ListBody({ phone, ...props }: ListTableProps & { phone: boolean }) {
  const { entity, data, state, setState } = props
  if (data.error && data.rows.length === 0) return <LoadFailure error={data.error} onRetry={data.retry} />
  if (!data.loading && data.rows.length === 0)
    return <ListEmpty entity={entity} state={state} setState={setState} />
  return phone ? <ListCards {...props} /> : <ListTable {...props} />
}
