import type { ChangesOf, RecordOf } from '../entity/entity.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { notFound, stale, validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Context, RecordChange } from '../operation/context.ts'
import { type Row, rowReader } from '../query/rows.ts'
import { parameters, quote, selectList } from '../query/sql.ts'
import { scopeSql } from '../query/where.ts'
import { changedFields, type Data, diffOf } from './changes.ts'
import { insertOwned, replaceOwned } from './owned.ts'
import { insertSql, updateSql } from './write-sql.ts'

/**
 * Reads and writes records of one entity inside an operation. Writes are audited, raise the version and record
 * the entity's `created`, `updated` or `deleted` event. Permissions were checked by the operation; the actor's
 * stores still narrow every call. Owned relations are written with their parent.
 */
export interface Records<E> {
  /** @throws Problem NOT_FOUND */
  get(id: string): Promise<RecordOf<E>>
  /** Records whose fields equal the given values, by id; at most `limit` (200). */
  find(values: Partial<RecordOf<E>>, options?: { limit?: number }): Promise<RecordOf<E>[]>
  /** Reads a record and keeps everybody else from changing it until the operation ends. @throws Problem NOT_FOUND */
  lock(id: string): Promise<RecordOf<E>>
  create(data: ChangesOf<E> & Data): Promise<RecordOf<E>>
  createMany(rows: (ChangesOf<E> & Data)[]): Promise<RecordOf<E>[]>
  /** @throws Problem NOT_FOUND, or STALE_VERSION when `version` is given and no longer current. */
  update(
    id: string,
    changes: ChangesOf<E> & Data,
    options?: { version?: number | undefined },
  ): Promise<RecordOf<E>>
  delete(id: string, options?: { version?: number | undefined }): Promise<void>
}

export interface RecordWriter {
  ctx: Context
  changes: RecordChange[]
}

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

function withDefaults(ctx: Context, model: Model, data: Data): Data {
  const row: Data = { id: ctx.newId(), version: 1, createdAt: ctx.now, updatedAt: ctx.now }
  for (const { name, options } of model.fields) {
    if (name in row) continue
    row[name] = data[name] === undefined ? options.default : data[name]
  }
  if (typeof data.id === 'string') row.id = data.id
  return row
}

export async function insertRecords(writer: RecordWriter, model: Model, rows: Data[]): Promise<Row[]> {
  const { ctx } = writer
  if (rows.length === 0) return []
  for (const row of rows) assertInScope(ctx, model, row)
  const { text, values } = insertSql(
    model,
    model.fields,
    rows.map((row) => withDefaults(ctx, model, row)),
    ctx,
  )
  const stored = await ctx.db.query<Row>(text, values)
  const records = stored.map(rowReader(model.fields, ctx))
  const fields = ownFields(model)
  for (const record of records) noted(writer, model, 'created', record, diffOf(fields, undefined, record))
  await insertOwned(writer, model, rows, records)
  await model.entity.written?.(
    ctx,
    records.map((after) => ({ after })),
  )
  return records
}

async function select(
  ctx: Context,
  model: Model,
  conditions: [ModelField, unknown][],
  tail: string,
): Promise<Row[]> {
  const params = parameters()
  const where = conditions.map(([field, value]) =>
    value === null
      ? `${field.main} is null`
      : `${field.main} = ${params.add(field.facets.toOperand(value, ctx))}`,
  )
  where.push(...scopeSql(ctx.actor, model, params, tail.includes('for update') ? 'write' : 'read'))
  const filter = where.length > 0 ? `where ${where.join(' and ')}` : ''
  const rows = await ctx.db.query<Row>(
    `select ${selectList(model.fields)} from ${quote(model.table)} t ${filter} ${tail}`,
    params.values,
  )
  return rows.map(rowReader(model.fields, ctx))
}

async function one(ctx: Context, model: Model, id: string, tail = ''): Promise<Row> {
  const [record] = await select(ctx, model, [[model.field('id') as ModelField, id]], tail)
  if (!record) throw new Problem(notFound)
  return record
}

async function lockCurrent(
  ctx: Context,
  model: Model,
  id: string,
  version: number | undefined,
): Promise<Row> {
  const record = await one(ctx, model, id, 'for update')
  if (version !== undefined && record.version !== version) throw new Problem(stale)
  return record
}

export async function updateRecord(
  writer: RecordWriter,
  model: Model,
  id: string,
  changes: Data,
  version?: number,
): Promise<Row> {
  const { ctx } = writer
  const before = await lockCurrent(ctx, model, id, version)
  const fields = changedFields(model, before, changes)
  assertInScope(ctx, model, { ...before, ...changes })
  const ownedChanged = await replaceOwned(writer, model, id, changes)
  if (fields.length === 0 && !ownedChanged) return before
  const { text, values } = updateSql(model, id, fields, changes, ctx.now, ctx)
  const [row] = await ctx.db.query<Row>(text, values)
  const after = rowReader(model.fields, ctx)(row as Row)
  noted(writer, model, 'updated', after, diffOf(fields, before, after))
  await model.entity.written?.(ctx, [{ before, after }])
  return after
}

export async function deleteRecord(
  writer: RecordWriter,
  model: Model,
  id: string,
  version?: number,
): Promise<void> {
  const { ctx } = writer
  const before = await lockCurrent(ctx, model, id, version)
  await replaceOwned(
    writer,
    model,
    id,
    Object.fromEntries([...model.relations.keys()].map((name) => [name, []])),
  )
  await ctx.db.query(`delete from ${quote(model.table)} where id = $1`, [id])
  noted(writer, model, 'deleted', before, diffOf(ownFields(model), before, undefined))
  await model.entity.written?.(ctx, [{ before }])
}

/** The `ctx.records(Entity)` of an operation. */
export function createRecords(writer: RecordWriter, model: Model): Records<never> {
  const { ctx } = writer
  const records = {
    get: (id: string) => one(ctx, model, id),
    lock: (id: string) => one(ctx, model, id, 'for update'),
    find(values: Data, { limit = 200 } = {}) {
      const conditions = Object.entries(values).map(([name, value]): [ModelField, unknown] => {
        const field = model.field(name)
        if (!field) throw new Error(`${model.name} has no field "${name}".`)
        return [field, value]
      })
      return select(ctx, model, conditions, `order by t.id limit ${Number(limit)}`)
    },
    async create(data: Data) {
      const [record] = await insertRecords(writer, model, [data])
      return record
    },
    createMany: (rows: Data[]) => insertRecords(writer, model, rows),
    update: (id: string, changes: Data, { version }: { version?: number } = {}) =>
      updateRecord(writer, model, id, changes, version),
    delete: (id: string, { version }: { version?: number } = {}) => deleteRecord(writer, model, id, version),
  }
  return records as unknown as Records<never>
}
