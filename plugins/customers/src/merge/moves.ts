import type { Context } from '@bezel/core'

/** A column that points to a customer. */
export interface ReferenceColumn {
  table: string
  column: string
}

const quote = (name: string) => `"${name.replace(/"/g, '""')}"`

/** Where a customer has one such record at most, nobody gets a second one: the record stays where it is. */
function unlessTaken({ registry }: Context, { table, column }: ReferenceColumn, to: string): string {
  const isUnique = registry.models.some(
    (model) =>
      model.table === table &&
      model.fields.some(({ columns, options }) => options.unique && columns[0] === column),
  )
  return isUnique
    ? `and not exists (select from ${quote(table)} other where other.${quote(column)} = ${to})`
    : ''
}

function moveSql(ctx: Context, reference: ReferenceColumn, also = ''): string {
  const [table, column] = [quote(reference.table), quote(reference.column)]
  return `update ${table} set ${column} = $2, version = version + 1, updated_at = $3
    where ${column} = $1 ${also} ${unlessTaken(ctx, reference, '$2')} returning id`
}

async function keep(
  ctx: Context,
  mergeId: string,
  { table, column }: ReferenceColumn,
  [from, to]: [string, string],
  rows: { id: string }[],
): Promise<void> {
  await ctx.db.query(
    `insert into customer_merge_moves (merge_id, table_name, column_name, record_id, from_id, to_id)
     select $1, $2, $3, moved, $4, $5 from unnest($6::uuid[]) as moved on conflict do nothing`,
    [mergeId, table, column, from, to, rows.map(({ id }) => id)],
  )
}

/** Moves all references from one customer to the other, and keeps which they were. */
export async function moveAll(
  ctx: Context,
  mergeId: string,
  reference: ReferenceColumn,
  [from, to]: [string, string],
): Promise<void> {
  const rows = await ctx.db.query<{ id: string }>(moveSql(ctx, reference), [from, to, ctx.now])
  if (rows.length > 0) await keep(ctx, mergeId, reference, [from, to], rows)
}

/** Moves the references of some records. */
export async function moveSome(
  ctx: Context,
  mergeId: string,
  reference: ReferenceColumn,
  [from, to]: [string, string],
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const sql = moveSql(ctx, reference, 'and id = any($4)')
  const rows = await ctx.db.query<{ id: string }>(sql, [from, to, ctx.now, ids])
  await keep(ctx, mergeId, reference, [from, to], rows)
}

/** Lets records of two customers change places, in one statement, so that no rule is broken in between. */
export async function exchange(
  ctx: Context,
  mergeId: string,
  table: string,
  [first, second]: [string, string],
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const rows = await ctx.db.query<{ id: string; to: string }>(
    `update ${quote(table)} set customer_id = case when customer_id = $1 then $2::uuid else $1::uuid end,
       version = version + 1, updated_at = $4 where id = any($3) returning id, customer_id as "to"`,
    [first, second, ids, ctx.now],
  )
  for (const [from, to] of [
    [first, second],
    [second, first],
  ] as [string, string][]) {
    const moved = rows.filter((row) => row.to === to)
    await keep(ctx, mergeId, { table, column: 'customer_id' }, [from, to], moved)
  }
}

/** The columns a merge moved references in; only those of the named table, where one is named. */
async function movedColumns(
  ctx: Context,
  mergeId: string,
  only?: ReferenceColumn,
): Promise<ReferenceColumn[]> {
  return ctx.db.query<ReferenceColumn>(
    `select distinct table_name as "table", column_name as "column" from customer_merge_moves
     where merge_id = $1 and ($2::text is null or (table_name = $2 and column_name = $3)) order by 1, 2`,
    [mergeId, only?.table ?? null, only?.column ?? null],
  )
}

/** Moves references back to where they were, unless they were changed since or their record is gone. */
export async function moveBack(ctx: Context, mergeId: string, only?: ReferenceColumn): Promise<void> {
  for (const { table, column } of await movedColumns(ctx, mergeId, only)) {
    await ctx.db.query(
      `update ${quote(table)} t set ${quote(column)} = m.from_id, version = t.version + 1, updated_at = $4
       from customer_merge_moves m where m.merge_id = $1 and m.table_name = $2 and m.column_name = $3
         and t.id = m.record_id and t.${quote(column)} = m.to_id ${unlessTaken(ctx, { table, column }, 'm.from_id')}`,
      [mergeId, table, column, ctx.now],
    )
    await ctx.db.query(
      'delete from customer_merge_moves where merge_id = $1 and table_name = $2 and column_name = $3',
      [mergeId, table, column],
    )
  }
}
