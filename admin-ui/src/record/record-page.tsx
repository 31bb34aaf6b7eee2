import { useQuery } from '@tanstack/react-query'
import { keys } from '../api/cache.ts'
import { isStatus } from '../api/problem.ts'
import { useApi, useApp, useEntity, useVisible } from '../app/context.ts'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { includesFor, type Visible } from '../list/query.ts'
import { Slot } from '../panels/slot.tsx'
import { usePanels } from '../panels/use-panels.ts'
import { Gallery } from '../pictures/gallery.tsx'
import { pictureFields } from '../pictures/pictures.ts'
import { NotFound } from '../shell/not-found.tsx'
import { RecordTimeline } from '../timeline/record-timeline.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { FactSections } from './fact-sections.tsx'
import { fetchRecord, type LoadedRecord } from './fetch-record.ts'
import { OwnedTables } from './owned-tables.tsx'
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
  const { entities } = useApp().manifest
  const find = (collection: string) => entities.find((one) => one.collection === collection)
  const record = useQuery<LoadedRecord>({
    queryKey: keys.record(entity.collection, id),
    queryFn: ({ signal }) =>
      fetchRecord(api, entity.collection, id, recordIncludes(entity, visible, find), signal),
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
  const panels = usePanels()
  const pictures = pictureFields(entity)
  const shown = panels.shown(collection)
  const many = entity.relations.filter(({ name, type }) => type === 'many' && !shown.has(name))
  return (
    <div className={styles.page}>
      <RecordHeader entity={entity} row={row} />
      <div className={styles.columns}>
        {pictures ? (
          <div className={styles.gallery}>
            <Gallery entity={entity} record={record} fields={pictures} title={titleOf(entity, row)} />
          </div>
        ) : null}
        <div className={styles.main}>
          <FactSections entity={entity} record={record} />
          <Slot name={`${collection}.record.main`} entity={entity} record={row} />
          <OwnedTables entity={entity} row={row} relations={many.filter(({ owned }) => owned)} />
          {/* Only when all panels are there is it known which relations they do not show. */}
          {panels.settled
            ? many
                .filter((relation) => !relation.owned && relation.via)
                .map((relation) => <RelatedList key={relation.name} relation={relation} parent={row} />)
            : null}
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

/** References that can be named, and the parts that belong to the record with what they refer to. */
function recordIncludes(
  entity: EntityDescriptor,
  visible: Visible,
  find: (collection: string) => EntityDescriptor | undefined,
): string[] {
  const references = includesFor(
    entity,
    entity.fields.map((field) => field.name),
    visible,
  )
  const owned = entity.relations
    .filter((relation) => relation.owned && visible.has(relation.collection))
    .flatMap(({ name, collection, via }) => {
      const part = find(collection)
      const fields = part?.fields.flatMap((field) => (field.name === via ? [] : [field.name])) ?? []
      const further = part ? includesFor(part, fields, visible) : []
      return further.length > 0 ? further.map((one) => `${name}.${one}`) : [name]
    })
  return [...new Set([...references, ...owned])]
}
