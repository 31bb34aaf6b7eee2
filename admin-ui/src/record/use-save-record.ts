import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { keys, patchLists } from '../api/cache.ts'
import type { Api } from '../api/client.ts'
import type { Row } from '../api/types.ts'
import { useApi } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'

/** The ETag of a record of which only the version is known. */
export const etagOf = (row: Row): string | undefined =>
  row.version === undefined ? undefined : `"${row.version}"`

/**
 * Writes some fields of a record, provided nobody else wrote meanwhile (ApiProblem 412 then), and shows the result
 * everywhere the record is on screen. A change may name the version it is meant for.
 */
export function useSaveRecord(
  entity: EntityDescriptor,
  row: Row,
  etag = etagOf(row),
): (changes: Record<string, unknown>, meant?: string) => Promise<Row> {
  const api = useApi()
  const queryClient = useQueryClient()
  const { collection } = entity
  const { id } = row
  return useCallback(
    async (changes, meant = etag) => {
      const saved = await api.send<Row>(`/${collection}/${id}`, {
        method: 'PATCH',
        body: changes,
        ...(meant ? { ifMatch: meant } : {}),
      })
      const related = await changedRelations(api, entity, id, changes)
      patchLists(queryClient, collection, id, (old) => ({ ...old, ...saved, ...related }))
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.record(collection, id) }),
        queryClient.invalidateQueries({ queryKey: keys.history(collection, id) }),
      ])
      return saved
    },
    [api, queryClient, entity, collection, id, etag],
  )
}

/** The answer to a change holds no related records; those of a changed reference are asked for again. */
async function changedRelations(
  api: Api,
  entity: EntityDescriptor,
  id: string,
  changes: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const names = entity.fields
    .filter((field) => field.relation && field.name in changes)
    .map((field) => field.relation as string)
  if (names.length === 0) return {}
  const fresh = await api.get<Row>(`/${entity.collection}/${id}?include=${names.join(',')}`)
  return Object.fromEntries(names.map((name) => [name, fresh[name]]))
}
