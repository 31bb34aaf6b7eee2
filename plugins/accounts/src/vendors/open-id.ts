import {
  type AuthorizeRequest,
  type CallbackRequest,
  type IdentityProvider,
  IdentityRefused,
  type VerifiedIdentity,
} from '../ports/identity-provider.ts'
import { publishedKeys, verifyIdToken } from './id-token.ts'
import { addressWith, askVendor, codeOf, type Fields, textIn } from './oauth.ts'

export interface OpenIdOptions {
  id: string
  label: string
  /** Its discovery document lies below; nothing else of the vendor's addresses is written down. */
  issuer: string
  clientId: string
  clientSecret: string
  /** False for a vendor that answers a code verifier with an error. */
  pkce?: boolean
  /** False for a vendor that does not put the nonce into its id tokens. */
  nonce?: boolean
  fetch: typeof fetch
  now(): Date
}

type Endpoint = 'authorization_endpoint' | 'token_endpoint' | 'jwks_uri'
type Vendor = Record<Endpoint, string> & { keys: Awaited<ReturnType<typeof publishedKeys>> }

const dayMs = 24 * 3600_000
const endpoints: Endpoint[] = ['authorization_endpoint', 'token_endpoint', 'jwks_uri']

/** Reads where the vendor has what (OpenID Connect Discovery). */
async function discover({ issuer, fetch }: OpenIdOptions): Promise<Vendor> {
  const told = await askVendor(fetch, `${issuer}/.well-known/openid-configuration`)
  if (told.issuer !== issuer)
    throw new IdentityRefused('invalid', `The discovery document is not the one of ${issuer}.`)
  const { protocol } = new URL(issuer)
  const found = endpoints.map((name) => {
    const address = textIn(told, name) ?? ''
    if (!URL.canParse(address) || new URL(address).protocol !== protocol)
      throw new IdentityRefused('invalid', `The discovery document has no ${name} that can be used.`)
    return [name, address] as const
  })
  const known = Object.fromEntries(found) as Record<Endpoint, string>
  return { ...known, keys: await publishedKeys(known.jwks_uri, fetch) }
}

/** Discovers once a day; what failed is tried again the next time. */
function rememberDiscovery(options: OpenIdOptions): () => Promise<Vendor> {
  let known: { vendor: Promise<Vendor>; until: number } | undefined
  return () => {
    const time = options.now().getTime()
    if (known && known.until > time) return known.vendor
    const vendor = discover(options)
    known = { vendor, until: time + dayMs }
    vendor.catch(() => {
      if (known?.vendor === vendor) known = undefined
    })
    return vendor
  }
}

async function exchangeCode(
  { clientId, clientSecret, pkce = true, fetch }: OpenIdOptions,
  { query, redirectUri, codeVerifier }: CallbackRequest,
  address: string,
): Promise<Fields> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: codeOf(query),
    redirect_uri: redirectUri,
    client_id: clientId,
    client_secret: clientSecret,
    ...(pkce && { code_verifier: codeVerifier }),
  })
  return askVendor(fetch, address, { method: 'POST', body, headers: { accept: 'application/json' } })
}

function identityIn(claims: Fields): VerifiedIdentity {
  const [email, name, picture] = ['email', 'name', 'picture'].map((claim) => textIn(claims, claim))
  return {
    subject: textIn(claims, 'sub') ?? '',
    // LinkedIn writes the word.
    emailVerified: email !== undefined && [true, 'true'].includes(claims.email_verified as never),
    ...(email && { email }),
    ...(name && { name }),
    ...(picture && { picture }),
  }
}

/** A vendor of OpenID Connect, by the authorization code flow. An adapter says which one and with what credentials. */
export function openIdProvider(options: OpenIdOptions): IdentityProvider {
  const { id, label, issuer, clientId, pkce = true, nonce: nonceRequired = true } = options
  const vendor = rememberDiscovery(options)
  return {
    id,
    label,
    async authorizeUrl({ state, nonce, codeChallenge, redirectUri }: AuthorizeRequest) {
      return addressWith((await vendor()).authorization_endpoint, {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        ...(pkce && { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
      })
    },
    async identify(answer) {
      codeOf(answer.query)
      const { iss } = answer.query
      // RFC 9207: the answer of another vendor, sent here.
      if (iss !== undefined && iss !== issuer)
        throw new IdentityRefused('invalid', 'The answer came from another vendor (iss).')
      const { token_endpoint, keys } = await vendor()
      const token = textIn(await exchangeCode(options, answer, token_endpoint), 'id_token')
      if (!token) throw new IdentityRefused('invalid', 'The vendor answered without an id token.')
      const { nonce } = answer
      const now = options.now()
      return identityIn(await verifyIdToken(token, keys, { issuer, clientId, nonce, nonceRequired, now }))
    },
  }
}
