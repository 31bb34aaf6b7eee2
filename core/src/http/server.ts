import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Needs } from '../access/needs.ts'
import type { Languages } from '../language/languages.ts'
import { answerUnrouted } from './allowed-methods.ts'
import { sendProblem } from './errors.ts'
import { securityHeaders } from './security-headers.ts'

declare module 'fastify' {
  interface FastifyInstance {
    languages: Languages
  }
  interface FastifyContextConfig {
    /** Permission the route takes, or all of several; `public` lets anybody in. Boot stops at a route without it. */
    needs?: Needs
    operation?: string
  }
}

/** Secrets and personal values that must never reach a log line. */
const redacted = [
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-csrf-token"]',
  'res.headers["set-cookie"]',
]

export interface ServerOptions {
  logLevel: string
  /** Where log lines go; standard output unless told. */
  logStream?: NodeJS.WritableStream
  problems: string[]
  publicUrl: string
  languages: Languages
  trustedProxies?: readonly string[] | undefined
}

/** Query strings carry searched names and addresses, so only the path is logged. */
function loggedRequest(request: { method: string; url: string }) {
  return { method: request.method, path: request.url.split('?')[0] }
}

/** A Fastify instance with our errors, headers, logs and the rule that every route states who may call it. */
export async function createServer({
  logLevel,
  logStream,
  problems,
  publicUrl,
  languages,
  trustedProxies = [],
}: ServerOptions): Promise<FastifyInstance> {
  const headers = securityHeaders(publicUrl)
  const options: FastifyServerOptions = {
    logger: {
      level: logLevel,
      redact: redacted,
      serializers: { req: loggedRequest as never },
      ...(logStream && { stream: logStream as never }),
    },
    // Bodies have types of their own; what is text in an address is read by the operation's schema.
    ajv: { customOptions: { coerceTypes: false, validateSchema: false } },
    ...(trustedProxies.length > 0 && { trustProxy: [...trustedProxies] }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 60_000,
    connectionTimeout: 75_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
    // Addresses the router itself refuses: bad percent-encoding, endless ids. No hook runs for those.
    frameworkErrors: (error, request, reply) => {
      sendProblem(request, reply.headers(headers).header('x-request-id', request.id), error)
    },
  }
  const app = Fastify(options)
  app.decorate('languages', languages)
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error))
  answerUnrouted(app)
  // Everything here speaks JSON; text would reach an operation as a body that is no object.
  app.removeContentTypeParser('text/plain')
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.needs || method === 'HEAD' || method === 'OPTIONS') return
    problems.push(
      `Route ${method} ${url} does not say who may call it. Add config: { needs: '<permission>' }, or 'public'.`,
    )
  })
  // Hooks of every request call `done`: a promise for each of them would cost more than what they do.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id)
    done()
  })
  await app.register(cookie)
  return app
}
