import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Sql } from '../database/types.ts'
import type { ReceivedFile } from './receive.ts'
import type { FileStorage } from './storage.ts'

export type Variant = 'content' | 'thumbnail'

export interface Blobs {
  content: string
  thumbnail: string | null
}

function newKey(): string {
  const name = randomBytes(16).toString('hex')
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`
}

/** Notes the key first, on its own: whatever happens after, the sweep finds what was stored under it. */
async function putOne(
  sql: Sql,
  storage: FileStorage,
  variant: Variant,
  content: Readable,
  mediaType: string,
): Promise<string> {
  const key = newKey()
  await sql.query('insert into bezel_core.file_blobs (key, variant) values ($1, $2)', [key, variant])
  await storage.put(key, content, { mediaType })
  return key
}

/** Stores a received file and its thumbnail, outside any transaction: writing bytes takes long. */
export async function putBlobs(
  sql: Sql,
  storage: FileStorage,
  { path, mediaType, thumbnail }: ReceivedFile,
): Promise<Blobs> {
  return {
    content: await putOne(sql, storage, 'content', createReadStream(path), mediaType),
    thumbnail:
      thumbnail && (await putOne(sql, storage, 'thumbnail', Readable.from([thumbnail]), 'image/webp')),
  }
}

/** Gives stored bytes to a file, in the transaction that creates its record. */
export async function claimBlobs(sql: Sql, { content, thumbnail }: Blobs, fileId: string): Promise<void> {
  await sql.query('update bezel_core.file_blobs set file_id = $1 where key = any($2)', [
    fileId,
    [content, thumbnail].filter(Boolean),
  ])
}

export async function isClaimed(sql: Sql, key: string): Promise<boolean> {
  const rows = await sql.query(
    'select 1 as one from bezel_core.file_blobs where key = $1 and file_id is not null',
    [key],
  )
  return rows.length > 0
}

export async function keyOf(sql: Sql, fileId: string, variant: Variant): Promise<string | undefined> {
  const [row] = await sql.query<{ key: string }>(
    'select key from bezel_core.file_blobs where file_id = $1 and variant = $2',
    [fileId, variant],
  )
  return row?.key
}

/** Bytes first, the note of them last: a crash between the two leaves something to sweep, never something unknown. */
export async function deleteBlobs(sql: Sql, storage: FileStorage, keys: string[]): Promise<void> {
  for (const key of keys) {
    await storage.delete(key)
    await sql.query('delete from bezel_core.file_blobs where key = $1', [key])
  }
}

export async function keysOf(sql: Sql, fileId: string): Promise<string[]> {
  const rows = await sql.query<{ key: string }>('select key from bezel_core.file_blobs where file_id = $1', [
    fileId,
  ])
  return rows.map(({ key }) => key)
}

/** Keys whose file was deleted, or that no file took within a day. */
export async function unusedKeys(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql.query<{ key: string }>(
    `select b.key from bezel_core.file_blobs b left join files f on f.id = b.file_id
     where f.id is null and (b.file_id is not null or b.created_at < now() - interval '1 day') limit $1`,
    [limit],
  )
  return rows.map(({ key }) => key)
}
