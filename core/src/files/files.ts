import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Database } from '../database/database.ts'
import type { RecordOf } from '../entity/entity.ts'
import type { Context } from '../operation/context.ts'
import { service } from '../plugin/service.ts'
import type { Keyring } from '../secrets/keyring.ts'
import { type Blobs, claimBlobs, deleteBlobs, isClaimed, keyOf, putBlobs, type Variant } from './blobs.ts'
import { withEnding } from './ending.ts'
import { File } from './file.ts'
import { createLimiter } from './limiter.ts'
import { type FileLink, type LinkOptions, signLink } from './link.ts'
import { type ReceivedFile, receive } from './receive.ts'
import type { ByteRange, FileStorage } from './storage.ts'

/** Record that a file belongs to. */
export interface FileOwner {
  entity: string
  id: string
}

/** Bytes in the storage that no record names yet. Either `record` them in a transaction or `drop` them. */
export interface StoredFile extends Omit<ReceivedFile, 'path' | 'discard' | 'thumbnail'> {
  name: string
  blobs: Blobs
}

export interface OpenFile {
  size: number
  stream(range?: ByteRange): Promise<Readable>
}

export interface FileService {
  /** Most bytes of an upload. */
  maxBytes: number
  /** Takes bytes from outside into the storage. Not inside a transaction, for it may take long. @throws Problem PAYLOAD_TOO_LARGE, IMAGE_UNREADABLE */
  store(source: Readable, name: string): Promise<StoredFile>
  /** Makes the record of stored bytes, in the operation's transaction. */
  record(ctx: Context, stored: StoredFile, owner?: FileOwner): Promise<RecordOf<typeof File>>
  /** Whether the stored bytes got their record. */
  isTaken(stored: StoredFile): Promise<boolean>
  /** Deletes stored bytes that got no record after all. */
  drop(stored: StoredFile): Promise<void>
  /** The bytes of a file whose reading was allowed; undefined where there are none (no thumbnail of a PDF). */
  open(fileId: string, variant: Variant): Promise<OpenFile | undefined>
  /** An address that anybody may read the file at, for a short while. */
  link(fileId: string, options?: LinkOptions): FileLink
  storage: FileStorage
  /** Folder of uploads under way. */
  folder: string
}

export const files = service<FileService>('core.files')

export interface FilesOptions {
  database: Database
  storage: FileStorage
  keyring: Keyring
  now(): Date
  dataDir: string
  publicUrl: string
  maxBytes: number
}

/** `C:\photos\ring.jpg`, `../../ring\0.jpg` → `ring.jpg`: a name to show, never a path. */
export function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).pop() ?? ''
  // Control characters and direction marks make names lie
  const clean = last
    .toWellFormed()
    .replace(/[\0-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  return [...clean].slice(0, 200).join('') || 'file'
}

function toStored(
  { mediaType, size, sha256, width, height }: ReceivedFile,
  name: string,
  blobs: Blobs,
): StoredFile {
  return { name, blobs, mediaType, size, sha256, width, height }
}

export function createFiles(options: FilesOptions): FileService {
  const { database, storage, maxBytes } = options
  const limit = createLimiter(2)
  const folder = join(options.dataDir, 'uploads')

  return {
    maxBytes,
    storage,
    folder,
    async store(source, sentName) {
      const name = plainName(sentName)
      const received = await receive(source, { folder, name, maxBytes, limit })
      try {
        const ended = withEnding(name, received.mediaType)
        return toStored(received, ended, await putBlobs(database, storage, received))
      } finally {
        await received.discard()
      }
    },
    async record(ctx, { blobs, ...facts }, owner) {
      const uploadedBy = ctx.actor.id
      const made = await ctx
        .records(File)
        .create({ ...facts, uploadedBy, ownerEntity: owner?.entity ?? null, ownerId: owner?.id ?? null })
      await claimBlobs(ctx.db, blobs, made.id)
      return made
    },
    isTaken: async ({ blobs }) => isClaimed(database, blobs.content),
    drop: ({ blobs: { content, thumbnail } }) =>
      deleteBlobs(
        database,
        storage,
        [content, thumbnail].flatMap((key) => key ?? []),
      ),
    async open(fileId, variant) {
      const key = await keyOf(database, fileId, variant)
      const found = key && (await storage.stat(key))
      return key && found ? { size: found.size, stream: (range) => storage.get(key, range) } : undefined
    },
    link: (fileId, link = {}) => signLink(options, fileId, link),
  }
}
