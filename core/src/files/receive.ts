import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tooLarge } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { encodeImage, isImage } from './images.ts'
import { sniff, sniffedBytes } from './sniff.ts'

/** A file as it will be stored: checked, typed, images written anew. Its content lies at `path` until `discard`. */
export interface ReceivedFile {
  path: string
  mediaType: string
  size: number
  sha256: string
  width: number | null
  height: number | null
  thumbnail: Buffer | null
  discard(): Promise<void>
}

export interface ReceiveOptions {
  /** Folder for what is under way. */
  folder: string
  name: string
  maxBytes: number
  /** Images are decoded a few at a time, for each may take hundreds of megabytes. */
  limit<T>(work: () => Promise<T>): Promise<T>
}

function stopAt(maxBytes: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length
      const most = `A file may have at most ${Math.floor(maxBytes / 1024 / 1024)} MB.`
      done(seen > maxBytes ? new Problem(tooLarge, { detail: most }) : null, chunk)
    },
  })
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function prepare(
  raw: string,
  encoded: string,
  { name, limit }: ReceiveOptions,
): Promise<Omit<ReceivedFile, 'discard'>> {
  const mediaType = sniff(await readHead(raw), name)
  const image = isImage(mediaType) ? await limit(() => encodeImage(raw, encoded, mediaType)) : undefined
  const path = image ? encoded : raw
  return {
    path,
    mediaType,
    size: (await stat(path)).size,
    sha256: await hashOf(path),
    width: image?.width ?? null,
    height: image?.height ?? null,
    thumbnail: image?.thumbnail ?? null,
  }
}

/**
 * Takes a stream of bytes from outside to a file on disk: at most `maxBytes`, its type found in its content, images
 * decoded and encoded anew. Memory stays flat however large the file.
 * @throws Problem PAYLOAD_TOO_LARGE or IMAGE_UNREADABLE; nothing is left behind then
 */
export async function receive(source: Readable, options: ReceiveOptions): Promise<ReceivedFile> {
  const base = join(options.folder, randomUUID())
  const [raw, encoded] = [`${base}.raw`, `${base}.image`]
  const discard = async () => {
    await Promise.all([raw, encoded].map((path) => rm(path, { force: true })))
  }
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  try {
    await pipeline(source, stopAt(options.maxBytes), createWriteStream(raw, { flags: 'wx', mode: 0o600 }))
    return { ...(await prepare(raw, encoded, options)), discard }
  } catch (error) {
    await discard()
    throw error
  }
}
