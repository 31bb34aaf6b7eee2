import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileMissing, type FileStorage } from './storage.ts'

const key = /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{32}$/

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

/** A rename survives a power cut only once its folder was written too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes beside the final place, flushes, then renames: a file is there whole or not at all. */
async function write(path: string, content: Readable): Promise<number> {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.tmp`
  const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true })
  try {
    await pipeline(content, file)
    await rename(unfinished, path)
    await syncFolder(dirname(path))
    return file.bytesWritten
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Files below a folder of the local disk, readable by the server's user alone. */
export function localDisk(folder: string): FileStorage {
  function pathOf(name: string): string {
    if (!key.test(name)) throw new FileMissing(name)
    return join(folder, name)
  }
  return {
    async put(name, content) {
      const path = pathOf(name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      return write(path, content)
    },
    async get(name, range) {
      const handle = await open(pathOf(name), 'r').catch((error) => {
        throw isMissing(error) ? new FileMissing(name) : error
      })
      return handle.createReadStream(range && { start: range.start, end: range.end })
    },
    async stat(name) {
      const found = await stat(pathOf(name)).catch((error) => {
        if (isMissing(error)) return undefined
        throw error
      })
      return found && { size: found.size }
    },
    async delete(name) {
      await rm(pathOf(name), { force: true })
    },
  }
}
