import { createHash, timingSafeEqual } from 'node:crypto'
import { type Context, newToken, notFound, Problem } from '@bezel/core'
import { identityRefused } from '../errors.ts'
import {
  type DanceSecrets,
  type IdentityProvider,
  IdentityRefused,
  type VerifiedIdentity,
} from '../ports/identity-provider.ts'
import { accounts } from '../service.ts'

const cookie = 'bezel_dance'
const minutes = 10

interface Begun extends DanceSecrets {
  provider: string
  expiresAt: number
}

export function providerOf(ctx: Context, id: string): IdentityProvider {
  const provider = ctx.use(accounts).providers.find((one) => one.id === id)
  if (!provider) throw new Problem(notFound)
  return provider
}

function redirectUri(ctx: Context, { id }: IdentityProvider): string {
  return `${ctx.use(accounts).publicUrl}/account/callback/${id}`
}

/** Makes the secrets of an attempt and seals them into a cookie of this browser. @returns where to send it */
export async function beginDance(ctx: Context, providerId: string): Promise<string> {
  const provider = providerOf(ctx, providerId)
  const secrets: DanceSecrets = { state: newToken(), nonce: newToken(), codeVerifier: newToken() }
  const begun: Begun = { ...secrets, provider: provider.id, expiresAt: ctx.now.getTime() + minutes * 60_000 }
  ctx.setCookie({
    name: cookie,
    value: ctx.keyring.encrypt(JSON.stringify(begun)),
    maxAgeSeconds: minutes * 60,
  })
  const codeChallenge = createHash('sha256').update(secrets.codeVerifier).digest('base64url')
  return provider.authorizeUrl({ ...secrets, codeChallenge, redirectUri: redirectUri(ctx, provider) })
}

/** What this browser began; undefined where it did not, or long ago. */
function begunHere(ctx: Context): Begun | undefined {
  const sealed = ctx.client?.cookies[cookie]
  if (!sealed) return undefined
  try {
    const begun = JSON.parse(ctx.keyring.decrypt(sealed)) as Begun
    return begun.expiresAt > ctx.now.getTime() ? begun : undefined
  } catch {
    return undefined
  }
}

function equal(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

/** Ends the attempt, whatever comes of it: its secrets work once. */
export function endDance(ctx: Context): void {
  ctx.setCookie({ name: cookie, value: null })
}

/** What the vendor vouches for, in the answer to what this browser began. @throws Problem ACCOUNTS_IDENTITY_REFUSED */
export async function finishDance(
  ctx: Context,
  providerId: string,
  query: Record<string, string>,
): Promise<VerifiedIdentity> {
  const provider = providerOf(ctx, providerId)
  const begun = begunHere(ctx)
  if (begun?.provider !== provider.id || !equal(begun.state, query.state ?? ''))
    throw new Problem(identityRefused)
  try {
    const { state, nonce, codeVerifier } = begun
    return await provider.identify({
      query,
      state,
      nonce,
      codeVerifier,
      redirectUri: redirectUri(ctx, provider),
    })
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error
    ctx.log.warn(
      { provider: provider.id, reason: error.reason, detail: error.message },
      'a vendor’s identity was refused',
    )
    const detail =
      error.reason === 'declined' ? `You did not agree at ${provider.label}.` : identityRefused.message
    throw new Problem(identityRefused, { detail })
  }
}
