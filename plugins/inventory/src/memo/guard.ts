import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { documentSettled } from '../errors.ts'

function changed(before: Record<string, unknown>, after: Record<string, unknown>, names: string[]): boolean {
  return names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

/** What a memo is, who has the goods and where they came from cannot change once it is issued; nor can it disappear. */
export async function guardMemos(_: Context, writes: RecordWrite[]): Promise<void> {
  for (const { before, after } of writes) {
    if (!before || before.status === 'draft') continue
    const fixed = ['number', 'direction', 'storeId', 'supplierId', 'counterparty']
    if (!after || changed(before, after, fixed)) throw new Problem(documentSettled)
  }
}

/** Lines are added, changed and taken away on drafts only; later just their status goes on. */
export async function guardMemoLines(ctx: Context, writes: RecordWrite[]): Promise<void> {
  const edited = writes.filter(
    ({ before, after }) =>
      !before ||
      !after ||
      changed(before, after, ['memoId', 'pieceId', 'stoneId', 'parcelId', 'count', 'carat', 'value']),
  )
  const memos = edited.map(({ before, after }) => (after ?? before)?.memoId)
  if (memos.length === 0) return
  const settled = await ctx.db.query(`select from memos where id = any($1) and status <> 'draft' limit 1`, [
    memos,
  ])
  if (settled.length > 0) throw new Problem(documentSettled)
}
