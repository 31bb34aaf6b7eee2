import {
  BATCH_ROWS,
  type FileFormat,
  type RowCounts,
  type RowSource,
  SAMPLE_ROWS,
  type SourceRow,
} from './types.ts'

/** What the reader of a format knows about its file. */
export interface Origin {
  readonly format: FileFormat
  readonly delimiter?: string
  readonly encoding?: string
  readonly newline?: '\n' | '\r\n' | '\r'
  readonly sheets?: string[]
  readonly sheet?: string
  readonly bytesRead: number
  readonly bytesTotal: number | undefined
  close(): Promise<void>
}

/** The rows of a file: the first ones at hand, the rest still to be read. */
export interface Rows {
  headers: string[]
  hasHeader: boolean
  first: SourceRow[]
  rest: AsyncGenerator<SourceRow[], void, undefined>
  counts: RowCounts
}

/** A source over rows: keeps the sample, passes over `skip` rows, cuts batches, closes whatever happens. */
export class Source implements RowSource {
  readonly headers: string[]
  readonly hasHeader: boolean
  readonly sample: SourceRow[]
  readonly counts: Readonly<RowCounts>
  readonly #origin: Origin
  readonly #rest: Rows['rest']
  readonly #skip: number
  #first: SourceRow[]

  constructor({ headers, hasHeader, first, rest, counts }: Rows, origin: Origin, skip: number) {
    this.headers = headers
    this.hasHeader = hasHeader
    this.sample = first.slice(0, SAMPLE_ROWS)
    this.counts = counts
    this.#first = first
    this.#rest = rest
    this.#origin = origin
    this.#skip = skip
  }

  get format(): FileFormat {
    return this.#origin.format
  }
  get delimiter(): string | undefined {
    return this.#origin.delimiter
  }
  get encoding(): string | undefined {
    return this.#origin.encoding
  }
  get newline(): RowSource['newline'] {
    return this.#origin.newline
  }
  get sheets(): string[] | undefined {
    return this.#origin.sheets
  }
  get sheet(): string | undefined {
    return this.#origin.sheet
  }
  get bytesRead(): number {
    return this.#origin.bytesRead
  }
  get bytesTotal(): number | undefined {
    return this.#origin.bytesTotal
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SourceRow[], void, undefined> {
    try {
      yield* this.#batches(this.#first)
      this.#first = []
      for await (const rows of this.#rest) yield* this.#batches(rows)
    } finally {
      await this.close()
    }
  }

  async close(): Promise<void> {
    // In this order: the rows cannot return while they wait for bytes.
    await this.#origin.close()
    await this.#rest.return(undefined).catch(() => undefined)
  }

  *#batches(rows: SourceRow[]): Generator<SourceRow[]> {
    const wanted = rows.findIndex(({ row }) => row > this.#skip)
    if (wanted < 0) return
    for (let at = wanted; at < rows.length; at += BATCH_ROWS) {
      yield at === 0 && rows.length <= BATCH_ROWS ? rows : rows.slice(at, at + BATCH_ROWS)
    }
  }
}
