import { createByteReader } from './byte-reader.ts'
import { damaged } from './container.ts'

/**
 * The inside of a backup, after decryption and decompression: records of a type (1 byte), a length (4) and a payload.
 *
 *     manifest · { table · data… · end }… · { file · data… · end }… · finish
 */
const types = { manifest: 'M', table: 'T', file: 'F', data: 'D', end: 'E', finish: 'Z' } as const
export type RecordType = keyof typeof types

export interface BackupRecord {
  type: RecordType
  payload: Buffer
}

const headBytes = 5
const maxPayloadBytes = 64 * 1024 * 1024
const names = new Map<string, RecordType>(
  Object.entries(types).map(([name, letter]) => [letter, name as RecordType]),
)

/** The bytes that stand before a payload of that length. */
export function recordHead(type: RecordType, length: number): Buffer {
  const head = Buffer.alloc(headBytes)
  head.write(types[type], 'latin1')
  head.writeUInt32BE(length, 1)
  return head
}

export function jsonRecord(type: RecordType, value: object): Buffer {
  const payload = Buffer.from(JSON.stringify(value))
  return Buffer.concat([recordHead(type, payload.length), payload])
}

/** @throws BackupError BACKUP_DAMAGED where the bytes are not records */
export async function* readRecords(plain: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  const reader = createByteReader(plain)
  for (;;) {
    const head = await reader.take(headBytes)
    if (head.length === 0) return
    const type = names.get(head.toString('latin1', 0, 1))
    const length = head.length === headBytes ? head.readUInt32BE(1) : Number.POSITIVE_INFINITY
    if (!type || length > maxPayloadBytes) throw damaged()
    const payload = await reader.take(length)
    if (payload.length < length) throw damaged()
    yield { type, payload }
  }
}

/** The next record, which must be of that type, as JSON. */
export async function nextJson<T>(records: AsyncGenerator<BackupRecord>, type: RecordType): Promise<T> {
  const { value, done } = await records.next()
  if (done || value.type !== type) throw damaged()
  return JSON.parse(value.payload.toString('utf8')) as T
}

/** The payloads of the data records up to the `end` record, whose JSON is handed to `onEnd`. */
export async function* readData(
  records: AsyncGenerator<BackupRecord>,
  onEnd: (end: unknown) => void,
): AsyncGenerator<Buffer> {
  for (;;) {
    const { value, done } = await records.next()
    if (done) throw damaged()
    if (value.type === 'end') return onEnd(JSON.parse(value.payload.toString('utf8')))
    if (value.type !== 'data') throw damaged()
    yield value.payload
  }
}
