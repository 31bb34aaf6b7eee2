import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, in the alphabet of addresses and headers. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Tokens are random, so a plain hash is enough to keep them: nothing to guess, nothing to stretch. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
