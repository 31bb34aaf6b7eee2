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
import { viewQuery, viewsKey } from './view-tabs.tsx'

interface Props {
  collection: string
  state: ListState
  onClose: () => void
  onSaved: (id: string) => void
}

export function SaveView({ collection, state, onClose, onSaved }: Props) {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      api.send<Row>('/saved-views', {
        method: 'POST',
        body: { collection, name: name.trim(), query: viewQuery(state), shared },
      }),
    onSuccess: async (view) => {
      await queryClient.invalidateQueries({ queryKey: viewsKey(collection) })
      onSaved(view.id)
      onClose()
      notify(t('list.viewSaved'))
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim()) save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('list.saveView')}
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
