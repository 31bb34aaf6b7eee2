import type { FileHandle } from 'node:fs/promises'
import { Problem } from '../../../errors/problem.ts'
import { workbookBroken, workbookTooLarge } from '../../errors.ts'

/** One file inside the archive, as its directory tells it. */
export interface ZipEntry {
  name: string
  compressedBytes: number
  bytes: number
  method: number
  encrypted: boolean
  crc: number
  offset: number
}

/** What an archive may make us unpack. */
export interface ZipLimits {
  maxEntries: number
  maxDirectoryBytes: number
  /** Of one entry, unpacked. */
  maxEntryBytes: number
  /** Unpacked by packed bytes, looked at from 64 MiB on. Sheets reach 100; a bomb needs 1,000. */
  maxRatio: number
}

export const ZIP_LIMITS: ZipLimits = {
  maxEntries: 10_000,
  maxDirectoryBytes: 16 * 1024 * 1024,
  maxEntryBytes: 1024 * 1024 * 1024,
  maxRatio: 400,
}

const END_SIGNATURE = 0x06054b50
const END64_LOCATOR_SIGNATURE = 0x07064b50
const END64_SIGNATURE = 0x06064b50
const ENTRY_SIGNATURE = 0x02014b50
const MAX_32 = 0xffffffff

export function broken(what: string): Problem {
  return new Problem(workbookBroken, {
    detail: `The workbook cannot be read: ${what}. Open it in a spreadsheet and save it anew as .xlsx.`,
  })
}

/** Exactly so many bytes from there; refuses a file that ends before. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw broken('it ends too early')
  return buffer
}

/** The entries of an archive by name. APPNOTE.TXT 6.3, ZIP64 included. */
export async function readDirectory(file: FileHandle, limits: ZipLimits): Promise<Map<string, ZipEntry>> {
  const { size } = await file.stat()
  const tailLength = Math.min(size, 65_557)
  const tail = await readAt(file, size - tailLength, tailLength)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END_SIGNATURE)
    throw broken('it ends too early')
  const { count, length, offset } = (await zip64End(file, tail, end)) ?? {
    count: tail.readUInt16LE(end + 10),
    length: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  }
  if (count > limits.maxEntries || length > limits.maxDirectoryBytes) throw new Problem(workbookTooLarge)
  if (offset + length > size) throw broken('its directory is damaged')
  return parseDirectory(await readAt(file, offset, length), count)
}

async function zip64End(file: FileHandle, tail: Buffer, end: number) {
  const locator = end - 20
  if (locator < 0 || tail.readUInt32LE(locator) !== END64_LOCATOR_SIGNATURE) return undefined
  const record = await readAt(file, toNumber(tail.readBigUInt64LE(locator + 8)), 56)
  if (record.readUInt32LE(0) !== END64_SIGNATURE) throw broken('its directory is damaged')
  return {
    count: toNumber(record.readBigUInt64LE(32)),
    length: toNumber(record.readBigUInt64LE(40)),
    offset: toNumber(record.readBigUInt64LE(48)),
  }
}

function parseDirectory(directory: Buffer, count: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw broken('its directory is damaged')
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30)
    if (extraEnd > directory.length) throw broken('its directory is damaged')
    const name = directory.toString('utf8', at + 46, nameEnd)
    entries.set(name, {
      name,
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      ...sizesOf(directory, at, directory.subarray(nameEnd, extraEnd)),
    })
    at = extraEnd + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Sizes beyond 32 bits stand in the extra field 1, in this order and only those that did not fit. */
function sizesOf(
  directory: Buffer,
  at: number,
  extra: Buffer,
): Pick<ZipEntry, 'bytes' | 'compressedBytes' | 'offset'> {
  const plain = [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ]
  const wide = zip64Extra(extra)
  let next = 0
  const [bytes = 0, compressedBytes = 0, offset = 0] = plain.map((value) => {
    if (value !== MAX_32 || wide === undefined || next + 8 > wide.length) return value
    next += 8
    return toNumber(wide.readBigUInt64LE(next - 8))
  })
  return { bytes, compressedBytes, offset }
}

function zip64Extra(extra: Buffer): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
  return undefined
}

function toNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw broken('its directory is damaged')
  return Number(value)
}
