import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, rename, rm } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize, relative, sep } from 'node:path'
import { damaged } from './container.ts'
import type { FileSum } from './manifest.ts'

const stageName = '.restore'

/** Paths of the plain files under a folder, relative to it with `/`, never all of them at once. None if it is missing. */
export async function* listFiles(folder: string, below = folder): AsyncGenerator<string> {
  const entries = await opendir(below).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!entries) return
  for await (const entry of entries) {
    const path = join(below, entry.name)
    if (entry.isDirectory() && entry.name !== stageName) yield* listFiles(folder, path)
    else if (entry.isFile()) yield relative(folder, path).split(sep).join('/')
  }
}

/** The bytes of one file; nothing when it was deleted since it was listed. */
export async function* readFileBytes(folder: string, path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(join(folder, path)) as AsyncIterable<Buffer>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Hands the bytes through, and tells their number and hash at the end. */
export async function* sumBytes(
  bytes: AsyncIterable<Buffer>,
  onEnd: (sum: FileSum) => void,
): AsyncGenerator<Buffer> {
  const digest = createHash('sha256')
  let length = 0
  for await (const chunk of bytes) {
    digest.update(chunk)
    length += chunk.length
    yield chunk
  }
  onEnd({ bytes: length, sha256: digest.digest('hex') })
}

/** Files on their way into a folder: written beside, put in place together. */
export interface FileStage {
  write(path: string, bytes: AsyncIterable<Buffer>): Promise<void>
  /** Moves every staged file to its place, over an older one of the same name. */
  publish(): Promise<void>
  /** Removes what is still staged. */
  discard(): Promise<void>
}

/** The stage lies inside the folder: only there is a move sure to stay on one disk. One restore at a time. */
export async function openFileStage(folder: string): Promise<FileStage> {
  const stage = join(folder, stageName)
  // What a killed restore left.
  await rm(stage, { recursive: true, force: true })
  return {
    async write(path, bytes) {
      const target = join(stage, safePath(path))
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      const handle = await open(target, 'wx', 0o600)
      try {
        for await (const chunk of bytes) await handle.appendFile(chunk)
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    async publish() {
      for await (const path of listFiles(stage)) {
        const target = join(folder, path)
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await rename(join(stage, path), target)
      }
      await rm(stage, { recursive: true, force: true })
    },
    discard: () => rm(stage, { recursive: true, force: true }),
  }
}

/** A path that stays in its folder, even in a backup that somebody made by hand. */
function safePath(path: string): string {
  const plain = normalize(path)
  if (!path || path.includes('\0') || isAbsolute(plain) || plain.split(sep).includes('..')) throw damaged()
  return plain
}
