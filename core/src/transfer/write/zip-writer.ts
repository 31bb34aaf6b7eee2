import { once } from 'node:events'
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'
import type { Sink } from './sink.ts'

interface WrittenEntry {
  name: Buffer
  crc: number
  packed: number
  plain: number
  offset: number
}

/** Sizes follow the data (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** 1980-01-01 00:00, the earliest a ZIP can say: the same rows make the same bytes. */
const DOS_DATE = 0x0021
const MAX_32 = 0xffffffff

/** Writes a ZIP archive entry after entry, without ever going back. APPNOTE.TXT 6.3, without ZIP64. */
export class ZipWriter {
  readonly #sink: Sink
  readonly #entries: WrittenEntry[] = []
  #position = 0

  constructor(sink: Sink) {
    this.#sink = sink
  }

  /** A whole entry. */
  async add(name: string, text: string): Promise<void> {
    const entry = await this.open(name)
    await entry.write(text)
    await entry.close()
  }

  /** An entry to be written in pieces; close it before the next one. */
  async open(name: string): Promise<ZipEntryWriter> {
    const entry: WrittenEntry = {
      name: Buffer.from(name),
      crc: 0,
      packed: 0,
      plain: 0,
      offset: this.#position,
    }
    this.#entries.push(entry)
    await this.#put(Buffer.concat([localHeader(entry), entry.name]))
    return new ZipEntryWriter(entry, (chunk) => this.#put(chunk))
  }

  /** Writes the directory. Ends the archive, not the stream. */
  async close(): Promise<void> {
    const start = this.#position
    for (const entry of this.#entries) await this.#put(Buffer.concat([directoryHeader(entry), entry.name]))
    await this.#put(endRecord(this.#entries.length, start, this.#position - start))
  }

  async #put(chunk: Buffer): Promise<void> {
    this.#position += chunk.length
    if (this.#position > MAX_32) throw new RangeError('A ZIP archive without ZIP64 holds at most 4 GiB.')
    await this.#sink.write(chunk)
  }
}

/** Packs one entry on its way to the stream. */
export class ZipEntryWriter {
  readonly #entry: WrittenEntry
  readonly #put: (chunk: Buffer) => Promise<void>
  readonly #deflate: DeflateRaw = createDeflateRaw()
  readonly #packing: Promise<void>

  constructor(entry: WrittenEntry, put: (chunk: Buffer) => Promise<void>) {
    this.#entry = entry
    this.#put = put
    this.#packing = this.#pack()
    // Told to whoever writes next; see `write`.
    this.#packing.catch(() => undefined)
  }

  async write(text: string): Promise<void> {
    const chunk = Buffer.from(text)
    this.#entry.crc = crc32(chunk, this.#entry.crc)
    this.#entry.plain += chunk.length
    if (this.#deflate.destroyed) return this.#packing
    if (!this.#deflate.write(chunk)) await Promise.race([once(this.#deflate, 'drain'), this.#packing])
  }

  async close(): Promise<void> {
    this.#deflate.end()
    await this.#packing
    if (this.#entry.plain > MAX_32)
      throw new RangeError('An entry of a ZIP archive without ZIP64 holds at most 4 GiB.')
    await this.#put(dataDescriptor(this.#entry))
  }

  async #pack(): Promise<void> {
    for await (const chunk of this.#deflate as AsyncIterable<Buffer>) {
      this.#entry.packed += chunk.length
      await this.#put(chunk)
    }
  }
}

function localHeader({ name }: WrittenEntry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DOS_DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return header
}

function dataDescriptor({ crc, packed, plain }: WrittenEntry): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc, 4)
  descriptor.writeUInt32LE(packed, 8)
  descriptor.writeUInt32LE(plain, 12)
  return descriptor
}

function directoryHeader({ name, crc, packed, plain, offset }: WrittenEntry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DOS_DATE, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(plain, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return header
}

function endRecord(count: number, start: number, length: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(length, 12)
  record.writeUInt32LE(start, 16)
  return record
}
