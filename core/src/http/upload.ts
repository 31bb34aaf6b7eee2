import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { malformedBody, tooLarge, unsupportedMediaType, validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'

/** Where uploads of an operation go, and how large they may be. */
export interface UploadPlace {
  folder: string
  maxBytes: number
}

/** A file that came with a request. It is deleted after the operation, unless that keeps it. */
export interface Upload {
  path: string
  /** As the sender calls it: to show, never a path. */
  name: string
  bytes: number
  sha256: string
  /** The operation takes care of the file from now on. It is deleted all the same when the operation fails. */
  keep(): void
}

export interface ReceivedUpload {
  upload: Upload
  /** The other parts of the body. */
  fields: Record<string, unknown>
  /** Deletes the file, unless the operation succeeded and kept it. */
  settle(succeeded: boolean): Promise<void>
}

const needsFile = 'Send multipart/form-data with the file in a part called "file".'
const limits = { fileSize: Number.POSITIVE_INFINITY, files: 1, fields: 20, fieldSize: 256 * 1024 }

/** `C:\lists\stones.csv` → `stones.csv` */
function plainName(name: string): string {
  const last = name.normalize('NFC').toWellFormed().split(/[\\/]/).pop() ?? ''
  // Control characters and direction marks make names lie.
  const clean = last.replace(/[\0-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return [...clean].slice(0, 200).join('') || 'file'
}

async function store(
  { file, filename }: MultipartFile,
  path: string,
  maxBytes: number,
): Promise<Omit<Upload, 'keep'>> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      hash.update(chunk)
      const most = `The file may have at most ${Math.floor(maxBytes / 1024 / 1024)} MB. Split it.`
      done(bytes > maxBytes ? new Problem(tooLarge, { detail: most }) : null, chunk)
    },
  })
  await pipeline(file, measure, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  return { path, name: plainName(filename), bytes, sha256: hash.digest('hex') }
}

/** A body that is not what multipart should be, or broke off, is the sender's; a full disk (a system error) is ours. */
function asSent(error: unknown): unknown {
  if (error instanceof Problem || (error instanceof Error && 'syscall' in error)) return error
  return new Problem(malformedBody, { detail: `The upload is incomplete or broken. ${needsFile}` })
}

/**
 * Streams the one file of a multipart body to disk and reads its other parts; memory stays flat.
 * @throws Problem UNSUPPORTED_MEDIA_TYPE, MALFORMED_BODY, PAYLOAD_TOO_LARGE; nothing is left behind then
 */
export async function receiveUpload(
  request: FastifyRequest,
  { folder, maxBytes }: UploadPlace,
): Promise<ReceivedUpload> {
  if (!request.isMultipart()) throw new Problem(unsupportedMediaType, { detail: needsFile })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `upload-${randomUUID()}`)
  const fields: Record<string, unknown> = {}
  let stored: Omit<Upload, 'keep'> | undefined
  let kept = false
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') fields[part.fieldname] = part.value
      else if (part.fieldname === 'file' && !stored) stored = await store(part, path, maxBytes)
      else throw new Problem(validationFailed, { detail: needsFile })
    }
    if (!stored) throw new Problem(malformedBody, { detail: needsFile })
  } catch (error) {
    await rm(path, { force: true })
    throw asSent(error)
  }
  return {
    upload: {
      ...stored,
      keep() {
        kept = true
      },
    },
    fields,
    async settle(succeeded) {
      if (!succeeded || !kept) await rm(path, { force: true })
    },
  }
}
