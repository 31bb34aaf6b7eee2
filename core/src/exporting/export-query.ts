import type { Actor } from '../access/actor.ts'
import { type Columns, columnsOf } from '../entity/columns.ts'
import type { ModelRelation } from '../entity/model.ts'
import type { ListQuery } from '../query/list-query.ts'
import { type SearchMode, searchSql } from '../query/search.ts'
import { type Parameters, parameters, quote } from '../query/sql.ts'
import { whereSql } from '../query/where.ts'
import type { ExportShape } from './export-column.ts'

export interface Statement {
  text: string
  values: unknown[]
}

function conditions(
  actor: Actor,
  { model }: ExportShape,
  query: ListQuery,
  mode: SearchMode,
  params: Parameters,
): { where: string; rank: string | undefined } {
  const where = whereSql(actor, model, query, params)
  const found = query.search ? searchSql(query.search, mode, params) : undefined
  if (found) where.push(found.condition)
  return { where: where.length > 0 ? `where ${where.join(' and ')}` : '', rank: found?.rank }
}

/** What is read of each record: the fields of the export, and the document that fields defined at run time stand in. */
export function exportedColumns({ model, fields, custom }: ExportShape): Columns {
  const document = custom.length > 0 ? model.field('custom') : undefined
  return columnsOf(document ? [...fields, document] : fields)
}

/** All records of a list's question, in its order. */
export function recordsStatement(
  actor: Actor,
  shape: ExportShape,
  query: ListQuery,
  mode: SearchMode,
): Statement {
  const params = parameters()
  const { where, rank } = conditions(actor, shape, query, mode, params)
  const order = [
    ...(rank ? [`${rank} desc`] : []),
    ...query.sort.map(({ field, descending }) => `${field.main}${descending ? ' desc' : ''}`),
  ]
  return {
    text: `select ${exportedColumns(shape).sql} from ${quote(shape.model.table)} t ${where} order by ${order.join(', ')}`,
    values: params.values,
  }
}

/** How many owned records one of them has at most. */
export function mostPartsStatement(
  actor: Actor,
  shape: ExportShape,
  relation: ModelRelation,
  query: ListQuery,
  mode: SearchMode,
): Statement {
  const params = parameters()
  const { where } = conditions(actor, shape, query, mode, params)
  const via = quote(relation.field.columns[0] as string)
  return {
    text: `select coalesce(max(n), 0)::int as most from (
      select count(*) as n from ${quote(shape.model.table)} t join ${quote(relation.target.table)} c on c.${via} = t.id ${where} group by t.id) counted`,
    values: params.values,
  }
}
