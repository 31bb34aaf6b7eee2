import { InvalidValue } from '../entity/field.ts'
import type { ModelField } from '../entity/model.ts'
import { splitJoined } from '../transfer/normalise/joined.ts'
import type { SourceRow, Value } from '../transfer/read/types.ts'
import { cellText } from '../transfer/write/types.ts'
import type { Cell } from './cell.ts'
import { checked, type Data, type Draft, parseJson, partAt } from './draft.ts'
import type { Plan, PlannedColumn } from './plan.ts'
import { finishParts, partsOfData, readPart, readParts } from './read-parts.ts'
import type { ImportRow } from './row.ts'

function addCustom(draft: Draft, field: ModelField, read: Cell | undefined): void {
  const cell = checked(draft.row.problems, field.name, read)
  if (cell) draft.custom = { ...draft.custom, [field.name.slice('custom.'.length)]: cell.value }
}

/** The document of run-time fields, as JSON has it. */
function readCustomDocument(plan: Plan, draft: Draft, value: Value): void {
  if (value === undefined || value === null || value === '') return
  const document = typeof value === 'string' ? parseJson(value) : value
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    draft.row.problems.push({ field: 'custom', message: 'must be an object' })
    return
  }
  for (const [name, item] of Object.entries(document)) {
    const field = plan.model.field(`custom.${name}`)
    const message = 'is not a defined custom field. Define it under Settings, or remove it.'
    if (!field) draft.row.problems.push({ field: `custom.${name}`, message })
    else addCustom(draft, field, plan.makers.of(field)(item))
  }
}

function readField(draft: Draft, { target, reader, slot }: PlannedColumn, value: Value): void {
  const cell = reader.read(value)
  if (cell === undefined) return
  if (slot < 0) addCustom(draft, target.field as ModelField, cell)
  else draft.row.cells[slot] = checked(draft.row.problems, target.name, cell)
}

/** The first of several addresses or numbers in one cell; the others become owned records behind those that columns number. */
function firstOf(draft: Draft, { more, target, index }: PlannedColumn, value: Value): Value {
  if (!more || typeof value !== 'string') return value
  const [first, ...others] = splitJoined(target.field?.facets.kind ?? '', value)
  for (const [n, text] of others.entries()) {
    const cell = checked(draft.row.problems, target.name, more.reader.read(text))
    if (cell) partAt(draft, more.at, 2000 + index * 100 + n).cells[more.slot] = cell
  }
  return first
}

function readColumn(plan: Plan, draft: Draft, column: PlannedColumn, cell: Value): void {
  const { target, reader } = column
  const value = column.more ? firstOf(draft, column, cell) : cell
  switch (target.type) {
    case 'field':
      readField(draft, column, value)
      break
    case 'id':
      draft.row.id = checked(draft.row.problems, 'id', reader.read(value))?.value as string | undefined
      break
    case 'extra': {
      const text = cellText(value).trim()
      if (text !== '') draft.extras = { ...draft.extras, [target.name]: text }
      break
    }
    case 'custom':
      readCustomDocument(plan, draft, value)
      break
    case 'part':
      readPart(plan, draft, column, value)
      break
    case 'parts':
      readParts(plan, draft, column, value)
  }
}

/** What the entity's own `row` makes of the extras; undefined where it refuses the row. */
function fromExtras(
  { model, table }: Plan,
  row: ImportRow,
  extras: Record<string, string>,
): Data | undefined {
  const values: Data = {}
  for (const [slot, { name }] of table.fields.entries()) {
    const cell = row.cells[slot]
    if (cell) values[name] = cell.value
  }
  try {
    const made = model.entity.import?.row?.({ ...values }, extras) ?? {}
    return Object.fromEntries(
      Object.entries(made).filter(([name, value]) => value !== undefined && value !== values[name]),
    )
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error
    row.problems.push({ message: error.message })
    return undefined
  }
}

/** Reads what became of the extras: values of fields, and owned records. */
function applyExtras(plan: Plan, draft: Draft, extras: Record<string, string>): void {
  const { row } = draft
  for (const [name, value] of Object.entries(fromExtras(plan, row, extras) ?? {})) {
    const at = plan.parts.findIndex(({ relation }) => relation.name === name)
    const field = plan.model.field(name)
    const slot = field ? plan.table.slotOf(field) : -1
    if (at >= 0) partsOfData(plan, at, value, draft)
    else if (field && slot >= 0) row.cells[slot] = checked(row.problems, name, plan.makers.of(field)(value))
  }
}

function finishCustom(plan: Plan, { custom, row }: Draft): void {
  if (!custom || plan.customSlot < 0) return
  const field = plan.table.fields[plan.customSlot] as ModelField
  const sorted = Object.fromEntries(Object.entries(custom).sort(([a], [b]) => (a < b ? -1 : 1)))
  row.cells[plan.customSlot] = checked(row.problems, 'custom', plan.makers.of(field)(sorted))
}

/** Why an actor who is limited to some stores may not have this record. */
function checkScope({ actor, model, scopeSlot }: Plan, row: ImportRow): void {
  if (actor.stores === 'all' || !model.scope) return
  const cell = row.cells[scopeSlot]
  if (cell === undefined || actor.stores.includes(cell.value as string)) return
  row.problems.push({ field: model.scope.name, message: 'is not one of your stores' })
}

/** One row of the file, read. Its references must have been looked up: see {@link prepareRows}. */
export function readRow(plan: Plan, source: SourceRow): ImportRow {
  const row: ImportRow = {
    source,
    id: undefined,
    cells: new Array(plan.table.fields.length),
    parts: new Array(plan.parts.length),
    contentKey: undefined,
    problems: source.issue ? [{ message: source.issue }] : [],
  }
  const draft: Draft = { row, custom: undefined, extras: undefined, parts: undefined }
  for (const column of plan.columns) readColumn(plan, draft, column, source.values[column.index])
  if (draft.extras) applyExtras(plan, draft, draft.extras)
  for (const [slot, cell] of plan.defaults) row.cells[slot] ??= cell
  if (draft.custom) finishCustom(plan, draft)
  if (plan.parts.length > 0) finishParts(plan, draft)
  checkScope(plan, row)
  return row
}

/** Looks up what the rows refer to, all at once. */
export async function prepareRows(plan: Plan, rows: readonly SourceRow[]): Promise<void> {
  for (const { reader, index } of plan.columns)
    await reader.prepare?.(rows.map(({ values }) => values[index]))
}
