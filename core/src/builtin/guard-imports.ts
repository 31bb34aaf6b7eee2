import type { EntityImport, RecordWrite } from '../entity/entity.ts'
import type { Context } from '../operation/context.ts'
import { quote } from '../query/sql.ts'

/** Holds imported records to the rule that single writes obey; the row of a file that breaks it is refused alone. */
export function guardImports(
  entity: string,
  guard: (ctx: Context, writes: RecordWrite[]) => Promise<void>,
): EntityImport {
  return {
    async imported(ctx, { created, updated, before }) {
      const model = ctx.registry.of({ name: entity })
      const columns = model.columns(model.fields)
      const rows = await ctx.db.values(
        `select ${columns.sql} from ${quote(model.table)} t where t.id = any($1)`,
        [[...created, ...updated]],
      )
      const earlier = new Map(updated.map((id, index) => [id, before[index]]))
      const writes = rows.map((row) => {
        const after = columns.record(row, ctx)
        const values = earlier.get(after.id as string)
        // Only the columns of the file were read before; the others are as they were.
        return values ? { before: { ...after, ...values }, after } : { after }
      })
      await guard(ctx, writes)
    },
  }
}
