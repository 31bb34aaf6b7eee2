import type { Model, ModelField } from '../entity/model.ts'
import type { Context } from '../operation/context.ts'
import { quote } from '../query/sql.ts'
import type { Data } from '../records/changes.ts'
import { columnValues } from '../records/write-sql.ts'
import type { Change } from './differences.ts'
import { insertParts } from './insert.ts'
import type { Plan } from './plan.ts'

interface Update {
  id: string
  after: Data
}

function rowOf(fields: ModelField[], { id, after }: Update, ctx: Context): Data {
  const row: Data = { id }
  for (const field of fields) {
    columnValues(field, after[field.name], ctx).forEach((value, at) => {
      const isJson = field.facets.columns[at]?.type === 'jsonb'
      // A document is text when it is a parameter of its own; within another document it is itself.
      row[field.columns[at] as string] = isJson && typeof value === 'string' ? JSON.parse(value) : value
    })
  }
  return row
}

/** Sets fields of many records in one statement and raises their versions. */
async function updateMany(
  ctx: Context,
  model: Model,
  changed: Set<ModelField>,
  updates: Update[],
): Promise<void> {
  if (updates.length === 0) return
  const fields = model.fields.filter((field) => changed.has(field))
  const sets = fields.flatMap(({ columns }) =>
    columns.map((column) => `${quote(column)} = u.${quote(column)}`),
  )
  const table = quote(model.table)
  await ctx.db.query(
    `update ${table} t set ${[...sets, 'version = t.version + 1', 'updated_at = $2'].join(', ')}
     from jsonb_populate_recordset(null::${table}, $1::jsonb) u where t.id = u.id`,
    [JSON.stringify(updates.map((update) => rowOf(fields, update, ctx))), ctx.now],
  )
}

/** Makes records what their rows say, their owned ones included. */
export async function updateRows(ctx: Context, plan: Plan, changes: Change[], stamp: string): Promise<void> {
  const changed = new Set(changes.flatMap(({ fields }) => fields))
  await updateMany(
    ctx,
    plan.model,
    changed,
    changes.map(({ existing, after }) => ({ id: existing.id, after })),
  )
  for (const [at, { relation }] of plan.parts.entries()) {
    const own = changes.map(({ existing, parts }) => ({ id: existing.id, part: parts[at] }))
    const updates = own.flatMap(({ part }) => part?.changed ?? [])
    await updateMany(ctx, relation.target, new Set(updates.flatMap(({ fields }) => fields)), updates)
    const added = own.flatMap(({ id, part }) => (part?.added ?? []).map((row) => ({ parent: id, part: row })))
    await insertParts(ctx, plan, at, added, stamp)
  }
}
