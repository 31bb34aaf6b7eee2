import type { Api } from '../api/client.ts'
import type { BulkAnswer, BulkOperation, ListAnswer, Row } from '../api/types.ts'

export interface BulkResult {
  done: number
  refused: Refusal[]
}

export interface Refusal {
  id: string
  reason: string
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
  const total: BulkResult = { done: 0, refused: [] }
  for (let from = 0; from < operations.length && !signal.aborted; from += BATCH) {
    const batch = operations.slice(from, from + BATCH)
    const answer = await api.send<BulkAnswer>(`/${collection}/bulk`, {
      method: 'POST',
      body: { operations: batch },
    })
    const refused = answer.results.filter((result) => result.status >= 400)
    total.done += batch.length - refused.length
    for (const { index, status, problem } of refused)
      total.refused.push({
        id: batch[index]?.id ?? '',
        reason: problem?.detail ?? problem?.code ?? `${status}`,
      })
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
