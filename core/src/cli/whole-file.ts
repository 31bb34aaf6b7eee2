import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'

/**
 * Writes a file that is there whole or not at all: under another name first, on the disk before it gets its own.
 * @param write ends the stream
 */
export async function writeWholeFile<T>(path: string, write: (out: Writable) => Promise<T>): Promise<T> {
  const part = `${path}.part`
  const out = createWriteStream(part, { mode: 0o600, flush: true })
  try {
    const result = await write(out)
    await rename(part, path)
    return result
  } catch (error) {
    out.destroy()
    await rm(part, { force: true })
    throw error
  }
}
