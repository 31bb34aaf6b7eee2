import type { Writable } from 'node:stream'
import { CsvWriter } from './csv-writer.ts'
import type { CellValue } from './types.ts'

/** A row that was not imported, and why. */
export interface RejectedRow {
  /** Its number as the person who sent the file counts: the line, or the row of the sheet. */
  row: number
  /** As read, in the order of the headers. */
  values: readonly CellValue[]
  /** Field (or header) and message; no field where the row as such is wrong. */
  problems: readonly { field?: string; message: string }[]
}

/** Headers the error file adds; the mapping of columns knows them, so a corrected file can be sent as it is. */
export const ERROR_HEADERS = ['_row', '_field', '_error'] as const

/** Writes rejected rows as CSV with a byte order mark: the original columns, then `_row`, `_field`, `_error`. */
export class ErrorFile {
  readonly #writer: CsvWriter
  readonly #kept: number[]

  /** @param headers those of the file; error columns of an earlier import are replaced */
  constructor(out: Writable, headers: readonly string[]) {
    const isOurs = (header: string) => (ERROR_HEADERS as readonly string[]).includes(header)
    this.#kept = headers.flatMap((header, i) => (isOurs(header) ? [] : [i]))
    const names = [...this.#kept.map((i) => headers[i] as string), ...ERROR_HEADERS]
    this.#writer = new CsvWriter(
      out,
      names.map((header) => ({ header })),
      { bom: true },
    )
  }

  /** Rows written so far. */
  get rows(): number {
    return this.#writer.rows
  }

  async write(rejected: readonly RejectedRow[]): Promise<void> {
    await this.#writer.write(
      rejected.map(({ row, values, problems }) => [
        ...this.#kept.map((i) => values[i]),
        row,
        problems
          .map(({ field }) => field ?? '')
          .filter((field) => field !== '')
          .join('; '),
        problems.map(({ message }) => message).join('; '),
      ]),
    )
  }

  async end(): Promise<void> {
    await this.#writer.end()
  }
}
