export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A cell: text from CSV and XLSX; any JSON from JSON files, `undefined` where the object lacks the key. */
export type Value = Json | undefined

export type FileFormat = 'csv' | 'xlsx' | 'ndjson' | 'json'

export interface SourceRow {
  /** Which data row it is, from 1; header, blank lines and preamble are not counted. */
  row: number
  /** Where it begins in the file: the line of a text file, the row of a sheet, from 1. */
  line: number
  /** As many as there are headers. */
  values: Value[]
  /** What is wrong with the row as such (too many cells, damaged characters, malformed JSON). */
  issue: string | undefined
}

export interface ReadHint {
  /** The file's name as the sender calls it. */
  name?: string
  /** Its media type; a `charset` in it is taken as the encoding. */
  mediaType?: string
  /** An encoding name to use instead of the one found. */
  encoding?: string
  /** A delimiter to use instead of the one found. */
  delimiter?: string
  /** `true`: the first row that is not blank holds the names. `false`: there are none. Absent: find out. */
  header?: boolean
  /** JSON: whether an object is a value by itself; members of others become columns: `diamond.carat`. Absent: all are. */
  isValue?: (key: string, value: Record<string, Json>) => boolean
  /** The sheet of a workbook; absent: the first visible one with data. */
  sheet?: string
  /** Data rows to pass over, for resuming: the next row yielded is number `skipRows + 1`. */
  skipRows?: number
  /** Most bytes to take from a stream. Default 512 MiB. */
  maxBytes?: number
}

export interface RowCounts {
  /** Data rows read, skipped ones included. */
  rows: number
  /** Rows with fewer cells than headers; the missing ones are empty. */
  short: number
  /** Rows with more values than headers; each also has an issue. */
  long: number
  /** Rows left out for no records: totals, and lone cells behind a blank line at the end (`Confidential`). */
  footer: number
}

/** An opened file: what was found out about it, and its rows in batches of at most 1,000. Iterate once, or `close()`. */
export interface RowSource extends AsyncIterable<SourceRow[]> {
  readonly format: FileFormat
  /** Unique names: those of the file, `Column 3` for an empty one, `Price (2)` for a repeated one. */
  readonly headers: string[]
  /** Whether the file had a header row; without one every name is `Column 1`, `Column 2`… */
  readonly hasHeader: boolean
  /** The first rows (at most 100), for previews and the mapping of columns; iterating yields them again. */
  readonly sample: SourceRow[]
  /** CSV only. Empty when there is a single column. */
  readonly delimiter: string | undefined
  /** Text files only; `windows-1252` can turn up late in a file that began as plain ASCII. */
  readonly encoding: string | undefined
  readonly newline: '\n' | '\r\n' | '\r' | undefined
  /** Workbooks only: the names of all sheets, and the one that is read. */
  readonly sheets: string[] | undefined
  readonly sheet: string | undefined
  /** Bytes of the file consumed so far. */
  readonly bytesRead: number
  /** Size of the file; undefined for a stream of unknown length. */
  readonly bytesTotal: number | undefined
  readonly counts: Readonly<RowCounts>
  /** Ends reading and lets go of the file. Iterating to the end or leaving the loop does it too. */
  close(): Promise<void>
}

/** Most rows of one batch. */
export const BATCH_ROWS = 1000
/** Rows kept for `sample`. */
export const SAMPLE_ROWS = 100
