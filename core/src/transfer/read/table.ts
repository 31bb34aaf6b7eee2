import { kindOfText } from './cell-kind.ts'
import type { Records } from './csv-parser.ts'
import { findLayout, LAYOUT_RECORDS } from './header.ts'
import type { Rows } from './source.ts'
import type { ReadHint, RowCounts, SourceRow } from './types.ts'

/** Records of a table with what is wrong with some of them, by index. */
export interface TableBatch extends Records {
  issues?: ReadonlyMap<number, string>
}

/** A lone cell behind a blank line is kept back as a footer, up to so many. */
const MAX_FOOTER = 20

/** Makes rows of records: finds the header, evens out ragged records, drops blank ones and a footer. */
export async function tableRows(batches: AsyncGenerator<TableBatch>, hint: ReadHint): Promise<Rows> {
  const top = await firstRecords(batches)
  const { headers, hasHeader, firstData } = findLayout(top.records, hint.header)
  const counts: RowCounts = { rows: 0, short: 0, long: 0, footer: 0 }
  const maker = new RowMaker(headers.length, counts)
  return {
    headers,
    hasHeader,
    counts,
    first: maker.make(withoutTop(top, firstData)),
    rest: restOf(batches, maker),
  }
}

/** Enough records to tell the layout by, or all there are: the last line of a small file comes in a batch of its own. */
async function firstRecords(batches: AsyncGenerator<TableBatch>): Promise<TableBatch> {
  const top = { records: [] as string[][], lines: [] as number[], issues: new Map<number, string>() }
  while (top.records.length < LAYOUT_RECORDS) {
    const next = await batches.next()
    if (next.done) break
    for (const [index, issue] of next.value.issues ?? []) top.issues.set(top.records.length + index, issue)
    top.records = top.records.concat(next.value.records)
    top.lines = top.lines.concat(next.value.lines)
  }
  return top
}

async function* restOf(batches: AsyncGenerator<TableBatch>, maker: RowMaker): Rows['rest'] {
  for await (const batch of batches) yield maker.make(batch)
  maker.dropFooter()
}

function withoutTop(batch: TableBatch, count: number): TableBatch {
  const issues = new Map([...(batch.issues ?? [])].map(([index, issue]) => [index - count, issue]))
  return { records: batch.records.slice(count), lines: batch.lines.slice(count), issues }
}

/** Records → rows, with the state that goes on from batch to batch. Takes over the records' arrays. */
class RowMaker {
  readonly #width: number
  readonly #counts: RowCounts
  #footer: SourceRow[] = []
  #afterBlank = false

  constructor(width: number, counts: RowCounts) {
    this.#width = width
    this.#counts = counts
  }

  make({ records, lines, issues }: TableBatch): SourceRow[] {
    const rows: SourceRow[] = []
    for (let i = 0; i < records.length; i++) {
      const values = records[i] as string[]
      if (isBlank(values)) {
        this.#afterBlank = true
        continue
      }
      if (isTotal(values)) {
        this.#counts.footer++
        continue
      }
      const row = ++this.#counts.rows
      const misfit = values.length === this.#width ? undefined : this.#fit(values)
      const made: SourceRow = { row, line: lines[i] as number, values, issue: issues?.get(i) ?? misfit }
      if (this.#afterBlank) this.#weigh(made, values, rows)
      else rows.push(made)
    }
    return rows
  }

  /** The rows kept back were the file's footer: reports end with `Confidential` or `Generated on …`. */
  dropFooter(): void {
    this.#counts.rows -= this.#footer.length
    this.#counts.footer += this.#footer.length
    this.#footer = []
  }

  #weigh(row: SourceRow, values: string[], rows: SourceRow[]): void {
    const alone = this.#width > 2 && values.every((value, column) => column === 0 || value === '')
    if (alone && this.#footer.length < MAX_FOOTER) {
      this.#footer.push(row)
      return
    }
    rows.push(...this.#footer, row)
    this.#footer = []
    this.#afterBlank = false
  }

  /** Pads or cuts the values in place; tells where a cut cell held something. */
  #fit(values: string[]): string | undefined {
    const length = values.length
    if (length < this.#width) {
      while (values.length < this.#width) values.push('')
      this.#counts.short++
      return undefined
    }
    const extra = values.splice(this.#width).filter((value) => value.trim() !== '')
    if (extra.length === 0) return undefined
    this.#counts.long++
    const shown = extra
      .slice(0, 3)
      .map((value) => `"${value.slice(0, 40)}"`)
      .join(', ')
    return `The row has ${length} cells, the header ${this.#width}: there is no column for ${shown}. A value with a delimiter in it may lack its quotation marks.`
  }
}

const TOTAL =
  /^(grand|sub|overall)?[\s-]*(totals?|sum|average|avg|gesamt(summe)?|summe|zwischensumme)\s*[:.]?$/i

/** `Total,,,6.64,,` under a list: a word in the first filled cell, some sums, and blanks where a record has its facts. */
function isTotal(values: string[]): boolean {
  if (values.length < 4) return false
  const filled = values.filter((value) => value.trim() !== '')
  const [label = '', ...sums] = filled
  if (label.length > 30 || filled.length * 2 > values.length || !TOTAL.test(label.trim())) return false
  return sums.every((sum) => kindOfText(sum) === 'number')
}

function isBlank(values: string[]): boolean {
  // Nearly every row begins with a filled cell, so the others are rarely looked at.
  const first = values[0] ?? ''
  return (first === '' || first.charCodeAt(0) <= 32) && values.every((value) => value.trim() === '')
}
