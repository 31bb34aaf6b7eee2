import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../app/kernel.ts'

/** `live`: the process answers. `ready`: it can do its work, so it may be sent traffic. */
export function registerHealthRoutes(app: FastifyInstance, kernel: Kernel, isStopping: () => boolean): void {
  const config = { needs: 'public' }
  app.get('/health/live', { config, logLevel: 'warn' }, async () => ({ status: 'ok' }))
  app.get('/health/ready', { config, logLevel: 'warn' }, async (_, reply) => {
    const database = await kernel.database.query('select 1').then(
      () => 'ok',
      () => 'unreachable',
    )
    const ready = database === 'ok' && !isStopping()
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks: { database } })
  })
}
