import type { ModelField } from '../entity/model.ts'
import type { ReadContext } from './read-list.ts'
import { type Row, rowReader } from './rows.ts'
import type { SelectedRelation, Selection } from './selection.ts'
import { parameters, quote, selectList } from './sql.ts'
import { scopeSql, whereSql } from './where.ts'

/** Fields that must be read to follow the selected relations, asked for or not. */
export function linkFields(selection: Selection): ModelField[] {
  return selection.relations.map(({ relation }) =>
    relation.type === 'one' ? relation.field : (selection.model.field('id') as ModelField),
  )
}

function distinct(rows: Row[], name: string): unknown[] {
  return [...new Set(rows.map((row) => row[name]))].filter((value) => value !== null && value !== undefined)
}

async function loadOne(
  context: ReadContext,
  { key, relation, selection }: SelectedRelation,
  rows: Row[],
  records: Row[],
) {
  const from = relation.field.name
  const ids = distinct(rows, from)
  const found = new Map<unknown, Row>()
  if (ids.length > 0) {
    const { target } = relation
    const params = parameters()
    const where = [`t.id = any(${params.add(ids)})`, ...scopeSql(context.actor, target, params)]
    const id = target.field('id') as ModelField
    const columns = selectList([id, ...selection.fields, ...linkFields(selection)])
    const targetRows = await context.sql.query<Row>(
      `select ${columns} from ${quote(target.table)} t where ${where.join(' and ')}`,
      params.values,
    )
    const targets = targetRows.map(rowReader(selection.fields, context.kinds))
    await loadRelations(context, selection, targetRows, targets)
    for (const [index, row] of targetRows.entries()) found.set(row.id, targets[index] as Row)
  }
  for (const [index, row] of rows.entries()) (records[index] as Row)[key] = found.get(row[from]) ?? null
}

/** One statement for all parents, with the limit of each parent kept by a lateral join. */
async function loadMany(context: ReadContext, selected: SelectedRelation, rows: Row[], records: Row[]) {
  const { key, relation, selection, list } = selected
  for (const record of records) record[key] = []
  if (rows.length === 0) return
  const { target, field } = relation
  const params = parameters()
  const parents = params.add(distinct(rows, 'id'))
  const where = [
    `${field.main} = p.id`,
    ...whereSql(context.actor, target, list ?? { conditions: [] }, params),
  ]
  const order = list?.sort.map((by) => `${by.field.main}${by.descending ? ' desc' : ''}`).join(', ') ?? 't.id'
  const limit = params.add(list?.limit ?? maxRelated)
  const columns = selectList([...selection.fields, ...linkFields(selection)])
  const childRows = await context.sql.query<Row>(
    `select p.id as ":parent", c.* from unnest(${parents}::uuid[]) as p(id) cross join lateral ` +
      `(select ${columns} from ${quote(target.table)} t where ${where.join(' and ')} order by ${order} limit ${limit}) c`,
    params.values,
  )
  const children = childRows.map(rowReader(selection.fields, context.kinds))
  await loadRelations(context, selection, childRows, children)
  const byParent = new Map(rows.map((row, index) => [row.id, (records[index] as Row)[key] as Row[]]))
  for (const [index, row] of childRows.entries()) byParent.get(row[':parent'])?.push(children[index] as Row)
}

const maxRelated = 200

/** Fills the selected relations of already read rows: one statement per relation, however many rows. */
export async function loadRelations(
  context: ReadContext,
  selection: Selection,
  rows: Row[],
  records: Row[],
): Promise<void> {
  for (const selected of selection.relations) {
    const load = selected.relation.type === 'one' ? loadOne : loadMany
    await load(context, selected, rows, records)
  }
}
