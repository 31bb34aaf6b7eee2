import type { FastifyInstance } from 'fastify'
import type { CheckResult } from './check.ts'
import type { HealthService } from './health.ts'

/** Names and states alone, for anybody: `database: "ok"`, `cases/mailbox: "failed"`. Why is for those who may see it. */
function summary(checks: CheckResult[]): Record<string, string> {
  return Object.fromEntries(
    checks.map(({ plugin, name, status }) => [plugin === 'core' ? name : `${plugin}/${name}`, status]),
  )
}

/**
 * `live`: the process answers. `ready`: it can do its work, so it may be sent traffic; 503 only for what no request can
 * do without (the database and its tables), and while the server is being stopped.
 */
export function registerHealthRoutes(
  app: FastifyInstance,
  health: HealthService,
  isStopping: () => boolean,
): void {
  const config = { needs: 'public' }
  app.get('/health/live', { config, logLevel: 'warn' }, async () => ({ status: 'ok' }))
  app.get('/health/ready', { config, logLevel: 'warn' }, async (_, reply) => {
    const { checks, ready } = await health.check()
    if (isStopping()) return reply.status(503).send({ status: 'stopping', checks: summary(checks) })
    const degraded = checks.some(({ status }) => status === 'failed')
    const status = !ready ? 'unavailable' : degraded ? 'degraded' : 'ok'
    return reply.status(ready ? 200 : 503).send({ status, checks: summary(checks) })
  })
}
