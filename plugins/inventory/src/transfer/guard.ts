import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { documentIncomplete, documentSettled } from '../errors.ts'

/** Goods are sent from a store of one's own; where from and to is fixed once they are on their way. */
export async function guardTransfers({ actor }: Context, writes: RecordWrite[]): Promise<void> {
  for (const { before, after } of writes) {
    const mine = actor.stores === 'all' || actor.stores.includes(String((after ?? before)?.fromStoreId))
    if (!mine && before?.status !== 'sent' && before?.status !== 'received') {
      const message = 'You send goods from your own stores only.'
      throw new Problem(documentIncomplete, {
        detail: message,
        errors: [{ pointer: '/fromStoreId', message }],
      })
    }
    if (!before || before.status === 'draft') continue
    const fixed = ['number', 'fromStoreId', 'toStoreId']
    if (!after || fixed.some((name) => before[name] !== after[name])) throw new Problem(documentSettled)
  }
}

/** Lines are added and taken away on drafts only; later just what became of them goes on. */
export async function guardTransferLines(ctx: Context, writes: RecordWrite[]): Promise<void> {
  const edited = writes.filter(
    ({ before, after }) =>
      !before || !after || ['pieceId', 'stoneId', 'parcelId'].some((of) => before[of] !== after[of]),
  )
  const transfers = edited.map(({ before, after }) => (after ?? before)?.transferId)
  if (transfers.length === 0) return
  const settled = await ctx.db.query(
    `select from transfers where id = any($1) and status <> 'draft' limit 1`,
    [transfers],
  )
  if (settled.length > 0) throw new Problem(documentSettled)
}
