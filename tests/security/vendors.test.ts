import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { askVendor, openIdProvider } from '@bezel/accounts/contract'
import { newAttempt } from '@bezel/accounts/testing'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import t from 'tap'

// A vendor of OpenID Connect at the edge of the network, of which each test spoils one thing.
const issuer = 'https://vendor.example'
const { privateKey, publicKey } = await generateKeyPair('RS256')
const jwk: JWK = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }
const attempt = newAttempt()

interface Spoiled {
  discovery?: object
  sign?: (claims: Record<string, unknown>) => Promise<string>
}

function usualToken(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey)
}

function provider({ discovery = {}, sign = usualToken }: Spoiled = {}) {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: issuer,
    aud: 'shop',
    sub: '4711',
    iat: now,
    exp: now + 300,
    nonce: attempt.nonce,
    email: 'ada@example.com',
    email_verified: true,
  }
  async function answer(address: string): Promise<object> {
    if (address.endsWith('/openid-configuration'))
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        ...discovery,
      }
    if (address.endsWith('/keys')) return { keys: [jwk] }
    return { id_token: await sign(claims), access_token: 'an access token', refresh_token: 'a refresh token' }
  }
  const fetch = async (input: unknown) => Response.json(await answer(String(input)))
  return openIdProvider({
    id: 'vendor',
    label: 'Vendor',
    issuer,
    clientId: 'shop',
    clientSecret: 'secret',
    fetch: fetch as typeof globalThis.fetch,
    now: () => new Date(),
  })
}

const back = (query: Record<string, string> = {}) => ({ ...attempt, query: { code: 'c', ...query } })

/** Why a vendor's answer was refused; undefined where it was not. */
function refusal(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: { reason?: string }) => error.reason ?? 'an error of another kind',
  )
}

t.test('of what a vendor answers only who somebody is leaves the adapter, no token', async (t) => {
  const identity = await provider().identify(back())
  t.same(identity, { subject: '4711', emailVerified: true, email: 'ada@example.com' })
  t.equal(new URL(await provider().authorizeUrl(attempt)).searchParams.get('scope'), 'openid email profile')
})

t.test('a vendor that says it is another one is refused, in its description and in its answer', async (t) => {
  const pretending = provider({ discovery: { issuer: 'https://elsewhere.example' } })
  t.equal(await refusal(pretending.identify(back())), 'invalid')
  t.equal(await refusal(pretending.authorizeUrl(attempt)), 'invalid')
  t.equal(await refusal(provider({ discovery: { issuer: `${issuer}/` } }).authorizeUrl(attempt)), 'invalid')
  const unencrypted = provider({ discovery: { token_endpoint: 'http://vendor.example/token' } })
  t.equal(await refusal(unencrypted.identify(back())), 'invalid')
  t.equal(await refusal(provider().identify(back({ iss: 'https://elsewhere.example' }))), 'invalid')
  t.equal(await refusal(provider().identify(back({ iss: issuer }))), undefined)
})

t.test(
  'a token counts with the algorithm and the keys that the vendor is known for, and no others',
  async (t) => {
    const secret = new TextEncoder().encode('shop secret that is long enough for it')
    const published = new TextEncoder().encode(JSON.stringify(jwk))
    const other = await generateKeyPair('RS256')
    const elliptic = await generateKeyPair('ES256')
    const ownKey = await exportJWK(other.publicKey)
    const spoiled: Record<string, Spoiled['sign']> = {
      'the shared secret': (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret),
      'the public key as a shared one': (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(published),
      'another algorithm': (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(elliptic.privateKey),
      'a key that comes with it': (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'RS256', jwk: ownKey }).sign(other.privateKey),
      'a key at an address of its own': (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: 'one', jku: 'https://elsewhere.example/keys' })
          .sign(other.privateKey),
      'a time to come': (claims) => usualToken({ ...claims, nbf: Number(claims.iat) + 3600 }),
    }
    for (const [what, sign] of Object.entries(spoiled))
      t.equal(await refusal(provider({ ...(sign && { sign }) }).identify(back())), 'invalid', what)
  },
)

t.test(
  'a vendor’s answer that sends elsewhere is not followed, for a secret goes with the request',
  async (t) => {
    let followed = false
    const server = createServer((request, response) => {
      followed ||= request.url === '/elsewhere'
      response.writeHead(307, { location: '/elsewhere' }).end()
    }).listen(0, '127.0.0.1')
    t.teardown(() => server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`
    t.equal(
      await refusal(askVendor(fetch, address, { method: 'POST', body: 'client_secret=x' })),
      'unavailable',
    )
    t.equal(followed, false)
  },
)
