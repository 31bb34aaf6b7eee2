import type { Value } from '../transfer/read/types.ts'
import { checked, type Data, type Draft, parseJson, partAt } from './draft.ts'
import type { PartPlan, Plan, PlannedColumn } from './plan.ts'
import type { PartRow, RowProblem } from './row.ts'

function indexOf(plan: Plan, { target }: PlannedColumn): number {
  return plan.parts.findIndex(({ relation }) => relation === target.relation)
}

/** A cell of `addresses.1.street`. */
export function readPart(plan: Plan, draft: Draft, column: PlannedColumn, value: Value): void {
  const { target, slot, reader } = column
  const cell = checked(draft.row.problems, target.name, reader.read(value))
  if (cell === undefined) return
  const part = partAt(draft, indexOf(plan, column), target.ordinal - 1)
  if (target.field?.name === 'id') part.id = cell.value as string
  else part.cells[slot] = cell
}

/** An object of an owned relation, as it stands in JSON or as an entity's own `row` made it. */
function partOfData(plan: Plan, { relation, table }: PartPlan, data: Data, problems: RowProblem[]): PartRow {
  const part: PartRow = { id: typeof data.id === 'string' ? data.id : undefined, cells: [] }
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined || value === null || name === 'id' || name === relation.field.name) continue
    const field = relation.target.field(name)
    const slot = field ? table.slotOf(field) : -1
    const place = `${relation.name}.${name}`
    if (field && slot >= 0) part.cells[slot] = checked(problems, place, plan.makers.of(field)(value))
    else if (!field?.readOnly) problems.push({ field: place, message: 'is no field that you can import' })
  }
  return part
}

/** Owned records as data, in place of those read so far. */
export function partsOfData(plan: Plan, at: number, list: unknown, draft: Draft): void {
  const of = plan.parts[at] as PartPlan
  const { problems } = draft.row
  if (!Array.isArray(list) || list.some((item) => typeof item !== 'object' || item === null)) {
    problems.push({ field: of.relation.name, message: 'must be a list of objects' })
    return
  }
  draft.row.parts[at] = list.map((item) => partOfData(plan, of, item as Data, problems))
}

/** The header tells which of several it is: `Work phone`. */
function labelPart(plan: Plan, { table }: PartPlan, part: PartRow, header: string): void {
  const field = table.fields.find(({ name, facets }) => name === 'label' && facets.kind === 'text')
  if (!field) return
  const cell = plan.makers.of(field)(header.slice(0, field.facets.form?.maxLength ?? 40))
  if (!cell.problem) part.cells[table.slotOf(field)] = cell
}

/** A JSON list of owned records, or one of several columns that each hold one. */
export function readParts(plan: Plan, draft: Draft, column: PlannedColumn, value: Value): void {
  const at = indexOf(plan, column)
  const isText = typeof value === 'string'
  if (Array.isArray(value) || (isText && value.startsWith('[{'))) {
    partsOfData(plan, at, isText ? parseJson(value) : value, draft)
    return
  }
  const cell = checked(draft.row.problems, column.target.name, column.reader.read(value))
  if (cell === undefined) return
  // Behind those that columns of their own number.
  const part = partAt(draft, at, 1000 + column.index)
  part.cells[column.slot] = cell
  labelPart(plan, plan.parts[at] as PartPlan, part, column.header)
}

/** Brings the owned records into their order and tells what new ones lack. */
export function finishParts(plan: Plan, { row, parts }: Draft): void {
  for (const [at, { relation, table }] of plan.parts.entries()) {
    const numbered = [...(parts?.get(at) ?? [])].sort(([a], [b]) => a - b).map(([, part]) => part)
    if (numbered.length > 0) row.parts[at] = [...(row.parts[at] ?? []), ...numbered]
    for (const part of row.parts[at] ?? []) {
      if (part.id) continue
      const lacking = table.missing(part.cells).filter(({ field }) => field !== relation.field.name)
      for (const { field, message } of lacking)
        row.problems.push({ field: `${relation.name}.${field}`, message })
    }
  }
}
