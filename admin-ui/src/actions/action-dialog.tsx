import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { keys, refreshLists } from '../api/cache.ts'
import { ApiProblem } from '../api/problem.ts'
import { useApi } from '../app/context.ts'
import type { ActionDescriptor, EntityDescriptor } from '../entity/types.ts'
import { FieldRow } from '../form/field-row.tsx'
import { fieldProblems } from '../form/problems.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import form from '../ui/form.module.css'
import '../ui/modal.css'
import { notify } from '../ui/toast.tsx'
import { actionLabel } from './action-label.ts'
import { ActionRows } from './action-rows.tsx'
import { schemaFields } from './schema-fields.ts'
import { useChoices } from './use-choices.ts'

interface Props {
  action: ActionDescriptor
  entity: EntityDescriptor
  ids: string[]
  onClose: () => void
}

/** A form made from the operation's input schema; without input it only asks whether to go ahead. */
export function ActionDialog({ action, entity, ids, onClose }: Props) {
  const { t } = useT()
  const fields = useChoices(
    schemaFields(action.input, ['id', 'ids', ...pathParameters(action.path)]),
    entity,
    action.on === 'record' ? ids[0] : undefined,
  )
  const [values, setValues] = useState<Record<string, unknown>>({})
  const run = useAction({ action, entity, ids, onClose })
  const { byField, rest } = fieldProblems(run.error instanceof ApiProblem ? run.error.errors : [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    run.mutate(values)
  }
  const general = run.error && Object.keys(byField).length === 0 ? [run.error.message, ...rest] : rest
  return (
    <Modal
      opened
      onClose={onClose}
      title={actionLabel(action)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <p className={form.help}>{action.summary}</p>
        {general.map((text) => (
          <p key={text} className={form.error} role="alert">
            {text}
          </p>
        ))}
        {fields.map((field) =>
          field.rows ? (
            <ActionRows
              key={field.name}
              field={field}
              rows={(values[field.name] ?? []) as Record<string, unknown>[]}
              errors={byField}
              onChange={(rows) => setValues({ ...values, [field.name]: rows })}
            />
          ) : (
            <FieldRow
              key={field.name}
              field={field}
              value={values[field.name]}
              error={byField[field.name]}
              onChange={(value) => setValues({ ...values, [field.name]: emptied(value) })}
            />
          ),
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant={action.danger ? 'danger' : 'primary'} busy={run.isPending}>
            {actionLabel(action)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function useAction({ action, entity, ids, onClose }: Props) {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  const { collection } = entity
  return useMutation({
    mutationFn: (values: Record<string, unknown>) => {
      const path = action.path.replace(/^\/api\/v1/, '').replace(':id', ids[0] ?? '')
      const body = action.on === 'selection' ? { ids, ...values } : values
      return api.send(path, { method: action.method as 'POST', ...(action.method === 'GET' ? {} : { body }) })
    },
    onSuccess: async () => {
      notify(t('action.done', { action: actionLabel(action) }))
      onClose()
      await Promise.all([
        refreshLists(queryClient, collection),
        ...ids
          .flatMap((id) => [keys.record(collection, id), keys.history(collection, id)])
          .map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      ])
    },
  })
}

/** Nothing said is left out of the body; a list without anything in it says nothing either. */
const emptied = (value: unknown): unknown =>
  value === null || (Array.isArray(value) && value.length === 0) ? undefined : value

const pathParameters = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map((match) => match[1] as string)
