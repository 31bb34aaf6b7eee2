import type { SourceRow } from '../transfer/read/types.ts'
import type { Cell } from './cell.ts'

export interface RowProblem {
  /** Field by its public name; absent where the row as such is wrong. */
  field?: string
  message: string
}

/** A record that a row brings along: one of the parent's addresses. Cells stand in the order of its table's fields. */
export interface PartRow {
  id: string | undefined
  cells: (Cell | undefined)[]
}

/** A row of a file as what it says about one record. */
export interface ImportRow {
  source: SourceRow
  /** Rows below it that went on about the same record. */
  continued?: SourceRow[]
  /** The record's id, where the file names it. */
  id: string | undefined
  /** One per field of the plan's table; undefined where the cell is blank. */
  cells: (Cell | undefined)[]
  /** One list per owned relation of the plan; undefined where the row says nothing of it. */
  parts: (PartRow[] | undefined)[]
  /** Key of the content, of rows without a natural key. */
  contentKey: string | undefined
  problems: RowProblem[]
}
