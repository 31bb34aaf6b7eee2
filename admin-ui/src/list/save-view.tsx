import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Row } from '../api/types.ts'
import { useApi } from '../app/context.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import '../ui/modal.css'
import form from '../ui/form.module.css'
import { notify } from '../ui/toast.tsx'
import type { ListState } from './address.ts'
import { type SavedView, viewQuery, viewsKey } from './view-tabs.tsx'

interface Props {
  collection: string
  state: ListState
  /** The one to rename or share; without it a new one is made of what the list shows. */
  view?: SavedView | undefined
  onClose: () => void
  onSaved?: (id: string) => void
}

/** The name of a view and who may use it. */
export function SaveView(props: Props) {
  const { view, onClose } = props
  const { t } = useT()
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const save = useSaveView(props)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim()) save.mutate({ name: name.trim(), shared })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={view ? t('list.viewMenu', { name: view.name }) : t('list.saveView')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <label className={form.label} htmlFor="view-name">
          {t('list.viewName')}
        </label>
        <input
          id="view-name"
          className={form.input}
          value={name}
          maxLength={80}
          data-autofocus
          onChange={(event) => setName(event.target.value)}
        />
        <label className={form.check}>
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          {t('list.shareView')}
        </label>
        {save.error ? (
          <p className={form.error} role="alert">
            {save.error.message}
          </p>
        ) : null}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!name.trim()}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function useSaveView({ collection, state, view, onClose, onSaved }: Props) {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (said: { name: string; shared: boolean }) =>
      view
        ? api.send<Row>(`/saved-views/${view.id}`, { method: 'PATCH', body: said })
        : api.send<Row>('/saved-views', {
            method: 'POST',
            body: { collection, query: viewQuery(state), ...said },
          }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: viewsKey(collection) })
      onSaved?.(id)
      onClose()
      notify(t('list.viewSaved'))
    },
  })
}
