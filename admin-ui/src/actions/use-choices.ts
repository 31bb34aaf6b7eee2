import { useQuery } from '@tanstack/react-query'
import { keys } from '../api/cache.ts'
import type { Row } from '../api/types.ts'
import { useApi, useApp } from '../app/context.ts'
import type { AdminManifest, EntityDescriptor, RelationDescriptor } from '../entity/types.ts'
import { linesOf, lineTitle, targetOf } from './line-choices.ts'
import type { ActionField } from './schema-fields.ts'

/** The fields of an action, with the record's own lines as the choices of those that name lines. */
export function useChoices(fields: ActionField[], entity: EntityDescriptor, id: string | undefined) {
  const api = useApi()
  const { manifest } = useApp()
  const relations = entity.relations.filter(({ name }) => relationsIn(fields).has(name))
  const include = relations.flatMap((relation) => includesOf(manifest, relation)).join(',')
  const record = useQuery({
    queryKey: [...keys.record(entity.collection, id ?? ''), 'choices', include],
    queryFn: ({ signal }) => api.get<Row>(`/${entity.collection}/${id}?include=${include}`, signal),
    enabled: id !== undefined && include !== '',
  })
  return fields.map((field) => withChoices(field, manifest, relations, record.data))
}

const relationsIn = (fields: ActionField[]): Set<string> =>
  new Set(
    fields.flatMap(({ among, rows = [] }) => [...(among ? [among.relation] : []), ...relationsIn(rows)]),
  )

/** The lines with what they point to, for those are known by its name. */
function includesOf(manifest: AdminManifest, relation: RelationDescriptor): string[] {
  const fields = targetOf(manifest, relation)?.fields ?? []
  const named = fields.flatMap(({ name, relation: to }) => (to && name !== relation.via ? [to] : []))
  return [relation.name, ...named.map((name) => `${relation.name}.${name}`)]
}

function withChoices(
  field: ActionField,
  manifest: AdminManifest,
  relations: RelationDescriptor[],
  record: Row | undefined,
): ActionField {
  const rows = field.rows?.map((one) => withChoices(one, manifest, relations, record))
  const relation = relations.find(({ name }) => name === field.among?.relation)
  if (!field.among || !relation) return rows ? { ...field, rows } : field
  const options = linesOf(record, field.among).map((line) => ({
    value: line.id,
    label: lineTitle(manifest, relation, line),
  }))
  return field.items ? { ...field, items: { ...field.items, options } } : { ...field, options }
}
