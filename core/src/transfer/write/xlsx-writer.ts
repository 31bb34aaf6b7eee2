import type { Writable } from 'node:stream'
import { Problem } from '../../errors/problem.ts'
import { cellTooLong, tooManyRows } from '../errors.ts'
import { isFormula } from '../formula-guard.ts'
import { Sink } from './sink.ts'
import { type CellValue, cellText, type RowWriter, type WriterColumn, type WriterOptions } from './types.ts'
import {
  CONTENT_TYPES,
  escapeXml,
  PACKAGE_RELATIONS,
  SHEET_END,
  SHEET_START,
  STYLE_SHEET,
  STYLES,
  WORKBOOK_RELATIONS,
  workbookXml,
} from './xlsx-parts.ts'
import { type ZipEntryWriter, ZipWriter } from './zip-writer.ts'

/** Rows of a sheet, the header included. */
export const XLSX_MAX_ROWS = 1_048_576
const MAX_CELL_LENGTH = 32_767
/** Digits a spreadsheet keeps; longer numbers are written as text. */
const MAX_DIGITS = 15
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/
const DAY_MS = 86_400_000
/** 1 March 1900: before it spreadsheets disagree about the days. */
const FIRST_SAFE_SERIAL = 61

/**
 * A workbook with one sheet, streamed. Texts are text cells, which no spreadsheet runs; those that look like formulas
 * also carry Excel's text mark, so that editing does not make formulas of them. Read back by us, every text is the same.
 */
export class XlsxWriter implements RowWriter {
  rows = 0
  readonly #sink: Sink
  readonly #zip: ZipWriter
  readonly #columns: readonly WriterColumn[]
  readonly #letters: string[]
  readonly #begun: Promise<ZipEntryWriter>

  constructor(out: Writable, columns: readonly WriterColumn[], { sheetName = 'Sheet1' }: WriterOptions) {
    this.#sink = new Sink(out)
    this.#zip = new ZipWriter(this.#sink)
    this.#columns = columns
    this.#letters = columns.map((_, i) => columnLetters(i))
    this.#begun = this.#begin(sheetName)
    // Told to whoever writes next.
    this.#begun.catch(() => undefined)
  }

  async write(rows: readonly (readonly CellValue[])[]): Promise<void> {
    const sheet = await this.#begun
    if (this.rows + rows.length >= XLSX_MAX_ROWS) throw new Problem(tooManyRows)
    let text = ''
    for (const row of rows) text += this.#row(row)
    await sheet.write(text)
  }

  async end(): Promise<void> {
    const sheet = await this.#begun
    await sheet.write(SHEET_END)
    await sheet.close()
    await this.#zip.close()
    await this.#sink.end()
  }

  async #begin(sheetName: string): Promise<ZipEntryWriter> {
    await this.#zip.add('[Content_Types].xml', CONTENT_TYPES)
    await this.#zip.add('_rels/.rels', PACKAGE_RELATIONS)
    await this.#zip.add('xl/workbook.xml', workbookXml(sheetName))
    await this.#zip.add('xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS)
    await this.#zip.add('xl/styles.xml', STYLE_SHEET)
    const sheet = await this.#zip.open('xl/worksheets/sheet1.xml')
    const cells = this.#columns
      .map(({ header }, i) => this.#text(`${this.#letters[i]}1`, header, STYLES.header))
      .join('')
    await sheet.write(`${SHEET_START}<row r="1">${cells}</row>`)
    return sheet
  }

  #row(values: readonly CellValue[]): string {
    this.rows++
    const number = this.rows + 1
    let cells = ''
    for (let i = 0; i < this.#columns.length; i++)
      cells += this.#cell(`${this.#letters[i]}${number}`, values[i], this.#columns[i]?.type)
    return `<row r="${number}">${cells}</row>`
  }

  #cell(place: string, value: CellValue, type: WriterColumn['type']): string {
    const text = cellText(value)
    if (text === '') return ''
    const isNumber = type === 'number' || typeof value === 'number' || typeof value === 'bigint'
    if (isNumber && PLAIN_NUMBER.test(text) && text.replace(/\D/g, '').length <= MAX_DIGITS)
      return `<c r="${place}"><v>${text}</v></c>`
    if ((type === 'boolean' || typeof value === 'boolean') && /^(true|false)$/.test(text))
      return `<c r="${place}" t="b"><v>${text === 'true' ? 1 : 0}</v></c>`
    const serial = type === 'date' ? dateSerial(text) : undefined
    if (serial !== undefined) return `<c r="${place}" s="${STYLES.date}"><v>${serial}</v></c>`
    return this.#text(place, text, isFormula(text) ? STYLES.guarded : STYLES.plain)
  }

  #text(place: string, text: string, style: number): string {
    if (text.length > MAX_CELL_LENGTH) {
      throw new Problem(cellTooLong, {
        detail: `Cell ${place} has ${text.length} characters, a spreadsheet cell at most ${MAX_CELL_LENGTH}. Export as CSV or NDJSON.`,
      })
    }
    return `<c r="${place}" t="inlineStr"${style === STYLES.plain ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
  }
}

function dateSerial(text: string): number | undefined {
  const match = DAY.exec(text)
  if (!match) return undefined
  const serial = (Date.parse(`${text}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY_MS
  return serial >= FIRST_SAFE_SERIAL ? serial : undefined
}

/** 0 is A, 26 is AA. */
function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
