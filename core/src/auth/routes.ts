import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Kernel } from '../app/kernel.ts'
import { unauthenticated } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { assertValid } from '../validation/validator.ts'
import { type Authenticate, cookieName } from './authenticate.ts'
import { signIn, signOut } from './sessions.ts'

const loginBody = Type.Object(
  {
    email: Type.String({ minLength: 1, maxLength: 320 }),
    password: Type.String({ minLength: 1, maxLength: 1000 }),
  },
  { additionalProperties: false },
)

/** Sign-in for the admin. The session lives on the server; the browser holds a cookie that scripts cannot read. */
export function registerAuthRoutes(
  app: FastifyInstance,
  kernel: Kernel,
  authenticate: Authenticate,
  secure: boolean,
): void {
  const checkLogin = kernel.validator.compile(loginBody)
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const

  app.post('/api/v1/auth/login', { config: { needs: 'public' } }, async (request, reply) => {
    assertValid(checkLogin, request.body)
    const { email, password } = request.body as { email: string; password: string }
    const token = await signIn(kernel, { email, password, address: request.ip })
    const identity = await authenticate.session(token)
    reply.setCookie(cookieName, token, cookie)
    return { user: { id: identity?.actor.id, name: identity?.actor.name, email: identity?.email } }
  })

  app.get('/api/v1/auth/session', { config: { needs: 'public' } }, async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) throw new Problem(unauthenticated)
    reply.header('cache-control', 'no-store')
    const { actor, email, sessionId } = identity
    return {
      user: { id: actor.id, name: actor.name, email, permissions: actor.permissions.granted },
      csrfToken: sessionId ? authenticate.csrfToken(sessionId) : null,
    }
  })

  app.post('/api/v1/auth/logout', { config: { needs: 'public' } }, async (request, reply) => {
    const token = request.cookies[cookieName]
    if (token && (await authenticate(request))) {
      await signOut(kernel, token)
      authenticate.session.forget(token)
    }
    reply.clearCookie(cookieName, cookie).status(204)
  })
}
