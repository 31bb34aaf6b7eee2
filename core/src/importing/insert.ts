import { once } from 'node:events'
import copy from 'pg-copy-streams'
import type { Context } from '../operation/context.ts'
import { makeIds } from './ids.ts'
import type { Plan } from './plan.ts'
import type { ImportRow, PartRow } from './row.ts'

/** Sends lines of COPY's text format. @throws the database's refusal; the transaction must then be rolled back to a savepoint */
export async function copyLines(ctx: Context, sql: string, lines: string[]): Promise<void> {
  if (lines.length === 0) return
  const stream = ctx.transaction().connection.query(copy.from(sql))
  const finished = once(stream, 'finish')
  stream.end(Buffer.from(lines.join('')))
  await finished
}

/** Adds owned records to their parents. */
export async function insertParts(
  ctx: Context,
  plan: Plan,
  at: number,
  parts: { parent: string; part: PartRow }[],
  stamp: string,
): Promise<void> {
  const { table, back, relation } = plan.parts[at] as Plan['parts'][number]
  const backMaker = plan.makers.of(relation.field)
  const ids = makeIds(ctx.newId, parts.length)
  const lines = parts.map(({ parent, part }, n) => {
    const cells = [...part.cells]
    cells[back] = backMaker(parent)
    return table.line(part.id ?? (ids[n] as string), stamp, cells)
  })
  await copyLines(ctx, table.copySql, lines)
}

/** Writes new records, their owned ones and the keys of their content. @returns their ids, in the order of the rows */
export async function insertRows(
  ctx: Context,
  plan: Plan,
  rows: ImportRow[],
  stamp: string,
): Promise<string[]> {
  const fresh = makeIds(ctx.newId, rows.length)
  const ids = rows.map(({ id }, n) => id ?? (fresh[n] as string))
  await copyLines(
    ctx,
    plan.table.copySql,
    rows.map(({ cells }, at) => plan.table.line(ids[at] as string, stamp, cells)),
  )
  const keys = rows.flatMap(({ contentKey }, at) => (contentKey ? `${contentKey}\t${ids[at]}\n` : []))
  await copyLines(ctx, 'copy bezel_core.import_keys (key, record_id) from stdin', keys)
  for (const at of plan.parts.keys()) {
    const parts = rows.flatMap((row, n) =>
      (row.parts[at] ?? []).map((part) => ({ parent: ids[n] as string, part })),
    )
    await insertParts(ctx, plan, at, parts, stamp)
  }
  return ids
}
