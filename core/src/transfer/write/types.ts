import type { Json } from '../read/types.ts'

export type WriteFormat = 'csv' | 'xlsx' | 'ndjson'

/** A value to write. Exact decimals come as text; `null` and `undefined` are empty cells. */
export type CellValue = Json | bigint | Date | undefined

export interface WriterColumn {
  header: string
  /** How a workbook stores the texts of this column; other formats do not care. Default `text`. */
  type?: 'text' | 'number' | 'boolean' | 'date'
}

export interface WriterOptions {
  /** CSV: begins with a byte order mark, without which Excel takes UTF-8 for Windows-1252. */
  bom?: boolean
  /** CSV: default `,`. */
  delimiter?: ',' | ';' | '\t' | '|'
  /** XLSX: default `Sheet1`. */
  sheetName?: string
}

/** Writes rows to a stream. Await every call: it resolves when the stream takes more, and rejects when it broke. */
export interface RowWriter {
  /** Rows written, the header not counted. */
  readonly rows: number
  write(rows: readonly (readonly CellValue[])[]): Promise<void>
  /** Completes the file and the stream. A writer that is not ended leaves a broken file. */
  end(): Promise<void>
}

/** The value as the text of a cell. */
export function cellText(value: CellValue): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
