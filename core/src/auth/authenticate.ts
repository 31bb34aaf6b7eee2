import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, anonymous } from '../access/actor.ts'
import type { Needs } from '../access/needs.ts'
import type { Kernel } from '../app/kernel.ts'
import { csrfMismatch, unauthenticated } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Client } from '../operation/client.ts'
import type { Keyring } from '../secrets/keyring.ts'
import {
  actorOfGuest,
  createIdentityCache,
  type Identity,
  type IdentityCache,
  identityOfKey,
  identityOfOpenSession,
  identityOfSession,
} from './actors.ts'
import { type Cookies, cookieName, createCookies } from './cookies.ts'

/** What a request says about its sender, for a call of an operation. */
export interface Caller {
  actor: Actor
  client: Client
}

export interface Authenticate {
  /**
   * Who sent a request; undefined for nobody. An API key that is wrong is an error, not nobody.
   * @throws Problem UNAUTHENTICATED, or CSRF_TOKEN_MISMATCH for an unsafe method by cookie without the token
   */
  (request: FastifyRequest): Promise<Identity | undefined>
  session: IdentityCache
  /** By the id of a session, for who was let in with it before: a look that does not count as use. */
  openSession: IdentityCache
  key: IdentityCache
  /** The same as an actor: a guest where nobody is signed in. */
  actorOf(request: FastifyRequest): Promise<Actor>
  /** The same, for calling an operation. What needs nobody is done for nobody where the token is missing. */
  callerOf(request: FastifyRequest, reply: FastifyReply, needs: Needs): Promise<Caller>
  client(request: FastifyRequest, reply: FastifyReply): Client
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What unsafe requests by cookie carry as `X-CSRF-Token`. */
export function csrfToken(keyring: Keyring, sessionId: string): string {
  return keyring.sign('csrf', sessionId)
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A credential that is refused never reaches an operation, which would note it. */
function noted(request: FastifyRequest, problem: Problem): Problem {
  request.log.warn({ code: problem.code, address: request.ip }, 'credential refused')
  return problem
}

function clientOf(
  request: FastifyRequest,
  reply: FastifyReply,
  cookies: Cookies,
  session: IdentityCache,
): Client {
  return {
    // Few operations ask, and who stands behind which proxies takes a while to tell.
    get address() {
      return request.ip
    },
    get userAgent() {
      return request.headers['user-agent']
    },
    get cookies() {
      return cookies.of(request)
    },
    setCookie(cookie) {
      // The session it stood for may be over, and this process would remember it for a moment longer.
      const before = cookie.name === cookieName ? cookies.of(request)[cookieName] : undefined
      if (before) session.forget(before)
      cookies.set(reply, cookie)
    },
  }
}

export function createAuthenticate({ database, keyring, publicUrl }: Kernel): Authenticate {
  const bySession = createIdentityCache((token) => identityOfSession(database, token))
  const byKey = createIdentityCache((key) => identityOfKey(database, key))
  const guests = createIdentityCache(async () => ({ actor: await actorOfGuest(database), email: null }))
  const byOpenSession = createIdentityCache((id) => identityOfOpenSession(database, id))
  const cookies = createCookies(publicUrl)

  function carriesToken(request: FastifyRequest, { id }: { id: string }): boolean {
    const sent = request.headers['x-csrf-token']
    return typeof sent === 'string' && equal(sent, csrfToken(keyring, id))
  }

  async function identify(
    request: FastifyRequest,
    onMismatch: (request: FastifyRequest) => undefined,
  ): Promise<Identity | undefined> {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const key = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
      const identity = key && (await byKey(key))
      if (!identity) throw noted(request, new Problem(unauthenticated))
      return identity
    }
    const token = cookies.of(request)[cookieName]
    const identity = token ? await bySession(token) : undefined
    const session = identity?.actor.session
    if (session && !safeMethods.has(request.method) && !carriesToken(request, session))
      return onMismatch(request)
    return identity
  }

  async function actorOf(
    request: FastifyRequest,
    onMismatch: (request: FastifyRequest) => undefined,
  ): Promise<Actor> {
    const identity = (await identify(request, onMismatch)) ?? (await guests('guest'))
    return identity?.actor ?? anonymous
  }

  function refuse(request: FastifyRequest): never {
    throw noted(request, new Problem(csrfMismatch))
  }
  const client = (request: FastifyRequest, reply: FastifyReply) =>
    clientOf(request, reply, cookies, bySession)

  return Object.assign((request: FastifyRequest) => identify(request, refuse), {
    session: bySession,
    openSession: byOpenSession,
    key: byKey,
    client,
    actorOf: (request: FastifyRequest) => actorOf(request, refuse),
    async callerOf(request: FastifyRequest, reply: FastifyReply, needs: Needs) {
      const actor = await actorOf(request, needs === 'public' ? () => undefined : refuse)
      return { actor, client: client(request, reply) }
    },
  })
}
