import type { ReadContext } from './read-list.ts'
import { linkFields, loadRelations } from './relations.ts'
import type { Row } from './rows.ts'
import { selected } from './selected.ts'
import type { Selection } from './selection.ts'
import { parameters, quote } from './sql.ts'
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
  const columns = selected(selection, linkFields(selection))
  const rows = await context.sql.values(
    `select ${columns.sql} from ${quote(model.table)} t where ${where.join(' and ')}`,
    params.values,
  )
  const records = columns.records(rows, context.kinds)
  await loadRelations(context, selection, columns.valuesOf(rows), records)
  return records[0]
}
