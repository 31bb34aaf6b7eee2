import { timingSafeEqual } from 'node:crypto'
import { defineError } from '../errors/problem.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { Variant } from './blobs.ts'

export const linkExpired = defineError(
  'FILE_LINK_EXPIRED',
  403,
  'This link to a file is over, or not one of ours. Ask for a new one.',
)

export interface LinkOptions {
  variant?: Variant
  /** How long it works; 10 unless told, 60 at most. */
  minutes?: number
}

export interface FileLink {
  url: string
  expiresAt: string
}

interface Signer {
  keyring: Keyring
  now(): Date
  publicUrl: string
}

/** The signature covers which file, which variant of it, and until when. */
function signature(keyring: Keyring, fileId: string, variant: Variant, expires: string): string {
  return keyring.sign('file-link', `${fileId}\0${variant}\0${expires}`)
}

export function signLink(
  { keyring, now, publicUrl }: Signer,
  fileId: string,
  { variant = 'content', minutes = 10 }: LinkOptions,
): FileLink {
  const until = new Date(now().getTime() + Math.min(Math.max(minutes, 1), 60) * 60_000)
  const expires = String(Math.floor(until.getTime() / 1000))
  const url = new URL(`/api/v1/files/${fileId}/${variant}`, publicUrl)
  url.searchParams.set('expires', expires)
  url.searchParams.set('signature', signature(keyring, fileId, variant, expires))
  return { url: url.href, expiresAt: new Date(Number(expires) * 1000).toISOString() }
}

/** Whether an address carries a signature of ours that is still good. */
export function isGoodLink(
  keyring: Keyring,
  now: Date,
  fileId: string,
  variant: Variant,
  sent: { expires: string; signature: string },
): boolean {
  const wanted = Buffer.from(signature(keyring, fileId, variant, sent.expires))
  const given = Buffer.from(sent.signature)
  return (
    given.length === wanted.length &&
    timingSafeEqual(given, wanted) &&
    Number(sent.expires) * 1000 > now.getTime()
  )
}
