import { Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../app/context.ts'
import { useT } from '../i18n/use-t.ts'
import { IconButton } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { notify } from '../ui/toast.tsx'
import type { ListState } from './address.ts'
import { SaveView } from './save-view.tsx'
import styles from './view-tabs.module.css'
import { type SavedView, viewQuery, viewsKey } from './view-tabs.tsx'
import '../ui/menu.css'

interface Props {
  view: SavedView
  /** The list shows something else than the view. */
  changed: boolean
  state: ListState
  setState: (state: ListState) => void
  collection: string
}

/** What its owner does with a view: keep changes, rename, share, delete. */
export function ViewTools({ view, changed, state, setState, collection }: Props) {
  const { t } = useT()
  const [asking, setAsking] = useState<'edit' | 'delete'>()
  const close = (): void => setAsking(undefined)
  const update = useChange(collection)
  const remove = useRemove(view, collection, () => {
    close()
    setState({ ...state, view: undefined })
  })
  return (
    <>
      {changed ? (
        <button
          type="button"
          className={styles.save}
          onClick={() => update.mutate({ id: view.id, changes: { query: viewQuery(state) } })}
        >
          {t('list.updateView')}
        </button>
      ) : null}
      <Menu position="bottom-start">
        <Menu.Target>
          <IconButton label={t('list.viewMenu', { name: view.name })} icon="more" size={16} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsking('edit')}>{t('list.editView')}</Menu.Item>
          <Menu.Item onClick={() => setAsking('delete')}>{t('list.deleteView')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking === 'edit' ? (
        <SaveView collection={collection} state={state} view={view} onClose={close} />
      ) : null}
      {asking === 'delete' ? (
        <Confirm
          title={t('list.deleteViewAsk', { name: view.name })}
          confirm={t('list.deleteView')}
          danger
          busy={remove.isPending}
          onClose={close}
          onConfirm={() => remove.mutate()}
        >
          {t(view.shared ? 'list.deleteSharedViewHelp' : 'list.deleteViewHelp')}
        </Confirm>
      ) : null}
    </>
  )
}

const onError = (error: Error): void => notify({ text: error.message, tone: 'problem' })

function useChange(collection: string) {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, changes }: { id: string; changes: Record<string, unknown> }) =>
      api.send(`/saved-views/${id}`, { method: 'PATCH', body: changes }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: viewsKey(collection) })
      notify(t('list.viewSaved'))
    },
    onError,
  })
}

function useRemove(view: SavedView, collection: string, onRemoved: () => void) {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => api.send(`/saved-views/${view.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      onRemoved()
      await queryClient.invalidateQueries({ queryKey: viewsKey(collection) })
      notify(t('list.viewDeleted'))
    },
    onError,
  })
}
