import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import t from 'tap'
import { registerOverload } from '../../src/health/overload.ts'
import { sendProblem } from '../../src/http/errors.ts'
import { createLanguages } from '../../src/language/languages.ts'
import { until } from '../jobs/fixtures/notes.ts'

async function server(limits: { inFlight: number; lagMs: number }) {
  const app = Fastify({ forceCloseConnections: true })
  app.decorate('languages', createLanguages([]))
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error))
  const load = registerOverload(app, limits)
  app.get('/slow', async () => {
    await sleep(300)
    return 'done'
  })
  app.get('/health/live', async () => 'alive')
  t.teardown(() => app.close())
  return { app, load, address: await app.listen({ port: 0 }) }
}

t.test('requests past the limit are told to come back, and those under way are answered', async (t) => {
  const { load, address } = await server({ inFlight: 3, lagMs: 60_000 })
  const answers = await Promise.all(Array.from({ length: 8 }, () => fetch(`${address}/slow`)))
  const by = (status: number) => answers.filter((answer) => answer.status === status)
  t.equal(by(200).length, 3)
  t.equal(by(503).length, 5)
  t.equal(by(503)[0]?.headers.get('retry-after'), '2')
  t.match(await by(503)[0]?.json(), { code: 'OVERLOADED' })
  t.equal(load.shed(), 5)
  t.equal((await fetch(`${address}/slow`)).status, 200, 'then there is room again')
  t.equal(load.inFlight(), 0)
})

t.test('a client that goes away makes room', async (t) => {
  const { load, address } = await server({ inFlight: 1, lagMs: 60_000 })
  const controller = new AbortController()
  const lost = fetch(`${address}/slow`, { signal: controller.signal }).catch(() => {})
  await until('it is under way', () => load.inFlight() === 1)
  controller.abort()
  await lost
  await until('there is room', () => load.inFlight() === 0)
  t.equal((await fetch(`${address}/slow`)).status, 200)
})

t.test('a busy process refuses work but still says that it is alive', async (t) => {
  const { load, address } = await server({ inFlight: 100, lagMs: 40 })
  t.equal((await fetch(`${address}/slow`)).status, 200)
  // Half of the time in the way of everything else.
  const busy = setInterval(() => {
    for (const end = performance.now() + 150; performance.now() < end; );
  }, 160)
  await until('the delay is noticed', () => load.lag().mean > 0.04)
  await sleep(700)
  const [refused, alive] = await Promise.all([fetch(`${address}/slow`), fetch(`${address}/health/live`)])
  clearInterval(busy)
  t.equal(refused.status, 503)
  t.equal(alive.status, 200)
  await until('it has recovered', () => load.lag().mean < 0.04)
  t.equal((await fetch(`${address}/slow`)).status, 200)
})

t.test('one long step is no overload', async (t) => {
  const { load, address } = await server({ inFlight: 100, lagMs: 40 })
  t.equal((await fetch(`${address}/slow`)).status, 200)
  for (const end = performance.now() + 700; performance.now() < end; );
  await until('the delay is noticed', () => load.lag().mean > 0.04)
  t.equal((await fetch(`${address}/slow`)).status, 200)
  t.equal(load.shed(), 0)
})

t.test('a request that becomes a socket does not count', async (t) => {
  const { app } = await server({ inFlight: 0, lagMs: 60_000 })
  t.equal((await app.inject('/slow')).statusCode, 503)
  t.equal((await app.inject({ url: '/slow', headers: { upgrade: 'websocket' } })).statusCode, 200)
})
