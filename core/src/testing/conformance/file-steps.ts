import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ByteRange, FileStorage } from '../../files/storage.ts'

export const about = { mediaType: 'application/octet-stream' }

export function newKey(): string {
  const name = randomBytes(16).toString('hex')
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`
}

export function put(storage: FileStorage, key: string, content: Buffer): Promise<number> {
  return storage.put(key, Readable.from(content.length > 0 ? [content] : []), about)
}

export async function read(storage: FileStorage, key: string, range?: ByteRange): Promise<Buffer> {
  return buffer(await storage.get(key, range))
}

/** Whether anything can be read; how its absence is told is a case of its own. */
export async function isThere(storage: FileStorage, key: string): Promise<boolean> {
  return read(storage, key).then(
    () => true,
    () => false,
  )
}

/** Gives a part of a file, then breaks off, as a client does whose network is gone. */
export async function* brokenOff(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(70_000, 'a')
  throw new Error('the sender broke off')
}

export const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
