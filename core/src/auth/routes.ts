import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../app/kernel.ts'
import { unauthenticated } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { type Authenticate, csrfToken } from './authenticate.ts'
import { cookieName } from './cookies.ts'
import { endSession } from './sessions.ts'

/** What a browser asks about its session. Signing in itself is an operation. */
export function registerAuthRoutes(app: FastifyInstance, kernel: Kernel, authenticate: Authenticate): void {
  app.get('/api/v1/auth/session', { config: { needs: 'public' } }, async (request) => {
    const identity = await authenticate(request)
    if (!identity) throw new Problem(unauthenticated)
    const { actor, email } = identity
    const { id, name, permissions, session, limited } = actor
    return {
      user: { id, name, email, permissions: permissions.granted },
      csrfToken: session ? csrfToken(kernel.keyring, session.id) : null,
      limited: limited ?? null,
    }
  })

  app.post('/api/v1/auth/logout', { config: { needs: 'public' } }, async (request, reply) => {
    const client = authenticate.client(request, reply)
    const token = client.cookies[cookieName]
    if (token && (await authenticate(request))) await endSession(kernel.database, token)
    client.setCookie({ name: cookieName, value: null })
    // Pictures that the browser kept for some minutes, and pages it would show when somebody goes back.
    reply.status(204).header('clear-site-data', '"cache"')
  })
}
