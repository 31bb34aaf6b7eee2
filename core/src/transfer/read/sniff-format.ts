import { Problem } from '../../errors/problem.ts'
import { fileEmpty, formatUnknown } from '../errors.ts'
import type { FileFormat } from './types.ts'

/** What opens a file that people take for a table although it is none, and what to do about it. */
const FOREIGN: readonly [signature: RegExp, what: string][] = [
  [
    /^\xd0\xcf\x11\xe0/,
    'an old Excel file (.xls) or one protected by a password. Save it as .xlsx without a password',
  ],
  [/^%PDF/, 'a PDF. Ask its sender for the table as CSV or XLSX'],
  [/^\x1f\x8b/, 'compressed with gzip. Unpack it first'],
  [/^(Rar!|7z\xbc\xaf)/, 'an archive. Unpack it first'],
  [/^(\x89PNG|\xff\xd8\xff|GIF8)/, 'a picture. Send the table as CSV or XLSX'],
  [
    /^(\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table)/i,
    'a web page or XML, whatever its name says. Open it in a spreadsheet and save it as .xlsx',
  ],
]

/**
 * The format of a file by its first bytes; names and media types are not believed.
 *
 * @param text the same head, decoded
 * @throws `IMPORT_FILE_EMPTY`, `IMPORT_FORMAT_UNKNOWN`
 */
export function sniffFormat(head: Buffer, text: string): FileFormat {
  if (text.trim() === '') throw new Problem(fileEmpty)
  const start = head.toString('latin1', 0, 512)
  if (start.startsWith('PK\x03\x04')) return zipped(head)
  for (const [signature, what] of FOREIGN) {
    if (signature.test(start)) throw new Problem(formatUnknown, { detail: `The file is ${what}.` })
  }
  if (text.slice(0, 4096).includes('\0')) {
    throw new Problem(formatUnknown, {
      detail: 'The file is not text. Save the table as CSV, XLSX or NDJSON.',
    })
  }
  if (isGibberish(text.slice(0, 4096)))
    throw new Problem(formatUnknown, {
      detail: 'The file is not text. Save the table as CSV, XLSX or NDJSON.',
    })
  return jsonFormat(text) ?? 'csv'
}

/** Control characters hardly occur in text; in other files they are everywhere. */
function isGibberish(text: string): boolean {
  let control = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) control++
  }
  return control > text.length * 0.05
}

function zipped(head: Buffer): FileFormat {
  if (head.includes('application/vnd.oasis.opendocument')) {
    throw new Problem(formatUnknown, {
      detail: 'The file is an OpenDocument sheet (.ods). Save it as .xlsx or CSV.',
    })
  }
  return 'xlsx'
}

/** JSON where it opens like JSON: `[` is also a legal beginning of a CSV cell, `{` too. */
function jsonFormat(text: string): FileFormat | undefined {
  const trimmed = text.trimStart()
  if (/^\[\s*(\{|\])/.test(trimmed)) return 'json'
  if (!/^\{\s*("|\})/.test(trimmed)) return undefined
  const lineEnd = trimmed.search(/[\r\n]/)
  const firstLine = lineEnd < 0 ? trimmed : trimmed.slice(0, lineEnd)
  try {
    JSON.parse(firstLine)
    return 'ndjson'
  } catch {
    // An object that goes on over several lines, or one longer than the head.
    return 'json'
  }
}
