import type { Actor } from '../access/actor.ts'
import type { Sql } from '../database/types.ts'
import { columnsOf } from '../entity/columns.ts'
import type { KindContext } from '../entity/field.ts'
import type { ModelRelation } from '../entity/model.ts'
import type { ListQuery } from '../query/list-query.ts'
import type { Row } from '../query/rows.ts'
import type { SearchMode } from '../query/search.ts'
import { parameters, quote } from '../query/sql.ts'
import { scopeSql } from '../query/where.ts'
import type { RowWriter } from '../transfer/write/types.ts'
import {
  type ExportColumn,
  type ExportShape,
  jsonColumns,
  type NamedReference,
  tableColumns,
} from './export-column.ts'
import { exportedColumns, mostPartsStatement, recordsStatement } from './export-query.ts'

const BATCH_ROWS = 1000
const REMEMBERED = 50_000

/** What an export works with: the connection of its transaction, for it has a cursor there. */
export interface ExportContext {
  sql: Sql
  actor: Actor
  kinds: KindContext
  shape: ExportShape
  query: ListQuery
}

async function readParts(
  { sql, actor, kinds }: ExportContext,
  { relation, fields }: ExportShape['parts'][number],
  records: Row[],
): Promise<void> {
  const params = parameters()
  const via = [
    `${relation.field.main} = any(${params.add(records.map(({ id }) => id))})`,
    ...scopeSql(actor, relation.target, params),
  ]
  const columns = columnsOf([relation.field, ...fields])
  const rows = await sql.values(
    `select ${columns.sql} from ${quote(relation.target.table)} t where ${via.join(' and ')} order by t.id`,
    params.values,
  )
  const byParent = new Map(
    records.map((record) => {
      const list: Row[] = []
      record[relation.name] = list
      return [record.id, list]
    }),
  )
  for (const row of rows) {
    const part = columns.record(row, kinds)
    byParent.get(part[relation.field.name])?.push(part)
  }
}

/** Replaces ids by what names the records to people; those that have no name, or none the actor may see, keep the id. */
async function nameReferences(
  { sql, actor, kinds }: ExportContext,
  { field, target, name }: NamedReference,
  known: Map<string, string>,
  records: Row[],
): Promise<void> {
  const missing = [
    ...new Set(records.flatMap((record) => (record[field.name] as string | null) ?? [])),
  ].filter((id) => !known.has(id))
  if (missing.length > 0) {
    if (known.size > REMEMBERED) known.clear()
    const params = parameters()
    const where = [`t.id = any(${params.add(missing)})`, ...scopeSql(actor, target, params)]
    const columns = columnsOf([...target.fields.slice(0, 1), name])
    const rows = await sql.values(
      `select ${columns.sql} from ${quote(target.table)} t where ${where.join(' and ')}`,
      params.values,
    )
    for (const row of rows) {
      const { id, [name.name]: value } = columns.record(row, kinds)
      if (value !== null) known.set(id as string, name.facets.toText(value))
    }
  }
  for (const record of records) {
    const id = record[field.name] as string | null
    if (id !== null) record[field.name] = known.get(id) ?? id
  }
}

/** Opens a cursor on the records. Words that merely look alike are searched only where none begins like the search. */
async function openCursor(context: ExportContext): Promise<SearchMode> {
  const { sql, actor, shape, query } = context
  const modes: SearchMode[] = query.search ? ['words', 'similar'] : ['words']
  for (const mode of modes) {
    const { text, values } = recordsStatement(actor, shape, query, mode)
    const [found] =
      mode === modes.at(-1) ? [true] : await sql.query(`select 1 from (${text} limit 1) one`, values)
    if (!found) continue
    await sql.query(`declare export no scroll cursor for ${text}`, values)
    return mode
  }
  return 'words'
}

async function mostParts(
  { sql, actor, shape, query }: ExportContext,
  mode: SearchMode,
): Promise<Map<ModelRelation, number>> {
  const most = new Map<ModelRelation, number>()
  for (const { relation } of shape.parts) {
    const { text, values } = mostPartsStatement(actor, shape, relation, query, mode)
    const [row] = await sql.query<{ most: number }>(text, values)
    most.set(relation, row?.most ?? 0)
  }
  return most
}

/**
 * Writes all records that a list's question finds, some at a time, within one snapshot of the database.
 * @param open makes the writer once the columns are known
 * @returns how many records were written
 */
export async function writeExport(
  context: ExportContext,
  asJson: boolean,
  open: (columns: ExportColumn[]) => RowWriter,
): Promise<number> {
  const { sql, shape, kinds } = context
  const mode = await openCursor(context)
  const columns = asJson ? jsonColumns(shape) : tableColumns(shape, await mostParts(context, mode))
  const { record } = exportedColumns(shape)
  const names = shape.references.map((reference) => ({ reference, known: new Map<string, string>() }))
  const writer = open(columns)
  for (;;) {
    const rows = await sql.values(`fetch ${BATCH_ROWS} from export`)
    const records = rows.map((row) => record(row, kinds))
    for (const part of shape.parts) await readParts(context, part, records)
    for (const { reference, known } of names) await nameReferences(context, reference, known, records)
    await writer.write(records.map((one) => columns.map(({ cell }) => cell(one))))
    if (rows.length < BATCH_ROWS) break
  }
  await writer.end()
  return writer.rows
}
