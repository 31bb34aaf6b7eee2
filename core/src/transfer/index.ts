export { guard, unguard } from './formula-guard.ts'
export type { ColumnMapping, ImportColumn } from './map/import-column.ts'
export { mapColumns } from './map/map-columns.ts'
export * from './normalise/index.ts'
export { openRows } from './read/open-rows.ts'
export type { FileFormat, Json, ReadHint, RowCounts, RowSource, SourceRow, Value } from './read/types.ts'
export { createWriter } from './write/create-writer.ts'
export { ERROR_HEADERS, ErrorFile, type RejectedRow } from './write/error-file.ts'
export {
  type CellValue,
  cellText,
  type RowWriter,
  type WriteFormat,
  type WriterColumn,
  type WriterOptions,
} from './write/types.ts'
export { XLSX_MAX_ROWS } from './write/xlsx-writer.ts'
