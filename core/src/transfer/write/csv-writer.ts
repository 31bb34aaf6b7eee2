import type { Writable } from 'node:stream'
import { guard } from '../formula-guard.ts'
import { Sink } from './sink.ts'
import { type CellValue, cellText, type RowWriter, type WriterColumn, type WriterOptions } from './types.ts'

/** Every delimiter a reader might look for, and what opens another format or another kind of quote. */
const NEEDS_QUOTES = /[",;\t|^~\r\n\u0001\u001f]|^[\s'[{<%]|\s$/

/** RFC 4180 in UTF-8 with `\r\n`; formulas are defused by `guard`, which our reader undoes. */
export class CsvWriter implements RowWriter {
  rows = 0
  readonly #sink: Sink
  readonly #delimiter: string
  readonly #begun: Promise<void>

  constructor(
    out: Writable,
    columns: readonly WriterColumn[],
    { bom = false, delimiter = ',' }: WriterOptions,
  ) {
    this.#sink = new Sink(out)
    this.#delimiter = delimiter
    this.#begun = this.#sink.add((bom ? '\ufeff' : '') + this.#line(columns.map(({ header }) => header)))
    // Told to whoever writes next.
    this.#begun.catch(() => undefined)
  }

  async write(rows: readonly (readonly CellValue[])[]): Promise<void> {
    await this.#begun
    let text = ''
    for (const row of rows) text += this.#line(row)
    this.rows += rows.length
    await this.#sink.add(text)
  }

  async end(): Promise<void> {
    await this.#begun
    await this.#sink.end()
  }

  #line(values: readonly CellValue[]): string {
    let line = ''
    for (let i = 0; i < values.length; i++) {
      const text = guard(cellText(values[i]))
      line +=
        (i === 0 ? '' : this.#delimiter) +
        (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    }
    // A lone empty cell would look like a blank line.
    return `${line === '' ? '""' : line}\r\n`
  }
}
