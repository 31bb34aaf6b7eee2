import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { keys, refreshLists } from '../api/cache.ts'
import type { ListAnswer, Row } from '../api/types.ts'
import { allows } from '../app/allows.ts'
import { useApi, useApp } from '../app/context.ts'
import { fetchRecord, type LoadedRecord } from '../record/fetch-record.ts'

export { useApi }

export interface Actor {
  id: string
  name: string
  email: string | null
  /** Whether the actor holds a permission, for example `stones.write`. The server checks again anyway. */
  can: (permission: string) => boolean
}

/** Who is signed in. */
export function useActor(): Actor {
  const { id, name, email, permissions } = useApp().manifest.user
  return { id, name, email, can: (permission) => allows(permissions, permission) }
}

/** The list's parameters as REST has them: `{ 'carat[gte]': 1, sort: '-price', q: 'oval', include: 'store' }`. */
export type ListQuery = Record<string, string | number | boolean | undefined>

/** Records of a collection, kept up to date. `total` is counted when asked for with `{ total: 'exact' }`. */
export function useList<T extends Row = Row>(collection: string, query: ListQuery = {}) {
  const api = useApi()
  const queryClient = useQueryClient()
  const given = Object.entries(query).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
  )
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  const pages = useInfiniteQuery({
    queryKey: keys.list(collection, text),
    queryFn: ({ pageParam, signal }) =>
      api.get<ListAnswer<T>>(
        `/${collection}?${text}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.nextCursor ?? undefined,
  })
  return {
    rows: pages.data?.pages.flatMap((page) => page.data) ?? [],
    total: pages.data?.pages[0]?.page.total ?? undefined,
    loading: pages.isPending,
    error: pages.error,
    hasMore: pages.hasNextPage,
    loadMore: () => void pages.fetchNextPage(),
    reload: () => void refreshLists(queryClient, collection),
  }
}

/** One record with the relations asked for; `row` is undefined until it is there. */
export function useRecord<T extends Row = Row>(
  collection: string,
  id: string | undefined,
  include: readonly string[] = [],
) {
  const api = useApi()
  const record = useQuery<LoadedRecord>({
    queryKey: [...keys.record(collection, id ?? ''), 'panel', include.join()],
    queryFn: ({ signal }) => fetchRecord(api, collection, id ?? '', include, signal),
    enabled: id !== undefined,
  })
  return {
    row: record.data?.row as T | undefined,
    etag: record.data?.etag,
    loading: record.isPending,
    error: record.error,
    reload: () => void record.refetch(),
  }
}

export interface OperationCall {
  /** Path below `/api/v1`, with `:name` for what `params` fills in: `/stones/:id/reserve`. */
  path: string
  method?: 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Collections whose lists and records are old afterwards. */
  changes?: readonly string[]
}

/** Calls an operation: `run(body, params)` resolves to its answer or rejects with an `ApiProblem`. */
export function useOperation<Body, Answer = unknown>({ path, method = 'POST', changes = [] }: OperationCall) {
  const api = useApi()
  const queryClient = useQueryClient()
  const mutation = useMutation({
    mutationFn: ({ body, params }: { body: Body; params: Record<string, string> }) =>
      api.send<Answer>(
        path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? '')),
        { method, body },
      ),
    onSuccess: () =>
      Promise.all(
        changes.flatMap((collection) => [
          refreshLists(queryClient, collection),
          queryClient.invalidateQueries({ queryKey: ['record', collection] }),
          queryClient.invalidateQueries({ queryKey: ['history', collection] }),
        ]),
      ),
  })
  const { mutateAsync } = mutation
  const run = useCallback(
    (body: Body, params: Record<string, string> = {}) => mutateAsync({ body, params }),
    [mutateAsync],
  )
  return { run, busy: mutation.isPending, error: mutation.error }
}

export interface RouteInfo {
  /** What `:name` in the page's path stands for. */
  params: Readonly<Record<string, string | undefined>>
  /** The query string; state that can be shared belongs there. */
  search: URLSearchParams
  setSearch: (next: URLSearchParams) => void
  go: (to: string) => void
}

/** Where one is, and how to go elsewhere. */
export function useRoute(): RouteInfo {
  const params = useParams()
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  return { params, search, setSearch, go: (to) => void navigate(to) }
}
