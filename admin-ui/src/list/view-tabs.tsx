import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { ListAnswer, Row } from '../api/types.ts'
import { useApi, useApp, useEntity } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { EMPTY_STATE, formatAddress, type ListState, parseAddress, sameState } from './address.ts'
import styles from './view-tabs.module.css'

const ViewTools = lazy(() => import('./view-tools.tsx').then((module) => ({ default: module.ViewTools })))
const SaveView = lazy(() => import('./save-view.tsx').then((module) => ({ default: module.SaveView })))

interface Props {
  entity: EntityDescriptor
  state: ListState
  setState: (state: ListState) => void
}

export interface SavedView extends Row {
  name: string
  /** Whose it is; others only use it. */
  userId: string | null
  query: { address?: string }
  shared: boolean
}

/** Saved views as tabs. The strip appears with the first view, or when there is something worth saving. */
export function ViewTabs({ entity, state, setState }: Props) {
  const { t } = useT()
  const [saving, setSaving] = useState(false)
  const views = useViews(entity.collection)
  const current = views.find((view) => view.id === state.view)
  const changed = current ? !sameState(state, stateOf(current)) : !sameState(state, EMPTY_STATE)
  const { user } = useApp().manifest
  const possible = useEntity('saved-views')?.can.create ?? false
  if (views.length === 0 && !(changed && possible)) return null
  return (
    <div className={styles.bar}>
      <nav aria-label={t('list.views')} className={styles.tabs}>
        <button
          type="button"
          aria-current={state.view === undefined ? 'true' : undefined}
          onClick={() => setState(EMPTY_STATE)}
        >
          {t('list.all')}
        </button>
        {views.map((view) => (
          <button
            key={view.id}
            type="button"
            aria-current={view === current ? 'true' : undefined}
            title={view.userId === user.id ? undefined : t('list.sharedBy')}
            onClick={() => setState(stateOf(view))}
          >
            {view.name}
          </button>
        ))}
      </nav>
      {possible && changed ? (
        <button type="button" className={styles.save} onClick={() => setSaving(true)}>
          {t('list.saveView')}
        </button>
      ) : null}
      {current?.userId === user.id ? (
        <Suspense>
          <ViewTools
            view={current}
            changed={changed}
            state={state}
            setState={setState}
            collection={entity.collection}
          />
        </Suspense>
      ) : null}
      {saving ? (
        <Suspense>
          <SaveView
            collection={entity.collection}
            state={state}
            onClose={() => setSaving(false)}
            onSaved={(view) => setState({ ...state, view })}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

export const viewsKey = (collection: string): string[] => ['views', collection]

/** What a view keeps: the list's address without the view itself. */
export const viewQuery = (state: ListState): SavedView['query'] => ({
  address: formatAddress({ ...state, view: undefined }).toString(),
})

const stateOf = (view: SavedView): ListState => ({
  ...parseAddress(new URLSearchParams(view.query?.address ?? '')),
  view: view.id,
})

function useViews(collection: string): SavedView[] {
  const api = useApi()
  const known = useEntity('saved-views') !== undefined
  const views = useQuery({
    queryKey: viewsKey(collection),
    queryFn: ({ signal }) =>
      api.get<ListAnswer<SavedView>>(`/saved-views?collection=${collection}&limit=50`, signal),
    enabled: known,
    staleTime: 60_000,
  })
  return views.data?.data ?? []
}
