import type { Readable } from 'node:stream'
import { csvRecords } from './csv.ts'
import { type Decoder, decoderFor } from './decode.ts'
import { type Input, openInput } from './input.ts'
import { jsonRows } from './json.ts'
import { LineSplitter, ObjectSplitter } from './json-texts.ts'
import { sniffDialect } from './sniff-dialect.ts'
import { sniffFormat } from './sniff-format.ts'
import { type Origin, Source } from './source.ts'
import { tableRows } from './table.ts'
import type { FileFormat, ReadHint, RowSource } from './types.ts'
import { openWorkbook } from './xlsx/open-workbook.ts'

/**
 * Opens a table in CSV, XLSX, NDJSON or a JSON array, finding out format, encoding, delimiter and header by itself.
 * Reads as the caller iterates, never ahead; a stream that is a workbook is first spooled to a temporary file.
 * Iterate the source or `close()` it; after an error it is closed.
 *
 * @throws Problem `IMPORT_…` where the whole file cannot be read; a wrong row carries an issue instead.
 */
export async function openRows(input: Readable | string, hint: ReadHint = {}): Promise<RowSource> {
  const bytes = await openInput(input, hint.maxBytes)
  try {
    const declared = hint.encoding ?? /charset="?([\w-]+)/i.exec(hint.mediaType ?? '')?.[1]
    const decoder = decoderFor(bytes.head, declared)
    // A second decoder for looking ahead: the first one will read the head again.
    const text = decoderFor(bytes.head, declared).write(bytes.head)
    const format = sniffFormat(bytes.head, text)
    if (format === 'xlsx') return await openWorkbook(bytes, hint)
    return format === 'csv'
      ? await openCsv(bytes, decoder, text, hint)
      : await openJson(bytes, decoder, format, hint)
  } catch (error) {
    await bytes.close()
    throw error
  }
}

async function openCsv(bytes: Input, decoder: Decoder, text: string, hint: ReadHint): Promise<RowSource> {
  const dialect = sniffDialect(text, bytes.complete, hint.delimiter)
  const rows = await tableRows(csvRecords(bytes.chunks(), decoder, dialect), hint)
  const found = { delimiter: dialect.delimiter, newline: dialect.newline }
  return new Source(rows, originOf(bytes, 'csv', decoder, found), hint.skipRows ?? 0)
}

async function openJson(
  bytes: Input,
  decoder: Decoder,
  format: FileFormat,
  hint: ReadHint,
): Promise<RowSource> {
  const splitter = format === 'ndjson' ? new LineSplitter() : new ObjectSplitter()
  const rows = await jsonRows(bytes.chunks(), decoder, splitter, hint.isValue)
  return new Source(rows, originOf(bytes, format, decoder, {}), hint.skipRows ?? 0)
}

function originOf(
  bytes: Input,
  format: FileFormat,
  decoder: Decoder,
  found: Pick<Origin, 'delimiter' | 'newline'>,
): Origin {
  return {
    ...found,
    format,
    get encoding() {
      return decoder.encoding
    },
    get bytesRead() {
      return bytes.bytesRead
    },
    get bytesTotal() {
      return bytes.bytesTotal
    },
    close: () => bytes.close(),
  }
}
