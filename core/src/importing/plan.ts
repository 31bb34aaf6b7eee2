import type { Actor } from '../access/actor.ts'
import type { Sql } from '../database/types.ts'
import type { KindContext } from '../entity/field.ts'
import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import { Problem } from '../errors/problem.ts'
import type { RowSource } from '../transfer/read/types.ts'
import type { Validator } from '../validation/validator.ts'
import { type CellMakers, createCellMakers } from './cell-maker.ts'
import { mappingInvalid, nothingMapped } from './errors.ts'
import { type ColumnReader, createFieldReader, type ReadingContext } from './field-reader.ts'
import { fileCurrency } from './file-currency.ts'
import { isOwnExport, type MappedColumn } from './mapping.ts'
import { createReferenceReader } from './reference-reader.ts'
import { createTable, type Table } from './table.ts'
import {
  importableFields,
  mainPart,
  ownedRelations,
  partFields,
  singularField,
  type Target,
} from './target.ts'

export interface PlanOptions {
  actor: Actor
  model: Model
  kinds: KindContext
  /** For looking up the records that cells refer to. */
  sql: Sql
  validator: Validator
  currency: string
  year: number
  /** Values for blank cells and absent columns, by field. */
  defaults?: Record<string, unknown> | undefined
}

/** One column of the file with its reader and the place its cells go to. */
export interface PlannedColumn {
  index: number
  header: string
  target: Target
  reader: ColumnReader
  /** Slot in the table of the entity, or of the owned one. */
  slot: number
  /** Where further e-mail addresses and numbers of the same cell go. */
  more: { at: number; reader: ColumnReader; slot: number } | undefined
}

/** How one owned relation is written with its parents. */
export interface PartPlan {
  relation: ModelRelation
  table: Table
  /** Slot of the reference back to the parent. */
  back: number
}

/** All that is known about an import before its first row: compiled once, so that rows cost little. */
export interface Plan {
  actor: Actor
  model: Model
  table: Table
  parts: PartPlan[]
  columns: PlannedColumn[]
  makers: CellMakers
  reading: ReadingContext
  /** Slots of the natural key, where the file can tell it. */
  naturalKey: number[] | undefined
  /** Slot of the document of run-time fields; -1 where the file has none of them. */
  customSlot: number
  /** Slot of the store that limits who may see a record; -1 where the file has no such column. */
  scopeSlot: number
  /** Cells for blank ones, by slot. */
  defaults: Map<number, ReturnType<ReturnType<CellMakers['of']>>>
  /** Whether the entity's own `row` has something to do. */
  usesExtras: boolean
}

function fieldsOf(columns: MappedColumn[], { actor, model, defaults = {} }: PlanOptions): ModelField[] {
  const targets = columns.flatMap((column) => column.targets)
  const usesExtras = targets.some(({ type }) => type === 'extra')
  const mapped = new Set(targets.flatMap(({ type, field }) => (type === 'field' && field ? field : [])))
  const isCustom = targets.some(
    ({ type, field }) => type === 'custom' || (type === 'field' && field?.expression),
  )
  return model.fields.filter(
    (field) =>
      mapped.has(field) ||
      field.name in defaults ||
      (field.name === 'custom' && isCustom) ||
      (usesExtras && importableFields(actor, model).includes(field)),
  )
}

function partPlans(columns: MappedColumn[], { actor, model }: PlanOptions, makers: CellMakers): PartPlan[] {
  const targets = columns.flatMap((column) => column.targets)
  const all = targets.some(({ type }) => type === 'extra')
  return ownedRelations(model).flatMap((relation) => {
    const isMapped = targets.some(
      (target) =>
        furtherOf(target, model, actor)?.relation === relation ||
        (target.relation === relation && target.type.startsWith('part')),
    )
    if (!isMapped && !all) return []
    const table = createTable(relation.target, [relation.field, ...partFields(actor, relation)], makers)
    return [{ relation, table, back: 0 }]
  })
}

/** The owned records that further values of a cell become: more e-mail addresses beside the customer's own. */
function furtherOf({ type, field, relation }: Target, model: Model, actor: Actor) {
  if (!field || !['email', 'phone'].includes(field.facets.kind) || !/^(field|parts?)$/.test(type))
    return undefined
  const own =
    type === 'field' ? ownedRelations(model).find((one) => singularField(model, one) === field) : relation
  const main = own && mainPart(actor, own)
  return own && main?.facets.kind === field.facets.kind ? { relation: own, field: main } : undefined
}

