import { Problem } from '../../../errors/problem.ts'
import { workbookTooLarge } from '../../errors.ts'
import type { TableBatch } from '../table.ts'
import { BATCH_ROWS } from '../types.ts'
import { GENERAL } from './number-format.ts'
import { cellNumberText } from './number-text.ts'
import type { ZipFile } from './unzip.ts'
import { TextGatherer, unescapeText, type Workbook } from './workbook.ts'
import { parseXml, type XmlHandler } from './xml.ts'
import type { ZipEntry } from './zip-directory.ts'

/** The last column of a sheet is XFD. */
const MAX_COLUMNS = 16_384
/** Cells held at once: a sheet may be a few rows of thousands of columns. */
const MAX_BATCH_CELLS = 200_000

/** The rows of one sheet as texts, a batch at a time; empty rows are left out. */
export async function* sheetRecords(
  zip: ZipFile,
  entry: ZipEntry,
  workbook: Workbook,
): AsyncGenerator<TableBatch> {
  const rows = new SheetRows(workbook)
  for await (const _ of parseXml(zip.read(entry), rows)) {
    if (rows.cells >= MAX_BATCH_CELLS || rows.batch.records.length >= BATCH_ROWS) yield rows.take()
  }
  yield rows.take()
}

/** Gathers cells into records while XML passes by. ECMA-376 part 1, 18.3.1. */
class SheetRows implements XmlHandler {
  batch: TableBatch = { records: [], lines: [] }
  cells = 0
  readonly #workbook: Workbook
  readonly #rich = new TextGatherer()
  #record: string[] = []
  #rowNumber = 0
  #column = -1
  #type = ''
  #style = 0
  #value = ''
  #inValue = false

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  take(): TableBatch {
    const { batch } = this
    this.batch = { records: [], lines: [] }
    this.cells = 0
    return batch
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#inValue = true
    else if (name === 'row') {
      this.#rowNumber = Number(attributes.r ?? this.#rowNumber + 1)
      this.#record = []
      this.#column = -1
    } else if (this.#type === 'inlineStr') this.#rich.open(name)
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text
    else if (this.#type === 'inlineStr') this.#rich.text(text)
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'v') this.#inValue = false
    else if (name === 'row') this.#closeRow()
    else if (this.#type === 'inlineStr') this.#rich.close(name)
  }

  #openCell({ r, t = 'n', s }: Record<string, string>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r)
    if (this.#column >= MAX_COLUMNS) throw new Problem(workbookTooLarge)
    this.#type = t
    this.#style = s === undefined ? 0 : Number(s)
    this.#value = ''
  }

  #closeCell(): void {
    const text = this.#cellText()
    this.#type = ''
    if (text === '') return
    while (this.#record.length < this.#column) this.#record.push('')
    this.#record[this.#column] = text
  }

  #cellText(): string {
    const value = this.#value
    switch (this.#type) {
      case 's':
        return this.#workbook.strings[Number(value)] ?? ''
      case 'inlineStr':
        return this.#rich.take()
      case 'b':
        return value === '1' ? 'true' : value === '0' ? 'false' : value
      case 'str':
        return unescapeText(value)
      case 'n':
        return value === ''
          ? ''
          : cellNumberText(value, this.#workbook.formats[this.#style] ?? GENERAL, this.#workbook.epoch1904)
      default:
        // Errors (`#N/A`) and ISO dates stand as text.
        return value
    }
  }

  #closeRow(): void {
    if (this.#record.length === 0) return
    this.batch.records.push(this.#record)
    this.batch.lines.push(this.#rowNumber)
    this.cells += this.#record.length
    this.#record = []
  }
}

/** `C7` is column 2. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}
