import { unguard } from '../formula-guard.ts'
import { CsvParser, type Dialect, type Records } from './csv-parser.ts'
import type { Decoder } from './decode.ts'
import type { TableBatch } from './table.ts'

const DAMAGED =
  'The row holds characters that could not be read; they show as \ufffd. Save the file as UTF-8.'

/** The records of a CSV file, as many at a time as a chunk completes. */
export async function* csvRecords(
  chunks: AsyncIterable<Buffer>,
  decoder: Decoder,
  dialect: Dialect,
): AsyncGenerator<TableBatch> {
  const parser = new CsvParser(dialect)
  let first = true
  for await (const chunk of chunks) {
    const batch = parser.push(decoder.write(chunk))
    if (batch.records.length === 0) continue
    yield finish(first ? withoutSeparatorLine(batch, dialect) : batch, decoder)
    first = false
  }
  const rest = parser.push(decoder.end())
  const last = parser.end()
  const all = { records: [...rest.records, ...last.records], lines: [...rest.lines, ...last.lines] }
  const batch = finish(first ? withoutSeparatorLine(all, dialect) : all, decoder)
  yield parser.unclosedQuoteLine === undefined ? batch : withUnclosedQuote(batch, parser.unclosedQuoteLine)
}

/** Excel's own first line, `sep=;`, says how to read the file and is no data. */
function withoutSeparatorLine({ records, lines }: Records, { delimiter }: Dialect): Records {
  const isTold = records[0]?.join(delimiter) === `sep=${delimiter}`
  return isTold ? { records: records.slice(1), lines: lines.slice(1) } : { records, lines }
}

/** Takes off our own apostrophes, and tells what the decoder could not read. */
function finish(batch: Records, decoder: Decoder): TableBatch {
  for (const record of batch.records) unguardAll(record)
  if (!decoder.damaged) return batch
  const issues = new Map<number, string>()
  batch.records.forEach((record, i) => {
    if (record.some((cell) => cell.includes('\ufffd'))) issues.set(i, DAMAGED)
  })
  return { ...batch, issues }
}

function withUnclosedQuote(batch: TableBatch, line: number): TableBatch {
  const issue = `The quotation mark opened on line ${line} is never closed; all that follows was read as one cell.`
  return { ...batch, issues: new Map([...(batch.issues ?? []), [batch.records.length - 1, issue]]) }
}

const APOSTROPHE = 39

function unguardAll(cells: string[]): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as string
    if (cell.charCodeAt(0) === APOSTROPHE) cells[i] = unguard(cell)
  }
}
