import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Problem } from '../../errors/problem.ts'
import { fileMissing, fileTooLarge } from '../errors.ts'

/** Enough to tell format, encoding and delimiter, and to see a header with wide rows. */
const HEAD_BYTES = 128 * 1024
const CHUNK_BYTES = 256 * 1024
const MAX_STREAM_BYTES = 512 * 1024 * 1024

/** Bytes on their way in: the first ones can be looked at before all are read. */
export interface Input {
  /** The first 128 KiB, or the whole file where it is smaller. */
  readonly head: Buffer
  /** Whether `head` is everything. */
  readonly complete: boolean
  /** The file, where the input is one. */
  readonly path: string | undefined
  readonly bytesTotal: number | undefined
  readonly bytesRead: number
  /** All bytes from the first on. Once only. */
  chunks(): AsyncGenerator<Buffer, void, undefined>
  close(): Promise<void>
}

/**
 * Opens a file path or a stream and reads its head.
 *
 * @throws `IMPORT_FILE_MISSING`; while reading, `IMPORT_FILE_TOO_LARGE` when a stream exceeds `maxBytes`.
 */
export async function openInput(from: Readable | string, maxBytes = MAX_STREAM_BYTES): Promise<Input> {
  const path = typeof from === 'string' ? from : undefined
  const bytesTotal = path === undefined ? undefined : await sizeOf(path)
  const stream = typeof from === 'string' ? createReadStream(from, { highWaterMark: CHUNK_BYTES }) : from
  const bytes = new Bytes(stream, path, bytesTotal, path === undefined ? maxBytes : Number.POSITIVE_INFINITY)
  await bytes.readHead()
  return bytes
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile())
    throw new Problem(fileMissing, { detail: `There is no file "${path}". Check the path.` })
  return found.size
}

class Bytes implements Input {
  head: Buffer = Buffer.alloc(0)
  complete = false
  bytesRead = 0
  readonly path: string | undefined
  readonly bytesTotal: number | undefined
  readonly #stream: Readable
  readonly #iterator: AsyncIterator<Uint8Array | string>
  readonly #maxBytes: number

  constructor(stream: Readable, path: string | undefined, bytesTotal: number | undefined, maxBytes: number) {
    this.path = path
    this.bytesTotal = bytesTotal
    this.#stream = stream
    this.#iterator = stream[Symbol.asyncIterator]()
    this.#maxBytes = maxBytes
  }

  async readHead(): Promise<void> {
    const parts: Buffer[] = []
    let length = 0
    while (length < HEAD_BYTES) {
      const chunk = await this.#next()
      if (!chunk) {
        this.complete = true
        break
      }
      parts.push(chunk)
      length += chunk.length
    }
    this.head = Buffer.concat(parts)
  }

  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    try {
      if (this.head.length > 0) yield this.head
      for (let chunk = await this.#next(); chunk; chunk = await this.#next()) yield chunk
    } finally {
      await this.close()
    }
  }

  async close(): Promise<void> {
    // First of all: an iterator that waits for a stalled sender would never return.
    this.#stream.destroy()
    await this.#iterator.return?.().catch(() => undefined)
  }

  async #next(): Promise<Buffer | undefined> {
    const { value, done } = await this.#iterator.next()
    if (done) return undefined
    const chunk = Buffer.isBuffer(value) ? value : Buffer.from(value)
    this.bytesRead += chunk.length
    if (this.bytesRead > this.#maxBytes) {
      await this.close()
      throw new Problem(fileTooLarge, { detail: `The file has more than ${this.#maxBytes} bytes. Split it.` })
    }
    return chunk
  }
}
