import type { Writable } from 'node:stream'
import { CsvWriter } from './csv-writer.ts'
import { NdjsonWriter } from './ndjson-writer.ts'
import type { RowWriter, WriteFormat, WriterColumn, WriterOptions } from './types.ts'
import { XlsxWriter } from './xlsx-writer.ts'

/**
 * A writer of rows in the format, with the header already on its way. What it writes as CSV or XLSX reads back with
 * `openRows` text for text, and runs no formula in a spreadsheet.
 *
 * @param out is ended by `end()`, not by errors: destroy it when a write rejects
 */
export function createWriter(
  format: WriteFormat,
  out: Writable,
  columns: readonly (string | WriterColumn)[],
  options: WriterOptions = {},
): RowWriter {
  const described = columns.map((column) => (typeof column === 'string' ? { header: column } : column))
  switch (format) {
    case 'csv':
      return new CsvWriter(out, described, options)
    case 'xlsx':
      return new XlsxWriter(out, described, options)
    case 'ndjson':
      return new NdjsonWriter(out, described)
  }
}
