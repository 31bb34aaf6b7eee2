import type { Api } from '../api/client.ts'
import type { BulkAnswer, BulkOperation, ListAnswer, Row } from '../api/types.ts'

export interface BulkResult {
  done: number
  failed: number
  /** Why the first refused one was refused. */
  reason: string | undefined
}

const BATCH = 100

/** Sends operations in batches; a refused one does not stop the others. `onProgress` hears how many are through. */
export async function runBulk(
  api: Api,
  collection: string,
  operations: BulkOperation[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<BulkResult> {
  const total: BulkResult = { done: 0, failed: 0, reason: undefined }
  for (let from = 0; from < operations.length && !signal.aborted; from += BATCH) {
    const batch = operations.slice(from, from + BATCH)
    const answer = await api.send<BulkAnswer>(`/${collection}/bulk`, {
      method: 'POST',
      body: { operations: batch },
    })
    const refused = answer.results.filter((result) => result.status >= 400)
    total.failed += refused.length
    total.done += batch.length - refused.length
    total.reason ??= refused[0]?.problem?.detail ?? refused[0]?.problem?.code
    onProgress(from + batch.length)
  }
  return total
}

/** All records a list's question matches, walked page by page along the cursor. */
export async function allMatching(
  api: Api,
  collection: string,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = []
  const params = new URLSearchParams(query)
  params.delete('include')
  params.set('limit', '200')
  do {
    const page = await api.get<ListAnswer>(`/${collection}?${params}`, signal)
    rows.push(...page.data)
    if (!page.page.nextCursor) return rows
    params.set('cursor', page.page.nextCursor)
  } while (!signal.aborted)
  return rows
}
