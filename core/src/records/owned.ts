import type { Model, ModelRelation } from '../entity/model.ts'
import type { Row } from '../query/rows.ts'
import { quote } from '../query/sql.ts'
import type { Data } from './changes.ts'
import type { RecordWriter } from './writer.ts'

/** The writes of any entity, which owned records are written with. */
export interface Writes {
  insertRecords(
    writer: RecordWriter,
    model: Model,
    rows: Data[],
    options?: { ofNew?: boolean },
  ): Promise<Row[]>
  updateRecord(writer: RecordWriter, model: Model, id: string, changes: Data): Promise<Row>
  deleteRecord(writer: RecordWriter, model: Model, id: string): Promise<void>
}

function ownedRelations(model: Model): ModelRelation[] {
  return [...model.relations.values()].filter(({ owned }) => owned)
}

/** Children in the bodies of new parents: one insert per relation, for all parents together. */
export async function insertOwned(
  { insertRecords }: Writes,
  writer: RecordWriter,
  model: Model,
  bodies: Data[],
  parents: Row[],
): Promise<void> {
  for (const { name, target, field } of ownedRelations(model)) {
    const children = bodies.flatMap((body, index) =>
      ((body[name] ?? []) as Data[]).map((child) => ({ ...child, [field.name]: parents[index]?.id })),
    )
    const stored = await insertRecords(writer, target, children, { ofNew: true })
    for (const parent of parents) parent[name] = stored.filter((child) => child[field.name] === parent.id)
  }
}

async function currentChildren(
  { ctx }: RecordWriter,
  { target, field }: ModelRelation,
  parentId: string,
): Promise<Row[]> {
  const columns = target.columns(target.fields)
  const rows = await ctx.db.values(
    `select ${columns.sql} from ${quote(target.table)} t where ${field.main} = $1 order by t.id for update`,
    [parentId],
  )
  return rows.map((values) => columns.record(values, ctx))
}

/**
 * Makes the children of a parent what its body says: those with an id are changed, those without are new,
 * those left out are deleted. A relation absent from the body is left alone.
 * @returns whether any relation was in the body.
 */
export async function replaceOwned(
  { insertRecords, updateRecord, deleteRecord }: Writes,
  writer: RecordWriter,
  model: Model,
  parentId: string,
  body: Data,
): Promise<boolean> {
  let changed = false
  for (const relation of ownedRelations(model)) {
    const wanted = body[relation.name] as Data[] | undefined
    if (!wanted) continue
    const { target, field } = relation
    const current = await currentChildren(writer, relation, parentId)
    const known = new Set(current.map(({ id }) => id))
    const kept = wanted.filter(({ id }) => known.has(id))
    const keptIds = new Set(kept.map(({ id }) => id))
    for (const child of kept) await updateRecord(writer, target, child.id as string, child)
    for (const { id } of current) if (!keptIds.has(id)) await deleteRecord(writer, target, id as string)
    const fresh = wanted
      .filter(({ id }) => !known.has(id))
      .map(({ id: _, ...child }) => ({ ...child, [field.name]: parentId }))
    await insertRecords(writer, target, fresh)
    changed ||= current.length > 0 || wanted.length > 0
  }
  return changed
}
