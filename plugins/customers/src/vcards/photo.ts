import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Context, files, Problem } from '@bezel/core'
import type { CustomerPhoto } from '../domain/index.ts'

/** Keeps the picture of a card as the customer's photo. Undefined where it is no picture that can be read. */
export async function keepPhoto(
  ctx: Context,
  customerId: string,
  photo: CustomerPhoto | undefined,
): Promise<string | undefined> {
  if (!photo || 'url' in photo) return undefined
  const service = ctx.use(files)
  const extension = photo.mediaType.split('/')[1]?.replace(/\W.*$/, '') || 'jpg'
  try {
    const content = Buffer.from(photo.base64, 'base64')
    const stored = await service.store(Readable.from([content]), `photo.${extension}`)
    if (!stored.mediaType.startsWith('image/')) {
      await service.drop(stored)
      return undefined
    }
    return (await service.record(ctx, stored, { entity: 'Customer', id: customerId })).id
  } catch (error) {
    // A broken picture is no reason to leave out the person.
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** The photo of a customer as a card holds it. */
export async function readPhoto(ctx: Context, photoId: string | null): Promise<CustomerPhoto | undefined> {
  if (!photoId) return undefined
  const [row] = await ctx.db.query<{ mediaType: string }>(
    'select media_type as "mediaType" from files where id = $1',
    [photoId],
  )
  const found = row && (await ctx.use(files).open(photoId, 'content'))
  if (!row || !found) return undefined
  const content = await buffer(await found.stream())
  return { mediaType: row.mediaType, base64: content.toString('base64') }
}
