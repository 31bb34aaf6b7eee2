import { useQuery } from '@tanstack/react-query'
import { keys } from '../api/cache.ts'
import { isStatus } from '../api/problem.ts'
import type { Row } from '../api/types.ts'
import { useApi, useEntity, useVisible } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { includesFor, type Visible } from '../list/query.ts'
import { Slot } from '../panels/slot.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { RecordTimeline } from '../timeline/record-timeline.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { FactSections } from './fact-sections.tsx'
import { fetchRecord, type LoadedRecord } from './fetch-record.ts'
import { OwnedTable } from './owned-table.tsx'
import { useRememberOpened } from './recent.ts'
import { RecordFacts } from './record-facts.tsx'
import { RecordHeader } from './record-header.tsx'
import styles from './record-page.module.css'
import { RelatedList } from './related-list.tsx'

export interface RecordPageProps {
  collection: string
  id: string
}

/** One record, derived from its descriptor: header, facts edited in place, related lists, history, plugins' parts. */
export function RecordPage({ collection, id }: RecordPageProps) {
  const entity = useEntity(collection)
  return entity ? <Loaded entity={entity} id={id} /> : <NotFound />
}

function Loaded({ entity, id }: { entity: EntityDescriptor; id: string }) {
  const api = useApi()
  const visible = useVisible()
  const record = useQuery<LoadedRecord>({
    queryKey: keys.record(entity.collection, id),
    queryFn: ({ signal }) => fetchRecord(api, entity.collection, id, recordIncludes(entity, visible), signal),
  })
  useRememberOpened(entity, record.data?.row)
  if (isStatus(record.error, 404)) return <NotFound />
  if (record.error && !record.data)
    return <LoadFailure page error={record.error} onRetry={() => void record.refetch()} />
  if (!record.data) return null
  return <View entity={entity} record={record.data} />
}

function View({ entity, record }: { entity: EntityDescriptor; record: LoadedRecord }) {
  const { row } = record
  const { collection } = entity
  const many = entity.relations.filter((relation) => relation.type === 'many')
  return (
    <div className={styles.page}>
      <RecordHeader entity={entity} row={row} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <FactSections entity={entity} record={record} />
          {many
            .filter((relation) => relation.owned)
            .map((relation) => (
              <OwnedTable
                key={relation.name}
                relation={relation}
                rows={(row[relation.name] ?? []) as Row[]}
              />
            ))}
          <Slot name={`${collection}.record.main`} entity={entity} record={row} />
          {many
            .filter((relation) => !relation.owned && relation.via)
            .map((relation) => (
              <RelatedList key={relation.name} relation={relation} parent={row} />
            ))}
        </div>
        <div className={styles.side}>
          <Slot name={`${collection}.record.side`} entity={entity} record={row} />
          <RecordFacts entity={entity} row={row} />
          <RecordTimeline entity={entity} row={row} />
        </div>
      </div>
    </div>
  )
}

/** References that can be named, and the parts that belong to the record. */
function recordIncludes(entity: EntityDescriptor, visible: Visible): string[] {
  const references = includesFor(
    entity,
    entity.fields.map((field) => field.name),
    visible,
  )
  const owned = entity.relations
    .filter((relation) => relation.owned && visible.has(relation.collection))
    .map((relation) => relation.name)
  return [...new Set([...references, ...owned])]
}
