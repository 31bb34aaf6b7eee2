import type { Sharp } from 'sharp'
import { defineError, Problem } from '../errors/problem.ts'

export const imageUnreadable = defineError(
  'IMAGE_UNREADABLE',
  422,
  'This image cannot be read. Save it as JPEG, PNG, WebP, GIF, AVIF or TIFF and upload it again.',
)

export interface EncodedImage {
  width: number
  height: number
  /** WebP of at most 320 × 320 pixels. */
  thumbnail: Buffer
}

const encoders: Record<string, (image: Sharp) => Sharp> = {
  'image/jpeg': (image) => image.jpeg({ quality: 90 }),
  'image/png': (image) => image.png(),
  'image/webp': (image) => image.webp({ quality: 90 }),
  'image/gif': (image) => image.gif(),
  'image/avif': (image) => image.avif({ quality: 65 }),
  'image/tiff': (image) => image.tiff({ compression: 'lzw' }),
}

const moving = new Set(['image/gif', 'image/webp'])
// A small file can unfold into gigabytes; a camera's largest picture stays well below this.
const mostPixels = 120_000_000
const thumbnailSize = 320

export function isImage(mediaType: string): boolean {
  return mediaType.startsWith('image/')
}

/**
 * Decodes an image and writes it anew in its own format: upright, without EXIF (places, serial numbers) or whatever
 * else was hidden in the file. The library is loaded at the first image, for most processes never see one.
 * @throws Problem IMAGE_UNREADABLE
 */
export async function encodeImage(from: string, to: string, mediaType: string): Promise<EncodedImage> {
  const encode = encoders[mediaType]
  if (!encode) throw new Problem(imageUnreadable)
  const { default: sharp } = await import('sharp')
  // What was decoded is not asked for again, so it need not stay in memory.
  sharp.cache(false)
  const options = { failOn: 'error', limitInputPixels: mostPixels, animated: moving.has(mediaType) } as const
  try {
    const { width, height, pageHeight } = await encode(sharp(from, options).autoOrient()).toFile(to)
    const thumbnail = await sharp(to, { limitInputPixels: mostPixels })
      .resize(thumbnailSize, thumbnailSize, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
    return { width, height: pageHeight ?? height, thumbnail }
  } catch {
    throw new Problem(imageUnreadable)
  }
}
