import type { EntityImport, RecordWrite } from '../entity/entity.ts'
import type { Context } from '../operation/context.ts'
import { type Row, rowReader } from '../query/rows.ts'
import { quote, selectList } from '../query/sql.ts'

/** Holds imported records to the rule that single writes obey; the row of a file that breaks it is refused alone. */
export function guardImports(
  entity: string,
  guard: (ctx: Context, writes: RecordWrite[]) => Promise<void>,
): EntityImport {
  return {
    async imported(ctx, { created, updated, before }) {
      const { table, fields } = ctx.registry.of({ name: entity })
      const rows = await ctx.db.query<Row>(
        `select ${selectList(fields)} from ${quote(table)} t where t.id = any($1)`,
        [[...created, ...updated]],
      )
      const earlier = new Map(updated.map((id, index) => [id, before[index]]))
      const writes = rows.map(rowReader(fields, ctx)).map((after) => {
        const values = earlier.get(after.id as string)
        // Only the columns of the file were read before; the others are as they were.
        return values ? { before: { ...after, ...values }, after } : { after }
      })
      await guard(ctx, writes)
    },
  }
}
