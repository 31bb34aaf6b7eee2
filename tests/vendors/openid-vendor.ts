import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TestVendor, VendorFault, VendorPerson } from '@bezel/accounts/testing'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import facts from './facts.json' with { type: 'json' }
import { spoilAnswer, type VendorKey } from './faulty-tokens.ts'
import { follow, localServer } from './local-server.ts'

export interface OpenIdVendor extends TestVendor {
  issuer: string
  /** Addresses that the vendor asked a browser to, newest last. */
  asked: URL[]
  /** Who answers the vendor's page from now on, and how. */
  expect(who: VendorPerson | 'declines'): void
  stop(): Promise<void>
}

export const client = { clientId: 'bezel-test', clientSecret: 'a secret of the vendor' }

// Making one takes a while; a vendor has the same for all that ask.
const { privateKey } = await generateKeyPair('RS256', { extractable: true })

const pathOf = (address: string) => new URL(address).pathname

function configure(
  name: 'google' | 'linkedin',
  people: Map<string, VendorPerson>,
  jwk: object,
  shop: string,
): Configuration {
  const vendor = facts[name]
  const below = (address: string) => pathOf(address).slice(issuerPath(vendor.issuer).length)
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: ['test', name].map((id) => `${shop}/account/callback/${id}`),
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [jwk] } as Configuration['jwks'],
    scopes: vendor.scopes,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'picture'] },
    // Both put what they know into the id token.
    conformIdTokenClaims: false,
    pkce: { required: () => name === 'google' },
    routes: {
      authorization: below(vendor.authorization_endpoint),
      token: below(vendor.token_endpoint),
      jwks: below(vendor.jwks_uri),
    },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ['a key for cookies'] },
    async findAccount(_ctx, accountId) {
      const { subject, emailVerified, ...told } = people.get(accountId) ?? { subject: accountId, name: '' }
      const verified = told.email && emailVerified !== undefined ? { email_verified: emailVerified } : {}
      return { accountId: subject, claims: async () => ({ sub: subject, ...told, ...verified }) }
    },
    // Who signs in agrees: the vendor asks on one page.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope(vendor.scopes.join(' '))
      await grant.save()
      return grant
    },
  }
}

const issuerPath = (issuer: string) => pathOf(issuer).replace(/\/$/, '')

/** Refuses, as LinkedIn does, an exchange that comes with a code verifier. */
async function refusesVerifier(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const body = await text(request)
  if (new URLSearchParams(body).has('code_verifier')) {
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}')
    return true
  }
  // The body was read: oidc-provider takes it from here.
  Object.assign(request, { body: Object.fromEntries(new URLSearchParams(body)) })
  return false
}

/** A real OpenID provider with the addresses, scopes and claims of a vendor, whose client is a shop at an address. */
export async function openIdVendor(
  name: 'google' | 'linkedin',
  shop = 'http://127.0.0.1',
): Promise<OpenIdVendor> {
  const isLinkedIn = name === 'linkedin'
  const key: VendorKey = { key: privateKey, kid: 'the-key' }
  const jwk = { ...(await exportJWK(privateKey)), kid: key.kid, alg: 'RS256', use: 'sig' }
  const server = await localServer()
  const mount = issuerPath(facts[name].issuer)
  const issuer = `${server.origin}${mount}`
  const people = new Map<string, VendorPerson>()
  const provider = new Provider(issuer, configure(name, people, jwk, shop))
  const handle = provider.callback()
  const tokenPath = pathOf(facts[name].token_endpoint)
  const asked: URL[] = []
  let fault: VendorFault | 'down' | undefined
  let next: VendorPerson | 'declines' = 'declines'

  async function interact(request: IncomingMessage, response: ServerResponse) {
    const result =
      next === 'declines'
        ? { error: 'access_denied', error_description: 'The person said no.' }
        : { login: { accountId: next.subject } }
    await provider.interactionFinished(request, response, result)
  }

  function expect(who: VendorPerson | 'declines') {
    next = who
    if (who !== 'declines') people.set(who.subject, who)
  }

  async function exchange(request: IncomingMessage, response: ServerResponse) {
    if (fault === 'down') return void response.writeHead(503).end()
    if (isLinkedIn && (await refusesVerifier(request, response))) return
    const change = fault ?? (isLinkedIn ? 'without-nonce' : undefined)
    if (change) spoilAnswer(response, change, key)
    return pass(request, response)
  }

  function pass(request: IncomingMessage, response: ServerResponse) {
    Object.assign(request, { originalUrl: request.url })
    request.url = request.url?.slice(mount.length)
    return handle(request, response)
  }

  server.answer = (request, response) => {
    const { pathname } = new URL(request.url ?? '', server.origin)
    if (pathname.startsWith('/interaction/')) return void interact(request, response)
    if (pathname === tokenPath) return void exchange(request, response)
    return void pass(request, response)
  }

  return {
    issuer,
    asked,
    expect,
    async visit(address, who) {
      expect(who)
      asked.push(new URL(address))
      return Object.fromEntries((await follow(address, server.origin)).searchParams)
    },
    fail(how) {
      fault = how
    },
    stop: () => server.stop(),
  }
}
