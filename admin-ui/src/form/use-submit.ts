import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { keys, patchLists, refreshLists } from '../api/cache.ts'
import { ApiProblem, isStatus } from '../api/problem.ts'
import type { Row } from '../api/types.ts'
import { useApi } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { fetchRecord, type LoadedRecord } from '../record/fetch-record.ts'
import { notify } from '../ui/toast.tsx'
import { fieldProblems } from './problems.ts'
import type { DraftControl } from './use-draft.ts'
import type { FormState } from './use-form.ts'
import { bodyOf, filledKeys, ownedRelations, type Values } from './values.ts'

interface Options {
  entity: EntityDescriptor
  record: LoadedRecord | undefined
  form: FormState
  draft: DraftControl
}

export interface Submit {
  busy: boolean
  save: (how: { another: boolean }) => void
  /** The record as somebody else left it, while the conflict is open. */
  conflict: LoadedRecord | undefined
  /** Saves these values over what somebody else wrote. */
  saveOver: (values: Values, keys: string[]) => void
  dropConflict: () => void
}

interface Attempt {
  body: Record<string, unknown>
  etag: string | undefined
  another: boolean
}

export function useSubmit({ entity, record, form, draft }: Options): Submit {
  const { t } = useT()
  const api = useApi()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [conflict, setConflict] = useState<LoadedRecord>()
  const { collection } = entity

  const mutation = useMutation({
    mutationFn: ({ body, etag }: Attempt) =>
      record
        ? api.send<Row>(`/${collection}/${record.row.id}`, {
            method: 'PATCH',
            body,
            ...(etag ? { ifMatch: etag } : {}),
          })
        : api.send<Row>(`/${collection}`, { method: 'POST', body }),
    onSuccess: async (saved, { another }) => {
      form.settle()
      draft.drop()
      patchLists(queryClient, collection, saved.id, (old) => ({ ...old, ...saved }))
      void refreshLists(queryClient, collection)
      await queryClient.invalidateQueries({ queryKey: keys.record(collection, saved.id) })
      void queryClient.invalidateQueries({ queryKey: keys.history(collection, saved.id) })
      notify(t('form.saved', { title: titleOf(entity, saved) }))
      if (another) navigate(`/${collection}/new`, { replace: true })
      else navigate(`/${collection}/${saved.id}`, { replace: record !== undefined })
    },
    onError: async (error) => {
      if (record && isStatus(error, 412))
        setConflict(
          await fetchRecord(
            api,
            collection,
            record.row.id,
            ownedRelations(entity).map((one) => one.name),
          ),
        )
      else showProblem(form, error)
    },
  })
  const save = ({ another }: { another: boolean }): void => {
    const names = record ? form.changed : filledKeys(form.values)
    mutation.mutate({ body: bodyOf(form.values, names), etag: record?.etag, another })
  }
  const saveOver = (values: Values, names: string[]): void => {
    form.setValues(values)
    setConflict(undefined)
    mutation.mutate({ body: bodyOf(values, names), etag: conflict?.etag, another: false })
  }
  return { busy: mutation.isPending, save, conflict, saveOver, dropConflict: () => setConflict(undefined) }
}

function showProblem(form: FormState, error: Error): void {
  const known = (key: string): boolean => key in form.values || (key.split('.')[0] ?? '') in form.values
  const { byField, rest } = fieldProblems(error instanceof ApiProblem ? error.errors : [], known)
  form.setErrors(
    byField,
    Object.keys(byField).length === 0 || rest.length > 0
      ? [...rest, ...(rest.length === 0 ? [error.message] : [])]
      : [],
  )
}