function readerOf(
  target: Target,
  column: MappedColumn,
  source: RowSource,
  options: PlanOptions,
  makers: CellMakers,
  reading: ReadingContext,
): ColumnReader {
  const { field, relation } = target
  if (!field) return { read: () => undefined }
  const maker = makers.of(field)
  const to =
    target.type === 'field'
      ? relation?.target
      : [...(relation?.target.relations.values() ?? [])].find(
          (one) => one.type === 'one' && one.field === field,
        )?.target
  if (field.facets.kind === 'reference' && to) return createReferenceReader({ maker, target: to }, options)
  const samples = source.sample.map(({ values }) => values[column.index])
  return createFieldReader({ field, maker, header: column.header, hints: target.hints, samples }, reading)
}

/** Cells for what is blank. @throws Problem IMPORT_MAPPING_INVALID */
async function defaultCells(
  table: Table,
  options: PlanOptions,
  makers: CellMakers,
  reading: ReadingContext,
): Promise<Plan['defaults']> {
  const cells: Plan['defaults'] = new Map()
  const { model, defaults = {} } = options
  for (const [name, value] of Object.entries(defaults)) {
    const field = importableFields(options.actor, model).find(
      (one) => one.name === name || one.name === `${name}Id`,
    )
    const relation = [...model.relations.values()].find((one) => one.type === 'one' && one.field === field)
    const pointer = `/defaults/${name}`
    if (!field)
      throw new Problem(mappingInvalid, { errors: [{ pointer, message: 'is no field that you can import' }] })
    const maker = makers.of(field)
    const reader = relation
      ? createReferenceReader({ maker, target: relation.target }, options)
      : createFieldReader({ field, maker, header: '', hints: field.options.import, samples: [] }, reading)
    await reader.prepare?.([value as never])
    const cell = reader.read(value as never)
    if (cell?.problem) throw new Problem(mappingInvalid, { errors: [{ pointer, message: cell.problem }] })
    if (cell) cells.set(table.slotOf(field), cell)
  }
  return cells
}

/**
 * Compiles how the rows of a file become records.
 * @throws Problem IMPORT_NOTHING_MAPPED, IMPORT_MAPPING_INVALID
 */
export async function createPlan(
  source: RowSource,
  mapped: MappedColumn[],
  options: PlanOptions,
): Promise<Plan> {
  const { model, actor, validator, kinds, currency, year } = options
  if (mapped.every(({ targets }) => targets.length === 0)) throw new Problem(nothingMapped)
  const named = { ...options, defaults: withFullNames(model, options.defaults) }
  const makers = createCellMakers(validator, kinds)
  const isJson = source.format === 'json' || source.format === 'ndjson'
  const reading: ReadingContext = {
    kinds,
    actor,
    currency: fileCurrency(source, mapped) ?? currency,
    year,
    own: isOwnExport(source),
    json: isJson,
  }
  const table = createTable(model, fieldsOf(mapped, named), makers)
  const parts = partPlans(mapped, options, makers)
  const slotOf = ({ type, field, relation }: Target): number => {
    if (!field) return -1
    const of = type === 'field' ? table : parts.find((part) => part.relation === relation)?.table
    return of?.slotOf(field) ?? -1
  }
  const columns = mapped.flatMap((column) =>
    column.targets.map((target): PlannedColumn => {
      const reader = readerOf(target, column, source, options, makers, reading)
      const further = furtherOf(target, model, actor)
      const at = parts.findIndex(({ relation }) => relation === further?.relation)
      const as: Target | undefined = further && { ...target, ...further, type: 'parts' }
      const more = as && {
        at,
        slot: slotOf(as),
        reader: readerOf(as, column, source, options, makers, reading),
      }
      return { index: column.index, header: column.header, target, reader, slot: slotOf(target), more }
    }),
  )
  const keySlots = model.naturalKey.map(table.slotOf)
  const custom = model.field('custom')
  return {
    actor,
    model,
    table,
    parts,
    columns,
    makers,
    reading,
    naturalKey: keySlots.length > 0 && keySlots.every((slot) => slot >= 0) ? keySlots : undefined,
    customSlot: custom ? table.slotOf(custom) : -1,
    scopeSlot: model.scope ? table.slotOf(model.scope) : -1,
    defaults: await defaultCells(table, named, makers, reading),
    usesExtras: mapped.some(({ targets }) => targets.some(({ type }) => type === 'extra')),
  }
}

/** `store` → `storeId`, as everywhere people name a field. */
function withFullNames(model: Model, defaults: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [model.field(name) ? name : `${name}Id`, value]),
  )
}
