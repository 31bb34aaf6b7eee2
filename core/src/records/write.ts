import type { Values } from '../entity/columns.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { assertFiles, assertNotShown } from '../files/used.ts'
import type { Context, RecordChange } from '../operation/context.ts'
import type { Row } from '../query/rows.ts'
import { quote } from '../query/sql.ts'
import { changedFields, type Data, diffOf } from './changes.ts'
import type { ExpectedVersion } from './expected.ts'
import { insertOwned, replaceOwned, type Writes } from './owned.ts'
import { lockCurrent, manyRecords } from './read.ts'
import { insertSql, updateSql } from './write-sql.ts'
import type { RecordWriter } from './writer.ts'

function noted(
  writer: RecordWriter,
  model: Model,
  change: RecordChange['change'],
  record: Row,
  diff: RecordChange['diff'],
) {
  writer.changes.push({
    entity: model.name,
    collection: model.collection,
    recordId: record.id as string,
    change,
    version: record.version as number,
    diff,
  })
}

/** Who is limited to some stores cannot put a record into another one. */
function assertInScope({ actor }: Context, { scope }: Model, record: Data): void {
  if (!scope || actor.stores === 'all' || actor.stores.includes(record[scope.name] as string)) return
  const message = 'You work in other stores only. Choose one of yours.'
  throw new Problem(validationFailed, { errors: [{ pointer: `/${scope.name}`, message }] })
}

/** Own data of a record: what is neither derived nor kept by the server. */
function ownFields(model: Model): ModelField[] {
  return model.fields.filter(({ name }) => !['id', 'version', 'createdAt', 'updatedAt'].includes(name))
}

/** What the server sets on new records; an id may be given by who needs to know it beforehand. */
function begun(ctx: Context, data: Data): Data {
  const id = typeof data.id === 'string' ? data.id : ctx.newId()
  return { ...data, id, version: 1, createdAt: ctx.now, updatedAt: ctx.now }
}

/** PostgreSQL counts the parameters of a statement in sixteen bits. */
const maxParameters = 65_535

/** @param options.ofNew the records belong to ones that were made just before */
export async function insertRecords(
  writer: RecordWriter,
  model: Model,
  rows: Data[],
  { ofNew = false }: { ofNew?: boolean } = {},
): Promise<Row[]> {
  const { ctx } = writer
  if (rows.length === 0) return []
  for (const row of rows) assertInScope(ctx, model, row)
  await assertFiles(
    ctx,
    model,
    rows.map((after) => ({ after })),
  )
  const begunRows = rows.map((row) => begun(ctx, row))
  const { record, count } = model.columns(model.fields)
  const records: Row[] = []
  for (let from = 0; from < begunRows.length; from += Math.floor(maxParameters / count)) {
    const some = begunRows.slice(from, from + Math.floor(maxParameters / count))
    const { text, values } = insertSql(model, some, ctx)
    for (const row of await ctx.db.values(text, values)) records.push(record(row, ctx))
  }
  const fields = ownFields(model)
  for (const made of records) noted(writer, model, 'created', made, diffOf(fields, undefined, made))
  await insertOwned(writes, writer, model, rows, records)
  await model.entity.written?.(
    ctx,
    records.map((after) => ({ after, ...(ofNew && { ofNew: true as const }) })),
  )
  return records
}

async function storeChanges(
  ctx: Context,
  model: Model,
  id: string,
  fields: ModelField[],
  changes: Data,
): Promise<Row> {
  const { text, values } = updateSql(model, id, fields, changes, ctx.now, ctx)
  const [row] = await ctx.db.values(text, values)
  return model.columns(model.fields).record(row as Values, ctx)
}

export async function updateRecord(
  writer: RecordWriter,
  model: Model,
  id: string,
  changes: Data,
  version?: ExpectedVersion,
): Promise<Row> {
  const { ctx } = writer
  const before = await lockCurrent(ctx, model, id, version)
  const fields = changedFields(model, before, changes)
  assertInScope(ctx, model, { ...before, ...changes })
  await assertFiles(ctx, model, [{ before, after: changes }])
  const ownedChanged = await replaceOwned(writes, writer, model, id, changes)
  if (fields.length === 0 && !ownedChanged) return before
  const after = await storeChanges(ctx, model, id, fields, changes)
  noted(writer, model, 'updated', after, diffOf(fields, before, after))
  await model.entity.written?.(ctx, [{ before, after }])
  return after
}

/** Changes many records, which are read and locked by one statement. Records they own are not changed here. */
export async function updateRecords(
  writer: RecordWriter,
  model: Model,
  wanted: readonly { id: string; changes: Data }[],
): Promise<Row[]> {
  const { ctx } = writer
  const locked = await manyRecords(
    ctx,
    model,
    wanted.map(({ id }) => id),
    'for update',
  )
  const pairs = wanted.map(({ id, changes }, at) => ({ id, changes, before: locked[at] as Row }))
  for (const { before, changes } of pairs) assertInScope(ctx, model, { ...before, ...changes })
  await assertFiles(
    ctx,
    model,
    pairs.map(({ before, changes }) => ({ before, after: changes })),
  )
  const written: { before: Row; after: Row }[] = []
  const rows: Row[] = []
  for (const { id, changes, before } of pairs) {
    const fields = changedFields(model, before, changes)
    const after = fields.length > 0 ? await storeChanges(ctx, model, id, fields, changes) : before
    rows.push(after)
    if (fields.length === 0) continue
    noted(writer, model, 'updated', after, diffOf(fields, before, after))
    written.push({ before, after })
  }
  if (written.length > 0) await model.entity.written?.(ctx, written)
  return rows
}

export async function deleteRecord(
  writer: RecordWriter,
  model: Model,
  id: string,
  version?: ExpectedVersion,
): Promise<void> {
  const { ctx } = writer
  const before = await lockCurrent(ctx, model, id, version)
  await assertNotShown(ctx, model, id)
  await replaceOwned(
    writes,
    writer,
    model,
    id,
    Object.fromEntries([...model.relations.keys()].map((name) => [name, []])),
  )
  await ctx.db.query(`delete from ${quote(model.table)} where id = $1`, [id])
  noted(writer, model, 'deleted', before, diffOf(ownFields(model), before, undefined))
  await model.entity.written?.(ctx, [{ before }])
}

/** What a parent's write needs for the records it owns, handed over because it is itself one of these. */
const writes: Writes = { insertRecords, updateRecord, deleteRecord }
