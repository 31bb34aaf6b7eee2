import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import { IdentityRefused } from '../ports/identity-provider.ts'

export interface TokenExpectations {
  issuer: string
  clientId: string
  nonce: string
  /** False where the vendor is known to leave it out; one that is there must be the right one everywhere. */
  nonceRequired: boolean
  now: Date
}

const tolerance = '60s'
const oldest = '10m'

/** The keys that a vendor publishes; fetched when a token names one that is not known. */
export async function publishedKeys(address: string, ask: typeof fetch): Promise<JWTVerifyGetKey> {
  const { createRemoteJWKSet, customFetch } = await import('jose')
  return createRemoteJWKSet(new URL(address), { [customFetch]: ask })
}

async function verifySignature(token: string, keys: JWTVerifyGetKey, expected: TokenExpectations) {
  const { errors, jwtVerify } = await import('jose')
  const options = {
    issuer: expected.issuer,
    audience: expected.clientId,
    algorithms: ['RS256'],
    requiredClaims: ['sub', 'exp', 'iat'],
    clockTolerance: tolerance,
    maxTokenAge: oldest,
    currentDate: expected.now,
  }
  try {
    return (await jwtVerify(token, keys, options)).payload
  } catch (error) {
    // jose's own errors tell what was wrong with the token; those without a name of their own, with the vendor's keys.
    const isWrong = error instanceof errors.JOSEError && error.code !== errors.JOSEError.code
    if (!isWrong || error instanceof errors.JWKSTimeout)
      throw new IdentityRefused('unavailable', "The vendor's keys could not be read.")
    const claim = error instanceof errors.JWTClaimValidationFailed ? ` ${error.claim}` : ''
    throw new IdentityRefused('invalid', `The id token was not accepted: ${error.code}${claim}.`)
  }
}

/**
 * What an id token says, once all that OpenID Connect Core 3.1.3.7 asks holds: the signature by a published key, issuer, audience,
 * times and nonce.
 * @throws IdentityRefused
 */
export async function verifyIdToken(
  token: string,
  keys: JWTVerifyGetKey,
  expected: TokenExpectations,
): Promise<JWTPayload> {
  const claims = await verifySignature(token, keys, expected)
  const { aud, azp, nonce } = claims
  const isOurs = azp === undefined ? !Array.isArray(aud) || aud.length === 1 : azp === expected.clientId
  if (!isOurs) throw new IdentityRefused('invalid', 'The id token was made for another client.')
  const isNonce = nonce === undefined ? !expected.nonceRequired : nonce === expected.nonce
  if (!isNonce) throw new IdentityRefused('invalid', 'The id token belongs to another attempt (nonce).')
  return claims
}
