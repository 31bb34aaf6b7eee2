import type { ModelField } from '../entity/model.ts'
import type { ReadContext } from './read-list.ts'
import { linkFields, loadRelations } from './relations.ts'
import { type Row, rowReader } from './rows.ts'
import type { Selection } from './selection.ts'
import { parameters, quote, selectList } from './sql.ts'
import { scopeSql } from './where.ts'

/** Reads one record by id; undefined when there is none or the actor may not see it, which look the same. */
export async function readOne(
  context: ReadContext,
  selection: Selection,
  id: string,
): Promise<Row | undefined> {
  const { model } = selection
  const params = parameters()
  const where = [`t.id = ${params.add(id)}`, ...scopeSql(context.actor, model, params)]
  const version = model.field('version') as ModelField
  const columns = selectList([...selection.fields, version, ...linkFields(selection)])
  const rows = await context.sql.query<Row>(
    `select ${columns} from ${quote(model.table)} t where ${where.join(' and ')}`,
    params.values,
  )
  const records = rows.map(rowReader(selection.fields, context.kinds))
  await loadRelations(context, selection, rows, records)
  return records[0]
}
