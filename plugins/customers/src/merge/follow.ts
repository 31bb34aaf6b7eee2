import { type Context, type Entity, on } from '@bezel/core'
import { customerMerged, mergeTakenBack } from '../events.ts'
import { moveAll, moveBack, type ReferenceColumn } from './moves.ts'

function columnOf({ registry }: Context, entity: Pick<Entity, 'name'>, field: string): ReferenceColumn {
  const model = registry.of(entity)
  const column = model.field(`${field}Id`)?.columns[0]
  if (!column) throw new Error(`${model.name} has no reference "${field}". Correct the name in followMerges.`)
  return { table: model.table, column }
}

/**
 * Subscriptions that keep another plugin's references right when customers are merged, and give them back when a merge
 * is undone: `subscribes: followMerges('orders', [[Order, 'customer']])`. Where a reference is `unique` and the customer who
 * stays has such a record already (one account per customer), the other record stays with the one who goes.
 */
export function followMerges(plugin: string, references: [Pick<Entity, 'name'>, field: string][]) {
  return [
    on(customerMerged, `${plugin}-follow-merge`, async (ctx, { payload }) => {
      const { mergeId, winnerId, loserId } = payload as Record<string, string>
      if (!mergeId || !winnerId || !loserId || (await isUndone(ctx, mergeId))) return
      for (const [entity, field] of references)
        await moveAll(ctx, mergeId, columnOf(ctx, entity, field), [loserId, winnerId])
    }),
    on(mergeTakenBack, `${plugin}-follow-undo`, async (ctx, { payload }) => {
      const { mergeId } = payload as Record<string, string>
      if (!mergeId) return
      for (const [entity, field] of references) await moveBack(ctx, mergeId, columnOf(ctx, entity, field))
    }),
  ]
}

/** Events are delivered at least once and in no sure order: one of a merge that was undone meanwhile says nothing. */
async function isUndone(ctx: Context, mergeId: string): Promise<boolean> {
  const rows = await ctx.db.query('select from customer_merges where id = $1 and undone_at is not null', [
    mergeId,
  ])
  return rows.length > 0
}
