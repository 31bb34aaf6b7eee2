import { Problem } from '../../errors/problem.ts'
import { recordTooLong } from '../errors.ts'

/** How one CSV file is written. An empty `delimiter` means one column; an empty `quote` means none is used. */
export interface Dialect {
  delimiter: string
  quote: '"' | "'" | ''
  newline: '\n' | '\r\n' | '\r'
  /** Blanks between a delimiter and an opening quote are no part of the value: `1, "a, b"`. */
  spaceBeforeQuote: boolean
}

/** Records as they stand in the file, with the line each begins on (from 1). A blank line is a record of one empty field. */
export interface Records {
  records: string[][]
  lines: number[]
}

export const DEFAULT_DIALECT: Dialect = { delimiter: ',', quote: '"', newline: '\n', spaceBeforeQuote: false }

const LF = 10
const CR = 13
const SPACE = 32
const UNFINISHED = -1
/** A record beyond this is a lost quotation mark, not data. */
const MAX_RECORD_LENGTH = 16 * 1024 * 1024
/** As many columns as a spreadsheet has. */
const MAX_FIELDS = 16_384

/**
 * RFC 4180 over string chunks, as forgiving as spreadsheets are: a quote inside an unquoted field is a character,
 * text behind a closing quote belongs to the value, `\n` and `\r\n` both end a record (a lone `\r` only in files of
 * that dialect), a quote still open at the end of the file closes there and is told by {@link unclosedQuoteLine}.
 */
export class CsvParser {
  /** Line on which a quote was opened that the file never closes. */
  unclosedQuoteLine: number | undefined
  readonly #delimiter: number
  readonly #quote: number
  readonly #quoteText: string
  readonly #crEndsRecord: boolean
  readonly #spaceBeforeQuote: boolean
  readonly #maxRecordLength: number
  #rest = ''
  #line = 1
  /** Length at which an unfinished record is looked at again: doubling keeps the work linear. */
  #enough = 0
  #value = ''

  constructor(dialect: Dialect, maxRecordLength = MAX_RECORD_LENGTH) {
    this.#delimiter = dialect.delimiter === '' ? UNFINISHED : dialect.delimiter.charCodeAt(0)
    this.#quote = dialect.quote === '' ? UNFINISHED : dialect.quote.charCodeAt(0)
    this.#quoteText = dialect.quote
    this.#crEndsRecord = dialect.newline === '\r'
    this.#spaceBeforeQuote = dialect.spaceBeforeQuote
    this.#maxRecordLength = maxRecordLength
  }

  /** The records this text completes. Throws `IMPORT_RECORD_TOO_LONG`. */
  push(text: string): Records {
    const all = this.#rest + text
    if (all.length < this.#enough) {
      this.#rest = all
      return { records: [], lines: [] }
    }
    return this.#scan(all, false)
  }

  /** The last records, of a file whose last line has no end. */
  end(): Records {
    return this.#scan(this.#rest, true)
  }

  #scan(text: string, final: boolean): Records {
    const records: string[][] = []
    const lines: number[] = []
    let start = 0
    while (start < text.length) {
      const record: string[] = []
      const line = this.#line
      const next = this.#record(text, start, final, record)
      if (next === UNFINISHED) {
        this.#line = line
        break
      }
      records.push(record)
      lines.push(line)
      this.#line++
      start = next
    }
    this.#keep(start < text.length ? text.slice(start) : '')
    return { records, lines }
  }

  #keep(rest: string): void {
    if (rest.length > this.#maxRecordLength) throw tooLong(this.#line, `${this.#maxRecordLength} characters`)
    this.#rest = rest
    this.#enough = rest.length * 2
  }

  /** Reads one record into `fields` and returns where the next one starts. */
  #record(text: string, start: number, final: boolean, fields: string[]): number {
    let at = start
    for (;;) {
      const end = this.#field(text, at, final)
      if (end === UNFINISHED) return UNFINISHED
      fields.push(this.#value)
      if (fields.length > MAX_FIELDS) throw tooLong(this.#line, `${MAX_FIELDS} cells`)
      if (end === text.length || text.charCodeAt(end) !== this.#delimiter) return behindLineEnd(text, end)
      at = end + 1
      // A delimiter at the very end of the file is followed by one more, empty field.
      if (at === text.length && !final) return UNFINISHED
    }
  }

  /** Reads one field into `#value` and returns the position of what ended it: delimiter, line end or end of text. */
  #field(text: string, start: number, final: boolean): number {
    const opening = this.#spaceBeforeQuote ? skipBlanks(text, start) : start
    if (opening < text.length && text.charCodeAt(opening) === this.#quote)
      return this.#quoted(text, opening, final)
    const end = this.#plainEnd(text, start, final)
    if (end !== UNFINISHED) this.#value = text.slice(start, end)
    return end
  }

  #plainEnd(text: string, start: number, final: boolean): number {
    const length = text.length
    const delimiter = this.#delimiter
    for (let at = start; at < length; at++) {
      const code = text.charCodeAt(at)
      if (code === delimiter || code === LF) return at
      if (code === CR) {
        if (at + 1 === length && !final) return UNFINISHED
        if (this.#crEndsRecord || text.charCodeAt(at + 1) === LF) return at
      }
    }
    return final ? length : UNFINISHED
  }

  #quoted(text: string, opening: number, final: boolean): number {
    const close = this.#closingQuote(text, opening + 1, final)
    if (close === UNFINISHED) return UNFINISHED
    const inside = text.slice(opening + 1, close)
    const value = inside.includes(this.#quoteText)
      ? inside.replaceAll(this.#quoteText.repeat(2), this.#quoteText)
      : inside
    const end = close === text.length ? close : this.#plainEnd(text, close + 1, final)
    if (end === UNFINISHED) return UNFINISHED
    const behind = end > close + 1 ? text.slice(close + 1, end) : ''
    this.#value = behind === '' || (this.#spaceBeforeQuote && behind.trim() === '') ? value : value + behind
    this.#countLines(inside)
    return end
  }

  /** Position of the quote that closes the field; the end of the text where a last field stays open. */
  #closingQuote(text: string, from: number, final: boolean): number {
    let at = from
    for (;;) {
      const quote = text.indexOf(this.#quoteText, at)
      if (quote < 0) {
        if (!final) return UNFINISHED
        this.unclosedQuoteLine = this.#line
        return text.length
      }
      if (quote + 1 === text.length) return final ? quote : UNFINISHED
      if (text.charCodeAt(quote + 1) !== this.#quote) return quote
      at = quote + 2
    }
  }

  #countLines(inside: string): void {
    const mark = this.#crEndsRecord ? '\r' : '\n'
    for (let at = inside.indexOf(mark); at >= 0; at = inside.indexOf(mark, at + 1)) this.#line++
  }
}

function tooLong(line: number, limit: string): Problem {
  return new Problem(recordTooLong, {
    detail: `The record on line ${line} is longer than ${limit}. Look there for a quotation mark that is never closed.`,
  })
}

function behindLineEnd(text: string, at: number): number {
  if (at === text.length) return at
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1
}

function skipBlanks(text: string, start: number): number {
  let at = start
  while (at < text.length && text.charCodeAt(at) === SPACE) at++
  return at
}
