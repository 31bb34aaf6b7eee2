import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ListAnswer, Row } from '../api/types.ts'
import { useApi, useEntity } from '../app/context.ts'

/** The first records of a collection that fit a text, for pickers; without a text its usual first ones. */
export function useRecordSearch(collection: string | undefined, text: string, limit = 12): Row[] {
  const api = useApi()
  const entity = useEntity(collection)
  const [q] = useDebouncedValue(text.trim(), 100)
  const found = useQuery({
    queryKey: ['pick', collection, q, limit],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ limit: String(limit) })
      if (q && entity?.searchable) params.set('q', q)
      return api.get<ListAnswer>(`/${collection}?${params}`, signal).then((answer) => answer.data)
    },
    enabled: entity !== undefined,
    placeholderData: (previous) => previous,
  })
  return found.data ?? []
}
