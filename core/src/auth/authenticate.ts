import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Kernel } from '../app/kernel.ts'
import { csrfMismatch, unauthenticated } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import {
  createIdentityCache,
  type Identity,
  type IdentityCache,
  identityOfKey,
  identityOfSession,
} from './actors.ts'

export const cookieName = 'bezel_session'

export interface Authenticate {
  /**
   * Who sent a request; undefined for nobody. An API key that is wrong is an error, not nobody.
   * @throws Problem UNAUTHENTICATED, or CSRF_TOKEN_MISMATCH for an unsafe method by cookie without the token
   */
  (request: FastifyRequest): Promise<Identity | undefined>
  session: IdentityCache
  key: IdentityCache
  csrfToken(sessionId: string): string
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

export function createAuthenticate({ database, keyring }: Kernel): Authenticate {
  const bySession = createIdentityCache((token) => identityOfSession(database, token))
  const byKey = createIdentityCache((key) => identityOfKey(database, key))
  const csrfToken = (sessionId: string) => keyring.sign('csrf', sessionId)

  async function authenticate(request: FastifyRequest): Promise<Identity | undefined> {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const key = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
      const identity = key && (await byKey(key))
      if (!identity) throw new Problem(unauthenticated)
      return identity
    }
    const token = request.cookies[cookieName]
    const identity = token ? await bySession(token) : undefined
    if (identity?.sessionId && !safeMethods.has(request.method)) {
      const sent = request.headers['x-csrf-token']
      if (typeof sent !== 'string' || !equal(sent, csrfToken(identity.sessionId)))
        throw new Problem(csrfMismatch)
    }
    return identity
  }

  return Object.assign(authenticate, { session: bySession, key: byKey, csrfToken })
}
