import { columnsOf } from '../entity/columns.ts'
import type { ModelField } from '../entity/model.ts'
import type { Context } from '../operation/context.ts'
import type { Row } from '../query/rows.ts'
import { parameters, quote } from '../query/sql.ts'
import { scopeSql } from '../query/where.ts'
import { columnValues } from '../records/write-sql.ts'
import type { Plan } from './plan.ts'
import type { ImportRow } from './row.ts'
import { naturalKeyOf } from './row-key.ts'

/** A record that a row of the file is about. */
export interface Existing {
  id: string
  version: number
  /** The fields that rows may set, as they are now. Empty for one known by its content: the file says nothing new of it. */
  values: Row
}

export interface Matches {
  found: Map<ImportRow, Existing>
  /** Rows that mean more than one record. */
  ambiguous: ImportRow[]
}

function keyType(field: ModelField): string {
  return field.facets.columns[0]?.type.split(' ')[0] ?? 'text'
}

/** Locks the records it reads, so that what a row changes is what it was compared with. */
async function readMatching(
  ctx: Context,
  plan: Plan,
  keys: ModelField[],
  values: unknown[][],
): Promise<{ n: number; existing: Existing }[]> {
  const { table, model } = plan
  const params = parameters()
  const wanted = keys.map((field, at) => `${params.add(values.map((key) => key[at]))}::${keyType(field)}[]`)
  const names = keys.map((_, at) => `k${at}`)
  const join = keys.map((field, at) => `${field.main} = k.k${at}`).join(' and ')
  const where = ['true', ...scopeSql(plan.actor, model, params, 'write')].join(' and ')
  const fields = [model.field('id'), model.field('version'), ...table.fields].filter(
    (field) => field !== undefined,
  )
  const columns = columnsOf(fields)
  const rows = await ctx.db.values(
    `select ${columns.sql}, k.n::int from unnest(${wanted.join(', ')}) with ordinality as k(${names.join(', ')}, n)
     join ${quote(model.table)} t on ${join} where ${where} order by t.id for update of t`,
    params.values,
  )
  return rows.map((row) => {
    const values = columns.record(row, ctx)
    return {
      n: row.at(-1) as number,
      existing: { id: values.id as string, version: values.version as number, values },
    }
  })
}

async function matchBy(
  ctx: Context,
  plan: Plan,
  rows: ImportRow[],
  keys: ModelField[],
  keyOf: (row: ImportRow) => unknown[],
  matches: Matches,
): Promise<void> {
  if (rows.length === 0) return
  for (const { n, existing } of await readMatching(ctx, plan, keys, rows.map(keyOf))) {
    const row = rows[n - 1] as ImportRow
    if (matches.found.has(row)) matches.ambiguous.push(row)
    matches.found.set(row, existing)
  }
}

/** Keys whose record was deleted since are forgotten, so that the row can come back. */
async function matchByContent(
  ctx: Context,
  { model }: Plan,
  rows: ImportRow[],
  matches: Matches,
): Promise<void> {
  if (rows.length === 0) return
  const keys = rows.map(({ contentKey }) => contentKey)
  const known = await ctx.db.query<{ key: string; id: string | null }>(
    `select replace(k.key::text, '-', '') as key, t.id from bezel_core.import_keys k
     left join ${quote(model.table)} t on t.id = k.record_id where k.key = any($1::uuid[])`,
    [keys],
  )
  if (known.length === 0) return
  const gone = known.filter(({ id }) => id === null).map(({ key }) => key)
  if (gone.length > 0)
    await ctx.db.query('delete from bezel_core.import_keys where key = any($1::uuid[])', [gone])
  const ids = new Map(known.map(({ key, id }) => [key, id]))
  for (const row of rows) {
    const id = ids.get(row.contentKey as string)
    if (id) matches.found.set(row, { id, version: 0, values: {} })
  }
}

/** Finds the records that rows are about: by id, by natural key, or by the content of an earlier import. */
export async function matchRows(ctx: Context, plan: Plan, rows: ImportRow[]): Promise<Matches> {
  const matches: Matches = { found: new Map(), ambiguous: [] }
  const { table, model } = plan
  const idField = model.field('id') as ModelField
  await matchBy(
    ctx,
    plan,
    rows.filter(({ id }) => id !== undefined),
    [idField],
    ({ id }) => [id],
    matches,
  )
  const keys = (plan.naturalKey ?? []).map((slot) => table.fields[slot] as ModelField)
  const natural = rows.filter((row) => !matches.found.has(row) && naturalKeyOf(plan, row))
  const valuesOf = (row: ImportRow) =>
    (naturalKeyOf(plan, row) ?? []).map(
      ({ value }, at) => columnValues(keys[at] as ModelField, value, ctx)[0],
    )
  await matchBy(ctx, plan, natural, keys, valuesOf, matches)
  await matchByContent(
    ctx,
    plan,
    rows.filter(({ contentKey }) => contentKey !== undefined),
    matches,
  )
  return matches
}
