import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'
import { customerRoutes } from './customers.ts'
import { nestedRoute } from './nested.ts'
import { stoneRoutes } from './stones.ts'

/**
 * What a good engineer would write by hand for just these endpoints on the same tables, answering the same: fastify + pg,
 * named prepared statements, an API key checked against the database once a second, one transaction per write with its
 * audit and outbox rows.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, (text) => text)
const app = Fastify({ logger: { level: 'warn' } })

const seen = new Map<string, number>()
app.addHook('onRequest', async (request, reply) => {
  const key = request.headers.authorization?.slice(7) ?? ''
  if ((seen.get(key) ?? 0) > performance.now()) return
  const hash = createHash('sha256').update(key).digest('hex')
  const { rowCount } = await pool.query({
    name: 'key',
    text: 'select 1 from api_keys where secret_hash = $1 and revoked_at is null',
    values: [hash],
  })
  if (!rowCount) return reply.status(401).send({ code: 'UNAUTHENTICATED' })
  seen.set(key, performance.now() + 900)
})

app.get('/hello', async () => ({ hello: 'world' }))
stoneRoutes(app, pool)
customerRoutes(app, pool)
nestedRoute(app, pool)

process.once('SIGTERM', () => app.close().then(() => pool.end()))
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
