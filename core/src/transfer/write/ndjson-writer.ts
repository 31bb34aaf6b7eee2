import type { Writable } from 'node:stream'
import { Sink } from './sink.ts'
import type { CellValue, RowWriter, WriterColumn } from './types.ts'

/** One JSON object per line, values with their types; `undefined` leaves the key out, `null` says it is empty. */
export class NdjsonWriter implements RowWriter {
  rows = 0
  readonly #sink: Sink
  readonly #keys: string[]

  constructor(out: Writable, columns: readonly WriterColumn[]) {
    this.#sink = new Sink(out)
    this.#keys = columns.map(({ header }) => JSON.stringify(header))
  }

  async write(rows: readonly (readonly CellValue[])[]): Promise<void> {
    let text = ''
    for (const row of rows) text += `${this.#object(row)}\n`
    this.rows += rows.length
    await this.#sink.add(text)
  }

  async end(): Promise<void> {
    await this.#sink.end()
  }

  #object(row: readonly CellValue[]): string {
    const members = this.#keys.flatMap((key, i) => (row[i] === undefined ? [] : [`${key}:${toJson(row[i])}`]))
    return `{${members.join(',')}}`
  }
}

function toJson(value: CellValue): string {
  // Beyond 2^53 other programs would round the number.
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? String(value) : `"${value}"`
  return JSON.stringify(value)
}
