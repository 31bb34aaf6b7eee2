import { useQueries } from '@tanstack/react-query'
import { keys } from '../api/cache.ts'
import type { Row } from '../api/types.ts'
import { useApi, useEntity } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'
import type { FieldDescriptor } from '../entity/types.ts'
import type { Filter } from './address.ts'
import { chosenValues } from './filter-model.ts'

/** Names of the records a filter points to, fetched once each. */
export function useReferenceNames(
  field: FieldDescriptor,
  filters: Filter[],
): (field: FieldDescriptor, id: string) => string {
  const api = useApi()
  const entity = useEntity(field.collection)
  const ids = field.kind === 'reference' ? chosenValues(filters) : []
  const records = useQueries({
    queries: ids.map((id) => ({
      queryKey: [...keys.record(field.collection ?? '', id), 'name'],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Row>(`/${field.collection}/${id}`, signal),
      staleTime: 5 * 60_000,
    })),
  })
  return (_, id) => {
    const row = records[ids.indexOf(id)]?.data
    return row ? titleOf(entity, row) : '…'
  }
}
