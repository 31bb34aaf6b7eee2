import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { keys } from '../api/cache.ts'
import type { Api } from '../api/client.ts'
import type { ListAnswer, Row } from '../api/types.ts'
import { useApi } from '../app/context.ts'
import { pagePath } from './query.ts'

export interface ListData {
  rows: Row[]
  /** All that match, not only the loaded ones; undefined while it is counted. */
  total: number | undefined
  error: Error | null
  /** Nothing to show yet. */
  loading: boolean
  /** The rows shown are the answer to an earlier question. */
  stale: boolean
  hasMore: boolean
  loadingMore: boolean
  loadMore: () => void
  retry: () => void
}

/** Loads a list page by page along its cursor. The count comes by a request of its own, so that rows never wait for it. */
export function useListData(collection: string, query: URLSearchParams): ListData {
  const pages = useListPages(collection, query.toString(), {})
  const total = useCount(collection, query)
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.data) ?? [], [pages.data])
  return {
    rows,
    total: total ?? (pages.data && !pages.hasNextPage && !pages.isPlaceholderData ? rows.length : undefined),
    error: pages.error,
    loading: pages.isPending,
    stale: pages.isPlaceholderData,
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    loadMore: () => {
      if (!pages.isFetching) void pages.fetchNextPage()
    },
    retry: () => void pages.refetch(),
  }
}

/** The loaded pages of a list by its query; with `asLoaded` they are used as they are, however old. */
export function useListPages(collection: string, query: string, { asLoaded = false, enabled = true }) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: keys.list(collection, query),
    queryFn: ({ pageParam, signal }) => fetchPage(api, collection, query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ListAnswer) => last.page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
    enabled,
    ...(asLoaded ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  })
}

export function useCount(collection: string, query: URLSearchParams): number | undefined {
  const api = useApi()
  const params = new URLSearchParams(query)
  params.delete('sort')
  params.delete('include')
  params.set('limit', '1')
  params.set('total', 'exact')
  const text = params.toString()
  const count = useQuery({
    queryKey: keys.count(collection, text),
    queryFn: ({ signal }) =>
      api.get<ListAnswer>(`/${collection}?${text}`, signal).then((answer) => answer.page.total ?? null),
    placeholderData: (previous) => previous,
  })
  return count.data ?? undefined
}

function fetchPage(
  api: Api,
  collection: string,
  query: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<ListAnswer> {
  return api.get<ListAnswer>(pagePath(collection, query, cursor), signal)
}
