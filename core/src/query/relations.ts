import type { Values } from '../entity/columns.ts'
import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import type { ReadContext } from './read-list.ts'
import type { Row } from './rows.ts'
import { type Selected, selected } from './selected.ts'
import type { SelectedRelation, Selection } from './selection.ts'
import { parameters, quote } from './sql.ts'
import { scopeSql, whereSql } from './where.ts'

/** Fields that must be read to follow the selected relations, asked for or not. */
export function linkFields({ model, relations }: Selection): ModelField[] {
  return relations.map(({ relation }) => linkField(model, relation))
}

function linkField(model: Model, relation: ModelRelation): ModelField {
  return relation.type === 'one' ? relation.field : (model.field('id') as ModelField)
}

/** The value of a field in each of the records that relations are followed from, which need not show it. */
export type ValuesOf = (field: ModelField) => unknown[]

function distinct(values: unknown[]): unknown[] {
  const found = new Set<unknown>()
  for (const value of values) if (value !== null && value !== undefined) found.add(value)
  return [...found]
}

/** Runs a statement for the target of a relation, and follows the target's own relations. */
async function readTargets(
  context: ReadContext,
  selection: Selection,
  { columns, text, values }: { columns: Selected; text: string; values: unknown[] },
): Promise<{ rows: Values[]; records: Row[] }> {
  const rows = await context.sql.values(text, values)
  const records = columns.records(rows, context.kinds)
  await loadRelations(context, selection, columns.valuesOf(rows), records)
  return { rows, records }
}

async function loadOne(
  context: ReadContext,
  { key, relation, selection }: SelectedRelation,
  links: unknown[],
  records: Row[],
) {
  const ids = distinct(links)
  const found = new Map<unknown, Row>()
  if (ids.length > 0) {
    const { target } = relation
    const params = parameters()
    const where = [`t.id = any(${params.add(ids)})`, ...scopeSql(context.actor, target, params)]
    const id = target.field('id') as ModelField
    const columns = selected(selection, [id, ...linkFields(selection)])
    const text = `select ${columns.sql} from ${quote(target.table)} t where ${where.join(' and ')}`
    const targets = await readTargets(context, selection, { columns, text, values: params.values })
    const place = columns.at(id)
    targets.rows.forEach((row, index) => void found.set(row[place], targets.records[index] as Row))
  }
  records.forEach((record, index) => {
    record[key] = found.get(links[index]) ?? null
  })
}

/** One statement for all parents, with the limit of each parent kept by a lateral join. */
async function loadMany(
  context: ReadContext,
  { key, relation, selection, list }: SelectedRelation,
  links: unknown[],
  records: Row[],
) {
  if (links.length === 0) return
  const { target, field } = relation
  const params = parameters()
  const from = params.add(distinct(links))
  const where = [
    `${field.main} = p.id`,
    ...whereSql(context.actor, target, list ?? { conditions: [] }, params),
  ]
  const order = list?.sort.map((by) => `${by.field.main}${by.descending ? ' desc' : ''}`).join(', ') ?? 't.id'
  const limit = params.add(list?.limit ?? maxRelated)
  const columns = selected(selection, linkFields(selection))
  const text =
    `select c.*, p.id from unnest(${from}::uuid[]) as p(id) cross join lateral ` +
    `(select ${columns.sql} from ${quote(target.table)} t where ${where.join(' and ')} order by ${order} limit ${limit}) c`
  const children = await readTargets(context, selection, { columns, text, values: params.values })
  const byParent = new Map<unknown, Row[]>()
  records.forEach((record, index) => {
    const related: Row[] = []
    byParent.set(links[index], related)
    record[key] = related
  })
  children.rows.forEach((row, index) => void byParent.get(row.at(-1))?.push(children.records[index] as Row))
}

const maxRelated = 200

/** Fills the selected relations of already read rows: one statement per relation, however many rows. */
export async function loadRelations(
  context: ReadContext,
  selection: Selection,
  valuesOf: ValuesOf,
  records: Row[],
): Promise<void> {
  for (const selected of selection.relations) {
    const load = selected.relation.type === 'one' ? loadOne : loadMany
    await load(context, selected, valuesOf(linkField(selection.model, selected.relation)), records)
  }
}
