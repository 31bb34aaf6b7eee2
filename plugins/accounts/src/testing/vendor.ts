import { createHash, randomBytes } from 'node:crypto'
import type { AuthorizeRequest } from '../ports/identity-provider.ts'

export interface VendorPerson {
  subject: string
  name: string
  email?: string
  emailVerified?: boolean
}

/** What can be wrong with what a vendor answers, in the words of a test's name. */
export const vendorFaults = {
  issuer: 'of another issuer',
  audience: 'made for another client',
  signature: 'signed by another key',
  unsigned: 'signed by nobody',
  nonce: 'of another attempt',
  expired: 'that is over',
} as const

export type VendorFault = keyof typeof vendorFaults

/** A vendor's sandbox or stand-in, as the kit drives it. */
export interface TestVendor {
  /** Goes to an address as a browser does. @returns the query that the vendor sends the browser back with */
  visit(address: string, who: VendorPerson | 'declines'): Promise<Record<string, string>>
  /** From now on what it gives out is wrong in this way; `down`: it answers nothing that can be used. */
  fail(how: VendorFault | 'down' | undefined): void
}

/** The secrets of an attempt, as the plugin makes them. */
export function newAttempt(redirectUri = 'http://127.0.0.1/account/callback/test'): AuthorizeRequest {
  const [state = '', nonce = '', codeVerifier = ''] = Array.from({ length: 3 }, () =>
    randomBytes(32).toString('base64url'),
  )
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  return { state, nonce, codeVerifier, codeChallenge, redirectUri }
}
