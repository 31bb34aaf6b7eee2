import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { Problem } from '../../../errors/problem.ts'
import { workbookTooLarge } from '../../errors.ts'
import { broken, readAt, readDirectory, ZIP_LIMITS, type ZipEntry, type ZipLimits } from './zip-directory.ts'

const CHUNK_BYTES = 64 * 1024
const RATIO_FREE_BYTES = 64 * 1024 * 1024
const LOCAL_SIGNATURE = 0x04034b50

/** A ZIP file opened for reading entries in any order. APPNOTE.TXT 6.3. */
export class ZipFile {
  /** Packed bytes read so far, for progress. */
  bytesRead = 0
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly #file: FileHandle
  readonly #limits: ZipLimits
  readonly #reading = new Set<Readable>()

  private constructor(file: FileHandle, entries: Map<string, ZipEntry>, limits: ZipLimits) {
    this.#file = file
    this.entries = entries
    this.#limits = limits
  }

  /** @throws `IMPORT_WORKBOOK_BROKEN`, `IMPORT_WORKBOOK_TOO_LARGE` */
  static async open(path: string, limits: ZipLimits = ZIP_LIMITS): Promise<ZipFile> {
    const file = await open(path, 'r')
    try {
      return new ZipFile(file, await readDirectory(file, limits), limits)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  async close(): Promise<void> {
    // A reader that was never run to its end still holds its stream.
    for (const stream of this.#reading) stream.destroy()
    await this.#file.close()
  }

  /** The entry's bytes, unpacked and checked against size, checksum and limits as they pass. */
  async *read(entry: ZipEntry): AsyncGenerator<Buffer, void, undefined> {
    this.#refuse(entry)
    const start = await this.#dataOffset(entry)
    const packed = Readable.from(this.#packed(start, entry.compressedBytes), { objectMode: false })
    // The callback is for errors, which the loop below gets as well.
    const plain: Readable =
      entry.method === 0 ? packed : pipeline(packed, createInflateRaw(), () => undefined)
    this.#reading.add(packed)
    let length = 0
    let sum = 0
    try {
      for await (const chunk of plain as AsyncIterable<Buffer>) {
        length += chunk.length
        sum = crc32(chunk, sum)
        this.#guard(entry, length)
        yield chunk
      }
    } catch (error) {
      if (error instanceof Problem) throw error
      throw broken(`"${entry.name}" cannot be unpacked`)
    } finally {
      packed.destroy()
      this.#reading.delete(packed)
    }
    if (length !== entry.bytes || sum !== entry.crc)
      throw broken(`"${entry.name}" does not match its checksum`)
  }

  async *#packed(start: number, length: number): AsyncGenerator<Buffer, void, undefined> {
    for (let at = start; at < start + length; at += CHUNK_BYTES) {
      const chunk = await readAt(this.#file, at, Math.min(CHUNK_BYTES, start + length - at))
      this.bytesRead += chunk.length
      yield chunk
    }
  }

  #refuse(entry: ZipEntry): void {
    if (entry.encrypted) throw broken('it is protected by a password')
    if (entry.method !== 0 && entry.method !== 8) throw broken(`"${entry.name}" is packed in an unknown way`)
  }

  #guard(entry: ZipEntry, length: number): void {
    const suspicious = length > RATIO_FREE_BYTES && length > entry.compressedBytes * this.#limits.maxRatio
    if (length > this.#limits.maxEntryBytes || suspicious || length > entry.bytes)
      throw new Problem(workbookTooLarge)
  }

  async #dataOffset(entry: ZipEntry): Promise<number> {
    const header = await readAt(this.#file, entry.offset, 30)
    if (header.readUInt32LE(0) !== LOCAL_SIGNATURE)
      throw broken(`"${entry.name}" is not where its directory says`)
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  }
}
