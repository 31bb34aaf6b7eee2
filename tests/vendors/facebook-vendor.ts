import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TestVendor, VendorFault, VendorPerson } from '@bezel/accounts/testing'
import facts from './facts.json' with { type: 'json' }
import { follow, localServer } from './local-server.ts'
import { client } from './openid-vendor.ts'

export interface FacebookVendor extends TestVendor {
  origin: string
  /** Addresses that the vendor asked a browser to, newest last. */
  asked: URL[]
  /** Who answers the dialog from now on, and how. */
  expect(who: VendorPerson | 'declines'): void
  stop(): Promise<void>
}

interface Given {
  person: VendorPerson
  redirectUri: string
}

const pathOf = (address: string) => new URL(address).pathname

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const refuse = (response: ServerResponse) =>
  answer(response, 400, { error: { type: 'OAuthException', code: 100, message: 'No.' } })

const bearerOf = ({ headers }: IncomingMessage) => headers.authorization?.replace(/^Bearer /, '') ?? ''

/**
 * Speaks as Facebook does: its dialog, the exchange of codes, the inspection of tokens and the profile of the Graph API.
 * It takes a profile's reader for genuine only with the proof of the app's secret.
 */
export async function facebookVendor(): Promise<FacebookVendor> {
  const server = await localServer()
  const codes = new Map<string, Given>()
  const tokens = new Map<string, VendorPerson>()
  const asked: URL[] = []
  let next: VendorPerson | 'declines' = 'declines'
  let fault: VendorFault | 'down' | undefined
  const proofOf = (token: string) => createHmac('sha256', client.clientSecret).update(token).digest('hex')

  function dialog({ searchParams }: URL, response: ServerResponse) {
    const redirectUri = searchParams.get('redirect_uri') ?? ''
    const back = new URL(redirectUri)
    back.searchParams.set('state', searchParams.get('state') ?? '')
    if (next === 'declines') {
      back.searchParams.set('error', 'access_denied')
      back.searchParams.set('error_reason', 'user_denied')
    } else {
      const code = randomBytes(8).toString('hex')
      codes.set(code, { person: next, redirectUri })
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { location: back.href }).end()
  }

  async function exchange(request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams(await text(request))
    const code = form.get('code') ?? ''
    const given = codes.get(code)
    codes.delete(code)
    const isClient =
      form.get('client_id') === client.clientId && form.get('client_secret') === client.clientSecret
    if (!given || !isClient || form.get('redirect_uri') !== given.redirectUri) return refuse(response)
    const token = randomBytes(8).toString('hex')
    tokens.set(token, given.person)
    answer(response, 200, { access_token: token, token_type: 'bearer', expires_in: 5_000_000 })
  }

  function inspect(request: IncomingMessage, { searchParams }: URL, response: ServerResponse) {
    if (bearerOf(request) !== `${client.clientId}|${client.clientSecret}`) return refuse(response)
    const person = tokens.get(searchParams.get('input_token') ?? '')
    const app = fault === 'audience' ? 'another-client' : client.clientId
    answer(response, 200, {
      data: { app_id: app, is_valid: Boolean(person) && fault !== 'expired', user_id: person?.subject },
    })
  }

  function profile(request: IncomingMessage, { searchParams }: URL, response: ServerResponse) {
    const token = bearerOf(request)
    const person = tokens.get(token)
    if (!person || searchParams.get('appsecret_proof') !== proofOf(token)) return refuse(response)
    const told: Record<string, unknown> = {
      id: fault === 'nonce' ? 'somebody-else' : person.subject,
      name: person.name,
      ...(person.email && { email: person.email }),
      picture: { data: { url: 'https://pictures.example/ada.jpg' } },
    }
    const fields = searchParams.get('fields')?.split(',') ?? ['id']
    answer(response, 200, Object.fromEntries(fields.map((name) => [name, told[name]])))
  }

  const expect = (who: VendorPerson | 'declines') => {
    next = who
  }

  const { token_endpoint, userinfo_endpoint } = facts.facebook
  const listen: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '', server.origin)
    if (url.pathname === '/dialog/oauth') return dialog(url, response)
    if (fault === 'down') return void response.writeHead(503).end()
    if (url.pathname === pathOf(token_endpoint)) return void exchange(request, response)
    if (url.pathname === '/debug_token') return inspect(request, url, response)
    if (url.pathname === pathOf(userinfo_endpoint)) return profile(request, url, response)
    response.writeHead(404).end()
  }
  server.answer = listen

  return {
    origin: server.origin,
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
