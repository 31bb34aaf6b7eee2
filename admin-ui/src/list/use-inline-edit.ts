import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { patchLists } from '../api/cache.ts'
import { ApiProblem, isStatus } from '../api/problem.ts'
import type { Row } from '../api/types.ts'
import { useApi } from '../app/context.ts'
import { patchOf, readField } from '../entity/title.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { Unreadable } from '../fields/unreadable.ts'
import { useT } from '../i18n/use-t.ts'
import { fetchRecord, type LoadedRecord } from '../record/fetch-record.ts'
import { etagOf, useSaveRecord } from '../record/use-save-record.ts'
import { notify } from '../ui/toast.tsx'

interface Options {
  entity: EntityDescriptor
  field: FieldDescriptor
  row: Row
  etag?: string | undefined
  onDone: () => void
}

export interface InlineEdit {
  value: unknown
  setValue: (value: unknown) => void
  commit: (value: unknown) => void
  /** Why the value was not saved. */
  problem: string | undefined
  /** The record as a colleague left it, when they changed the same value. */
  theirs: LoadedRecord | undefined
  keepMine: () => void
  takeTheirs: () => void
}

interface Attempt {
  next: unknown
  /** The version it is meant for, when that is not the one on the page. */
  etag?: string | undefined
}

/** One value on its way to the server. A record changed meanwhile is no reason to refuse, unless the value itself was. */
export function useInlineEdit({ entity, field, row, etag, onDone }: Options): InlineEdit {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  const [before] = useState(() => readField(row, field.name))
  const [value, setValue] = useState<unknown>(before)
  const [problem, setProblem] = useState<string>()
  const [theirs, setTheirs] = useState<LoadedRecord>()
  // Of the beginning: while one types, the page may bring in what a colleague saved, and that must not be written over.
  const [seen] = useState(() => etag ?? etagOf(row))
  const save = useSaveRecord(entity, row, seen)
  const mutation = useMutation({
    mutationFn: async ({ next, etag: meant }: Attempt): Promise<LoadedRecord | undefined> => {
      const changes = patchOf(field.name, next)
      try {
        await save(changes, meant)
        return undefined
      } catch (error) {
        if (!isStatus(error, 412)) throw error
        const include = field.relation ? [field.relation] : []
        const fresh = await fetchRecord(api, entity.collection, row.id, include)
        if (!same(readField(fresh.row, field.name), before)) return fresh
        await save(changes, fresh.etag)
        return undefined
      }
    },
    onSuccess: (conflict) => {
      setTheirs(conflict)
      if (conflict) return
      notify(t('list.saved'))
      onDone()
    },
    onError: (error) => setProblem(reasonOf(error)),
  })
  const send = (attempt: Attempt): void => {
    setProblem(undefined)
    mutation.mutate(attempt)
  }
  return {
    value,
    setValue: (next) => {
      setValue(next)
      setProblem(undefined)
    },
    problem,
    theirs,
    commit: (next) => {
      if (mutation.isPending) return
      if (next instanceof Unreadable) setProblem(next.message(field, t))
      else if (same(next, before)) onDone()
      else send({ next, etag: theirs?.etag })
    },
    keepMine: () => send({ next: value, etag: theirs?.etag }),
    takeTheirs: () => {
      if (theirs) patchLists(queryClient, entity.collection, row.id, (old) => ({ ...old, ...theirs.row }))
      onDone()
    },
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What the server says about the value; about one alone it says more than "the input is wrong". */
function reasonOf(error: Error): string {
  const said = error instanceof ApiProblem ? error.errors.map(({ message }) => message) : []
  return said.length > 0 ? said.join(' ') : error.message
}
