/** One value of a row: read, checked and written out once, and shared by all rows whose cells are equal. */
export interface Cell {
  /** As in JSON. Null clears the field; blank cells are no `Cell` but undefined, and leave it as it is. */
  value: unknown
  /** Its columns in the text format of COPY. */
  copy: string
  /** What it adds to the key of the row's content. */
  key: string
  /** Why it cannot be; the other members mean nothing then. */
  problem?: string
}

/** What a person writes into a cell to clear the field; a blank one leaves it as it is. */
export const CLEAR = '(empty)'

/** A text as it may stand in an exported cell: one that reads like {@link CLEAR} gets a backslash in front. */
export function escapeClear(text: string): string {
  return text.endsWith(CLEAR) && /^\\*\(empty\)$/.test(text) ? `\\${text}` : text
}

/** Undoes {@link escapeClear}; null where the cell clears the field. */
export function readClear(text: string): string | null {
  if (!text.endsWith(CLEAR)) return text
  if (text === CLEAR) return null
  return /^\\+\(empty\)$/.test(text) ? text.slice(1) : text
}

export function problemCell(problem: string): Cell {
  return { value: undefined, copy: '', key: '', problem }
}
