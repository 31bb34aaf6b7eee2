import type { Api } from '../api/client.ts'
import type { Row } from '../api/types.ts'

export interface LoadedRecord {
  row: Row
  /** Sent back as If-Match when writing. */
  etag: string | undefined
}

export async function fetchRecord(
  api: Api,
  collection: string,
  id: string,
  include: readonly string[],
  signal?: AbortSignal,
): Promise<LoadedRecord> {
  const query = include.length > 0 ? `?include=${include.join(',')}` : ''
  const answer = await api.request<Row>(`/${collection}/${id}${query}`, signal ? { signal } : {})
  return { row: answer.data, etag: answer.etag }
}
