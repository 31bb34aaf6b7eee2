import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Api } from './client.ts'
import type { RecordChange } from './live.ts'
import type { ListAnswer, Row } from './types.ts'

/** Keys of everything the admin keeps in memory; the collection always comes second. */
export const keys = {
  list: (collection: string, query: string) => ['list', collection, query] as const,
  count: (collection: string, query: string) => ['count', collection, query] as const,
  record: (collection: string, id: string) => ['record', collection, id] as const,
  history: (collection: string, id: string) => ['history', collection, id] as const,
}

type Pages = InfiniteData<ListAnswer, string | null>

/** Writes a changed record into every loaded list that shows it, without moving it. */
export function patchLists(
  queryClient: QueryClient,
  collection: string,
  id: string,
  change: (row: Row) => Row | undefined,
): void {
  queryClient.setQueriesData<Pages>({ queryKey: ['list', collection] }, (pages) => {
    if (!pages?.pages.some((page) => page.data.some((row) => row.id === id))) return pages
    const data = (rows: Row[]): Row[] => rows.flatMap((row) => (row.id === id ? (change(row) ?? []) : [row]))
    return { ...pages, pages: pages.pages.map((page) => ({ ...page, data: data(page.data) })) }
  })
}

/** Marks lists as old; those on screen keep only their first page, so that a long scroll is not fetched again in full. */
export async function refreshLists(queryClient: QueryClient, collection: string): Promise<void> {
  queryClient.setQueriesData<Pages>({ queryKey: ['list', collection] }, (pages) =>
    pages && pages.pages.length > 1
      ? { pages: pages.pages.slice(0, 1), pageParams: pages.pageParams.slice(0, 1) }
      : pages,
  )
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['list', collection] }),
    queryClient.invalidateQueries({ queryKey: ['count', collection] }),
    queryClient.invalidateQueries({ queryKey: ['related', collection] }),
  ])
}

/** Brings one record that changed elsewhere up to date wherever it is shown. */
export async function refreshRecord(
  api: Api,
  queryClient: QueryClient,
  { collection, id, change, version }: RecordChange,
): Promise<void> {
  if (change === 'deleted') {
    patchLists(queryClient, collection, id, () => undefined)
    return queryClient.invalidateQueries({ queryKey: ['count', collection] })
  }
  const known = knownVersions(queryClient, collection, id)
  if (version !== null && known.length > 0 && known.every((one) => one >= version)) return
  if (change === 'created') {
    return queryClient.invalidateQueries({ queryKey: ['count', collection] })
  }
  await queryClient.invalidateQueries({ queryKey: keys.record(collection, id) })
  await queryClient.invalidateQueries({ queryKey: keys.history(collection, id) })
  if (known.length === 0) return
  const fresh = await api.get<Row>(`/${collection}/${id}`).catch(() => undefined)
  if (fresh) patchLists(queryClient, collection, id, (row) => ({ ...row, ...fresh }))
}

function knownVersions(queryClient: QueryClient, collection: string, id: string): number[] {
  const lists = queryClient.getQueriesData<Pages>({ queryKey: ['list', collection] })
  const rows = lists.flatMap(
    ([, pages]) => pages?.pages.flatMap((page) => page.data.filter((row) => row.id === id)) ?? [],
  )
  const record = queryClient.getQueryData<{ row: Row }>(keys.record(collection, id))
  return [...rows, ...(record ? [record.row] : [])].map((row) => row.version ?? 0)
}
