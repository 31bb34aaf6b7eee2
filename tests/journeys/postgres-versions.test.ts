import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { migrateAgain, startTestServer, testApp } from '@bezel/core/testing'
import t, { type Test } from 'tap'
import shop from '../../fastify.config.ts'

t.setTimeout(300_000)

/** The oldest server Bezel runs on, and the newest; `POSTGRES_PACKAGES` names folders of others to try by hand. */
const others = process.env.POSTGRES_PACKAGES?.split(',')
const packages = others ?? [folderOf('pg14'), undefined]

function folderOf(name: string): string | false {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return false
  }
}

async function journey(t: Test, url: string): Promise<void> {
  const before = process.env.DATABASE_URL
  process.env.DATABASE_URL = url
  const app = await testApp({ plugins: shop.plugins })
  try {
    const customer = { givenName: 'Zoë', familyName: 'Ångström', emails: [{ address: 'zoe@example.com' }] }
    const made = await app.request('POST', '/api/v1/customers', customer)
    t.equal(made.status, 201, JSON.stringify(made.body))
    t.match(await app.request('POST', '/api/v1/stores', { code: 'A', name: 'Antwerp' }), { status: 201 })
    const listed = await app.request(
      'GET',
      '/api/v1/customers?q=angstrom&sort=familyName&total=exact&include=emails',
    )
    t.match(listed.body, { data: [{ id: made.body.id, emails: [{}] }], page: { total: 1 } })
    const query =
      '{ customers(filter: { familyName: { startsWith: "ång" } }) { nodes { emails { address } } totalCount } }'
    const answer = await app.request('POST', '/graphql', { query })
    t.match(answer.body.data, {
      customers: { totalCount: 1, nodes: [{ emails: [{ address: 'zoe@example.com' }] }] },
    })
    const changed = await app.request('PATCH', `/api/v1/customers/${made.body.id}`, { familyName: 'Berg' })
    t.match(changed, { status: 200, body: { version: 2 } })
    t.match(await app.request('DELETE', `/api/v1/customers/${made.body.id}`), { status: 204 })
    t.same(await migrateAgain(app), [], 'down to nothing and up again leaves what the entities say')
  } finally {
    await app.end()
    if (before === undefined) delete process.env.DATABASE_URL
    else process.env.DATABASE_URL = before
  }
}

for (const binaries of packages) {
  if (binaries === false) {
    t.test('the oldest PostgreSQL', { skip: 'its package is not installed on this platform' }, async () => {})
    continue
  }
  t.test(`core, customers and inventory live on ${binaries ?? 'the newest PostgreSQL'}`, async (t) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bezel-pg-'))
    const server = await startTestServer({ dataDir, ...(binaries && { binaries }) })
    t.teardown(async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    })
    t.comment(`Note: PostgreSQL ${server.version}`)
    await journey(t, server.url)
  })
}
