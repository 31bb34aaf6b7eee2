import { useQuery } from '@tanstack/react-query'
import { keys } from '../api/cache.ts'
import type { Row } from '../api/types.ts'
import { useApi, useEntity } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'

/** What a record of the past is called now; its number where it is gone. */
export function RecordName({ collection, id }: { collection: string; id: string }) {
  const api = useApi()
  const entity = useEntity(collection)
  const record = useQuery({
    queryKey: [...keys.record(collection, id), 'name'],
    queryFn: ({ signal }) => api.get<Row>(`/${collection}/${id}`, signal),
    staleTime: 5 * 60_000,
    enabled: entity !== undefined,
    retry: false,
  })
  return <>{record.data ? titleOf(entity, record.data) : id.slice(-8)}</>
}
