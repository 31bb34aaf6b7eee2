import type { Model, ModelField } from '../entity/model.ts'
import { quote } from '../query/sql.ts'
import type { Cell } from './cell.ts'
import type { CellMakers } from './cell-maker.ts'
import type { RowProblem } from './row.ts'

/** How records of one entity are written with COPY: which fields rows bring, and what stands in the others. */
export interface Table {
  model: Model
  /** What rows may set; cells of a row stand in this order. */
  fields: ModelField[]
  slotOf(field: ModelField): number
  /** `copy "stones" (…) from stdin` */
  copySql: string
  /** One line of COPY's text format, its end included. */
  line(id: string, stamp: string, cells: readonly (Cell | undefined)[]): string
  /** What a new record lacks. */
  missing(cells: readonly (Cell | undefined)[]): RowProblem[]
}

const kept = new Set(['id', 'version', 'createdAt', 'updatedAt'])

function blankOf(field: ModelField, makers: CellMakers): string {
  const { default: value } = field.options
  if (value !== undefined && value !== null) {
    const cell = makers.of(field)(value)
    if (!cell.problem) return cell.copy
  }
  return field.columns.map(() => '\\N').join('\t')
}

/** Lays out a table for rows that may set `fields`; columns that neither they nor a default fill are left to the database. */
export function createTable(model: Model, fields: ModelField[], makers: CellMakers): Table {
  const slots = new Map(fields.map((field, slot) => [field, slot]))
  const fixed = model.fields.filter(
    (field) => !slots.has(field) && !kept.has(field.name) && field.options.default !== undefined,
  )
  const fixedText = fixed.map((field) => `\t${blankOf(field, makers)}`).join('')
  const blanks = fields.map((field) => blankOf(field, makers))
  const columns = [
    'id',
    'created_at',
    'updated_at',
    'version',
    ...[...fixed, ...fields].flatMap((field) => field.columns),
  ]
  const required = model.fields.filter(
    (field) => !field.optional && !field.readOnly && field.options.default === undefined,
  )
  return {
    model,
    fields,
    slotOf: (field) => slots.get(field) ?? -1,
    copySql: `copy ${quote(model.table)} (${columns.map(quote).join(', ')}) from stdin`,
    line(id, stamp, cells) {
      let line = `${id}\t${stamp}\t${stamp}\t1${fixedText}`
      for (let slot = 0; slot < fields.length; slot++) line += `\t${cells[slot]?.copy ?? blanks[slot]}`
      return `${line}\n`
    },
    missing: (cells) =>
      required.flatMap((field) => {
        const slot = slots.get(field)
        const isThere = slot !== undefined && cells[slot] !== undefined
        return isThere
          ? []
          : [{ field: field.name, message: 'is required for a new record, and there is no value' }]
      }),
  }
}
