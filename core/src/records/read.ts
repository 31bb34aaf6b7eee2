import type { Model, ModelField } from '../entity/model.ts'
import { notFound, stale } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import type { Row } from '../query/rows.ts'
import { parameters, quote } from '../query/sql.ts'
import { scopeSql } from '../query/where.ts'
import { type ExpectedVersion, isExpected } from './expected.ts'

/** Records whose fields equal the given values, within the actor's scope; locked ones within what it may change. */
export async function selectRecords(
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
  const columns = model.columns(model.fields)
  const rows = await ctx.db.values(
    `select ${columns.sql} from ${quote(model.table)} t ${filter} ${tail}`,
    params.values,
  )
  return rows.map((values) => columns.record(values, ctx))
}

/** The records of these ids in their order, read by one statement. @throws Problem NOT_FOUND where one of them is missing */
export async function manyRecords(
  ctx: Context,
  model: Model,
  ids: readonly string[],
  tail = '',
): Promise<Row[]> {
  const params = parameters()
  const access = tail.includes('for update') ? 'write' : 'read'
  const where = [`t.id = any(${params.add(ids)})`, ...scopeSql(ctx.actor, model, params, access)]
  const columns = model.columns(model.fields)
  const rows = await ctx.db.values(
    // Whoever locks several locks them in one order, so that nobody waits for each other.
    `select ${columns.sql} from ${quote(model.table)} t where ${where.join(' and ')} order by t.id ${tail}`,
    params.values,
  )
  const found = new Map(rows.map((values) => columns.record(values, ctx)).map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = found.get(id)
    if (!row) throw new Problem(notFound)
    return row
  })
}

/** @throws Problem NOT_FOUND */
export async function oneRecord(ctx: Context, model: Model, id: string, tail = ''): Promise<Row> {
  const [record] = await selectRecords(ctx, model, [[model.field('id') as ModelField, id]], tail)
  if (!record) throw new Problem(notFound)
  return record
}

/** Locks a record. @throws Problem NOT_FOUND, or STALE_VERSION when it is no longer the expected one */
export async function lockCurrent(
  ctx: Context,
  model: Model,
  id: string,
  version: ExpectedVersion | undefined,
): Promise<Row> {
  const record = await oneRecord(ctx, model, id, 'for update')
  if (!isExpected(record.version, version)) throw new Problem(stale)
  return record
}
