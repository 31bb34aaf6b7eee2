import t from 'tap'
import { createApp } from '../../src/app/create-app.ts'
import { defineAdapter, definePort } from '../../src/plugin/port.ts'
import { testApp } from '../../src/testing/app.ts'
import { testDatabase } from '../../src/testing/postgres.ts'
import { hurry, notes, until } from '../jobs/fixtures/notes.ts'
import { testSettings } from '../jobs/fixtures/settings.ts'

const mailbox = definePort<{ send(): void }>('notes', 'Mailbox')
const acme = defineAdapter({
  name: 'mailbox-acme',
  version: '1.0.0',
  core: '^1.0.0',
  port: mailbox,
  create: () => ({ disabled: 'MAILBOX_ACME_KEY is missing. Set it to the key of your account.' }),
})

let asked = 0
const plugin = notes({
  ports: [mailbox],
  health: [
    { name: 'fine', check: async ({ db }) => void (await db.query('select 1')) },
    { name: 'throws', check: async () => Promise.reject(new Error('Mailbox ada@example.com is full')) },
    {
      name: 'throws-at-once',
      check() {
        throw new Error('no')
      },
    },
    {
      name: 'hangs',
      check() {
        asked += 1
        return new Promise(() => {})
      },
    },
  ],
})

const app = await testApp({ plugins: [plugin, acme], work: hurry })
t.teardown(() => app.end())

t.test('checks that fail or hang are shown and fail nothing else', async (t) => {
  await app.startWork()
  await until('all connections are there', async () => {
    const { body } = await app.request('GET', '/health/ready', undefined, { key: null })
    return body.checks.jobs === 'ok' && body.checks.live === 'ok'
  })
  const ready = await app.request('GET', '/health/ready', undefined, { key: null })
  t.equal(ready.status, 200)
  t.same(ready.body, {
    status: 'degraded',
    checks: {
      database: 'ok',
      migrations: 'ok',
      jobs: 'ok',
      dispatcher: 'ok',
      live: 'ok',
      'mailbox-acme/adapter': 'off',
      'notes/fine': 'ok',
      'notes/throws': 'failed',
      'notes/throws-at-once': 'failed',
      'notes/hangs': 'failed',
    },
  })
  t.equal(asked, 1, 'what hangs is not started again')
})

t.test('why is for those who may see it, without personal values', async (t) => {
  t.equal(
    (await app.request('GET', '/api/v1/health', undefined, { key: await app.keyWith(['notes.read']) }))
      .status,
    403,
  )
  const { status, body } = await app.request('GET', '/api/v1/health', undefined, {
    key: await app.keyWith(['system.read']),
  })
  t.equal(status, 200, JSON.stringify(body))
  const check = (name: string) => body.checks.find((one: { name: string }) => one.name === name)
  t.match(check('throws'), { plugin: 'notes', status: 'failed', detail: 'Error: Mailbox … is full' })
  t.match(check('hangs'), { status: 'failed', detail: /no answer within 2 seconds/ })
  t.match(check('adapter'), { plugin: 'mailbox-acme', status: 'off', detail: /MAILBOX_ACME_KEY is missing/ })
  t.match(body, { ready: true, jobs: { parked: 0 }, failures: [], servers: [{ pid: process.pid }] })
})

t.test(
  'events that wait for long are told, and a process that does no background work says so',
  async (t) => {
    const quiet = await testApp({ plugins: [notes()] })
    t.teardown(() => quiet.end())
    await quiet.database.query(
      `insert into bezel_core.outbox (id, occurred_at, name, payload)
     values ('018f4e5a-0000-7000-8000-000000000000', now() - interval '90 seconds', 'x', '{}')`,
    )
    const { status, body } = await quiet.request('GET', '/health/ready')
    t.equal(status, 200)
    t.match(body, { status: 'degraded', checks: { dispatcher: 'failed', jobs: 'off', live: 'off' } })
  },
)

t.test('a server whose tables are missing or whose database is away is alive but not ready', async (t) => {
  const { url, drop } = await testDatabase()
  const server = await createApp({
    config: { plugins: [notes()] },
    settings: testSettings,
    connection: { connectionString: url },
  })
  t.teardown(() => server.close())
  const empty = await server.server.inject('/health/ready')
  t.equal(empty.statusCode, 503)
  t.match(empty.json(), { status: 'unavailable', checks: { database: 'ok', migrations: 'failed' } })
  await drop()
  await app.database.query('select pg_sleep(1.1)')
  const away = await server.server.inject('/health/ready')
  t.equal(away.statusCode, 503)
  t.match(away.json(), { checks: { database: 'failed' } })
  t.equal((await server.server.inject('/health/live')).statusCode, 200)
})
