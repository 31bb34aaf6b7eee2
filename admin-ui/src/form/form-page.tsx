import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { keys } from '../api/cache.ts'
import { isStatus } from '../api/problem.ts'
import { useApi, useApp, useEntity } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { fetchRecord, type LoadedRecord } from '../record/fetch-record.ts'
import { NotFound } from '../shell/not-found.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { RecordForm } from './record-form.tsx'
import { emptyValues, ownedRelations, valuesOf } from './values.ts'

export interface FormPageProps {
  collection: string
  /** The record to edit; absent for a new one. */
  id?: string
}

/** The form of a collection, derived from its descriptor. */
export function FormPage({ collection, id }: FormPageProps) {
  const entity = useEntity(collection)
  if (!entity) return <NotFound />
  return id === undefined ? <NewForm entity={entity} /> : <EditForm entity={entity} id={id} />
}

function NewForm({ entity }: { entity: EntityDescriptor }) {
  const [params] = useSearchParams()
  return <RecordForm entity={entity} initial={emptyValues(entity, params)} />
}

function EditForm({ entity, id }: { entity: EntityDescriptor; id: string }) {
  const api = useApi()
  const { manifest } = useApp()
  const include = ownedRelations(entity).map((relation) => relation.name)
  const record = useQuery<LoadedRecord>({
    queryKey: [...keys.record(entity.collection, id), 'form'],
    queryFn: ({ signal }) => fetchRecord(api, entity.collection, id, include, signal),
    // The form works on what it opened with; what others change meanwhile is found out when saving.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (isStatus(record.error, 404)) return <NotFound />
  if (record.error) return <LoadFailure page error={record.error} onRetry={() => void record.refetch()} />
  if (!record.data) return null
  const lookup = (collection: string) => manifest.entities.find((one) => one.collection === collection)
  return (
    <RecordForm entity={entity} record={record.data} initial={valuesOf(entity, record.data.row, lookup)} />
  )
}
