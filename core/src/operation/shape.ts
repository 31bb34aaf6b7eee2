import type { ModelField } from '../entity/model.ts'
import { loadRelations } from '../query/relations.ts'
import type { Row } from '../query/rows.ts'
import { fullSelection } from '../query/select.ts'
import type { Selection } from '../query/selection.ts'
import type { Context } from './context.ts'
import { isEntity, type Operation } from './operation.ts'

/** Full records from a handler → what the caller asked for and may read, with the relations it selected. */
async function shapeRecords(ctx: Context, selection: Selection, records: Row[]): Promise<Row[]> {
  const owned = [...selection.model.relations.values()].filter((relation) => relation.owned)
  const shaped = records.map((record) => {
    const kept: Row = {}
    for (const { name } of selection.fields) kept[name] = record[name]
    for (const { name } of owned) if (record[name] !== undefined && !ctx.selection) kept[name] = record[name]
    return kept
  })
  const valuesOf = ({ name }: ModelField) => records.map((record) => record[name])
  await loadRelations({ sql: ctx.db, actor: ctx.actor, kinds: ctx }, selection, valuesOf, shaped)
  return shaped
}

/** Brings a handler's value into the form its output promises. */
export async function shape(ctx: Context, operation: Operation, value: unknown): Promise<unknown> {
  const { output } = operation
  if (operation.selects) return value
  if (isEntity(output)) {
    const selection = ctx.selection ?? fullSelection(ctx.actor, ctx.registry.of(output))
    if (value === null || value === undefined) return value
    return (await shapeRecords(ctx, selection, [value as Row]))[0]
  }
  if ('list' in output && isEntity(output.list as never)) {
    const selection = ctx.selection ?? fullSelection(ctx.actor, ctx.registry.of(output.list as never))
    return shapeRecords(ctx, selection, value as Row[])
  }
  return value
}
