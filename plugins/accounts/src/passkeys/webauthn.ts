import { type Context, Problem } from '@bezel/core'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { passkeyRefused, passkeysNeedName } from '../errors.ts'
import { accounts } from '../service.ts'

/** The library is loaded when somebody uses a passkey; most processes never need it. */
export const webauthn = () => import('@simplewebauthn/server')

export interface Site {
  rpID: string
  origin: string
}

/** Whom passkeys are made for: the public address, whatever a request says its host is. @throws Problem ACCOUNTS_PASSKEYS_NEED_NAME */
export function siteOf(ctx: Context): Site {
  const { origin, hostname, protocol } = new URL(ctx.use(accounts).publicUrl)
  const isNamed = !/^[\d.]+$|^\[/.test(hostname) && (protocol === 'https:' || hostname === 'localhost')
  if (!isNamed) throw new Problem(passkeysNeedName)
  return { rpID: hostname, origin }
}

export interface Passkey {
  id: string
  userId: string
  credentialId: string
  publicKey: Buffer
  counter: number
  transports: string[]
}

/** What a browser sends is verified here; anything the library objects to is one refusal. */
async function verified<T extends { verified: boolean }>(work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    if (result.verified) return result
  } catch {
    // What exactly was wrong with it would help nobody but who forged it.
  }
  throw new Problem(passkeyRefused)
}

export async function verifyNew(site: Site, challenge: string, response: RegistrationResponseJSON) {
  const { verifyRegistrationResponse } = await webauthn()
  const { registrationInfo } = await verified(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpID,
      requireUserVerification: true,
    }),
  )
  if (!registrationInfo) throw new Problem(passkeyRefused)
  return registrationInfo
}

/** @returns the counter to keep */
export async function verifyUse(
  site: Site,
  challenge: string,
  response: AuthenticationResponseJSON,
  { credentialId, publicKey, counter, transports }: Passkey,
): Promise<number> {
  const { verifyAuthenticationResponse } = await webauthn()
  const { authenticationInfo } = await verified(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpID,
      requireUserVerification: true,
      credential: {
        id: credentialId,
        publicKey: new Uint8Array(publicKey),
        counter,
        transports: transports as never,
      },
    }),
  )
  return authenticationInfo.newCounter
}
