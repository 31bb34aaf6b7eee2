import { columnsOf } from '../entity/columns.ts'
import type { ModelField } from '../entity/model.ts'
import type { Context } from '../operation/context.ts'
import type { Row } from '../query/rows.ts'
import { parameters, quote } from '../query/sql.ts'
import { changedFields, type Data } from '../records/changes.ts'
import type { Existing } from './match.ts'
import type { PartPlan, Plan } from './plan.ts'
import type { ImportRow, PartRow } from './row.ts'

/** A record whose values differ from those of the row. */
export interface Change {
  row: ImportRow
  existing: Existing
  fields: ModelField[]
  /** The record as it will be, the fields that rows may set. */
  after: Data
  /** Owned records to add and to change, by relation. */
  parts: PartChanges[]
}

export interface PartChanges {
  added: PartRow[]
  changed: { id: string; version: number; before: Row; after: Data; fields: ModelField[] }[]
}

/** What a row says, by field; what it leaves blank is not there. */
function saidBy({ table, customSlot }: Plan, { cells }: ImportRow, before: Row): Data {
  const said: Data = {}
  table.fields.forEach(({ name }, slot) => {
    const cell = cells[slot]
    if (cell === undefined) return
    said[name] = slot === customSlot ? { ...(before.custom as Data), ...(cell.value as Data) } : cell.value
  })
  return said
}

async function readParts(
  ctx: Context,
  { relation, table }: PartPlan,
  parents: string[],
): Promise<Map<string, Row[]>> {
  const params = parameters()
  const columns = columnsOf([...relation.target.fields.slice(0, 2), relation.field, ...table.fields])
  const rows = await ctx.db.values(
    `select ${columns.sql} from ${quote(relation.target.table)} t where ${relation.field.main} = any(${params.add(parents)})
     order by t.id for update`,
    params.values,
  )
  const byParent = new Map<string, Row[]>()
  for (const row of rows) {
    const record = columns.record(row, ctx)
    const parent = record[relation.field.name] as string
    byParent.set(parent, [...(byParent.get(parent) ?? []), record])
  }
  return byParent
}

function saidByPart({ table }: PartPlan, { cells }: PartRow): Data {
  return Object.fromEntries(
    table.fields.flatMap(({ name }, slot) => (cells[slot] ? [[name, cells[slot]?.value]] : [])),
  )
}

/**
 * Owned records are never deleted by an import. One with an id is changed; one that says nothing else than a record
 * already there is that record; others are new.
 */
function compareParts(part: PartPlan, given: PartRow[], current: Row[]): PartChanges {
  const { target } = part.relation
  const changes: PartChanges = { added: [], changed: [] }
  const left = new Set(current)
  for (const row of given) {
    const said = saidByPart(part, row)
    const known = [...left].find((record) =>
      row.id ? record.id === row.id : changedFields(target, record, said).length === 0,
    )
    if (!known) {
      changes.added.push(row)
      continue
    }
    left.delete(known)
    const fields = changedFields(target, known, said)
    if (fields.length > 0)
      changes.changed.push({
        id: known.id as string,
        version: known.version as number,
        before: known,
        after: { ...known, ...said },
        fields,
      })
  }
  return changes
}

const isEmpty = ({ added, changed }: PartChanges) => added.length + changed.length === 0

/** Compares rows with the records they are about; those that say nothing new are left out. */
export async function findChanges(
  ctx: Context,
  plan: Plan,
  matched: [ImportRow, Existing][],
): Promise<Change[]> {
  const compared = matched.filter(([row]) => row.contentKey === undefined)
  const parts: Map<string, Row[]>[] = []
  for (const [at, part] of plan.parts.entries()) {
    const parents = compared.flatMap(([row, { id }]) => (row.parts[at]?.length ? id : []))
    parts.push(parents.length > 0 ? await readParts(ctx, part, parents) : new Map())
  }
  return compared.flatMap(([row, existing]): Change[] => {
    const said = saidBy(plan, row, existing.values)
    const fields = changedFields(plan.model, existing.values, said)
    const own = plan.parts.map((part, at) =>
      compareParts(part, row.parts[at] ?? [], parts[at]?.get(existing.id) ?? []),
    )
    if (fields.length === 0 && own.every(isEmpty)) return []
    return [{ row, existing, fields, after: { ...existing.values, ...said }, parts: own }]
  })
}
