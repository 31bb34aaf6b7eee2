import type { FastifyInstance } from 'fastify'
import type { Authenticate } from '../auth/authenticate.ts'
import { forbidden, unauthenticated } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { GatherMetrics, Metrics } from './metrics.ts'

const permission = 'system.metrics'

/** Times every request, by its route as declared: addresses carry ids, and there is no end of them. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    metrics.request(
      request.method,
      request.routeOptions.url ?? 'none',
      reply.statusCode,
      reply.elapsedTime / 1000,
    )
    done()
  })
}

/**
 * `GET /metrics` for Prometheus. It takes an API key with the permission `system.metrics`, also from this machine:
 * behind a reverse proxy every request comes from this machine.
 */
export function registerMetrics(
  app: FastifyInstance,
  metrics: Metrics,
  authenticate: Authenticate,
  gather?: GatherMetrics,
): void {
  app.get('/metrics', { config: { needs: permission }, logLevel: 'warn' }, async (request, reply) => {
    const identity = await authenticate(request)
    if (!identity) throw new Problem(unauthenticated)
    if (!identity.actor.permissions.allows(permission)) {
      throw new Problem(forbidden, { detail: `This takes an API key with the permission "${permission}".` })
    }
    const { contentType, text } = await metrics.print(gather)
    return reply.type(contentType).send(text)
  })
}
