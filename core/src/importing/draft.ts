import type { Cell } from './cell.ts'
import type { ImportRow, PartRow, RowProblem } from './row.ts'

export type Data = Record<string, unknown>

/** A row while its cells are read. */
export interface Draft {
  row: ImportRow
  /** Values of run-time fields, by their names. */
  custom: Data | undefined
  extras: Record<string, string> | undefined
  /** Owned records by relation and position. */
  parts: Map<number, Map<number, PartRow>> | undefined
}

/** The cell, where it is right; else its problem is noted and it counts as blank. */
export function checked(problems: RowProblem[], field: string, cell: Cell | undefined): Cell | undefined {
  if (!cell?.problem) return cell
  problems.push({ field, message: cell.problem })
  return undefined
}

/** The owned record of a relation that stands at a position. */
export function partAt(draft: Draft, at: number, position: number): PartRow {
  draft.parts ??= new Map()
  const list = draft.parts.get(at) ?? new Map<number, PartRow>()
  draft.parts.set(at, list)
  const part = list.get(position) ?? { id: undefined, cells: [] }
  list.set(position, part)
  return part
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
