import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { refreshLists } from '../api/cache.ts'
import type { BulkOperation, Row } from '../api/types.ts'
import { useApi } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { notify } from '../ui/toast.tsx'
import { allMatching, type Refusal, runBulk } from './bulk.ts'
import type { Selection } from './use-selection.ts'

export type Make = (row: Row) => BulkOperation

/** With what the refused records are called; they may be no longer on the page. */
export interface NamedResult {
  done: number
  refused: (Refusal & { title: string })[]
}

export interface Bulk {
  busy: boolean
  progress: number | undefined
  /** How the last change went, while some of it was refused. */
  result: NamedResult | undefined
  run: (make: Make) => void
  stop: () => void
  dismiss: () => void
}

interface Options {
  entity: EntityDescriptor
  selection: Selection
  rows: Row[]
  query: URLSearchParams
  /** All that match, not only the chosen rows. */
  everything: boolean
}

/** Changes many records in batches; those that were refused stay chosen and are told one by one. */
export function useBulk({ entity, selection, rows, query, everything }: Options): Bulk {
  const { t } = useT()
  const api = useApi()
  const queryClient = useQueryClient()
  const [progress, setProgress] = useState<number>()
  const [result, setResult] = useState<NamedResult>()
  const stopper = useRef<AbortController>(undefined)
  const mutation = useMutation({
    mutationFn: async (make: Make): Promise<NamedResult> => {
      stopper.current = new AbortController()
      const { signal } = stopper.current
      const targets = everything
        ? await allMatching(api, entity.collection, query, signal)
        : rows.filter((row) => selection.ids.has(row.id))
      const { done, refused } = await runBulk(api, entity.collection, targets.map(make), setProgress, signal)
      const titles = new Map(targets.map((row) => [row.id, titleOf(entity, row)]))
      return { done, refused: refused.map((one) => ({ ...one, title: titles.get(one.id) ?? one.id })) }
    },
    onSuccess: (next) => {
      const { done, refused } = next
      if (refused.length === 0) {
        notify(t('list.bulkDone', { count: done }))
        selection.clear()
      } else {
        selection.only(refused.map(({ id }) => id))
        setResult(next)
      }
    },
    onError: (error) => notify({ text: error.message, tone: 'problem' }),
    onSettled: () => {
      setProgress(undefined)
      return refreshLists(queryClient, entity.collection)
    },
  })
  return {
    busy: mutation.isPending,
    progress,
    result,
    run: mutation.mutate,
    stop: () => stopper.current?.abort(),
    dismiss: () => setResult(undefined),
  }
}
