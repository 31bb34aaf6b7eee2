import t from 'tap'
import { createApp } from '../../src/app/create-app.ts'
import { runAsSystem } from '../../src/operation/transaction.ts'
import { testApp } from '../../src/testing/app.ts'
import { linger } from './fixtures/linger.ts'
import { hurry, notes, until, written } from './fixtures/notes.ts'
import { testSettings } from './fixtures/settings.ts'

const plugins = [notes({ jobs: [linger] })]
const app = await testApp({ plugins, work: hurry })
t.teardown(() => app.end())

/** Another server process on the same database, with one job running. */
async function serverWithJob(lingerMs: number, finishMs: number) {
  process.env.TEST_LINGER = String(lingerMs)
  const server = await createApp({
    config: { plugins },
    settings: testSettings,
    connection: { connectionString: app.url },
    work: { ...hurry, finishMs },
  })
  await server.startWork()
  await runAsSystem(app.kernel, 'test', async (ctx) => ctx.enqueue('notes.linger', {}))
  await until('the job runs', async () => (await jobs())[0]?.state === 'running')
  return server
}

async function jobs() {
  return (await app.request('GET', '/api/v1/jobs')).body.data
}

t.test('a server that stops lets its jobs finish', async (t) => {
  const server = await serverWithJob(700, 5000)
  await server.close()
  t.equal((await written(app.database, 'linger')).length, 1)
  t.same(await jobs(), [])
  t.same(await app.database.query('select from bezel_core.processes'), [], 'it has said goodbye')
})

t.test('a job that does not finish in time is given back, and what it did is rolled back', async (t) => {
  const server = await serverWithJob(60_000, 300)
  await server.close()
  t.match(await jobs(), [
    { state: 'retrying', lastError: 'Error: Bezel stopped while the job ran. It runs again.' },
  ])
  t.equal((await written(app.database, 'linger')).length, 1, 'only the one before')
})

t.test('a server that is stopped while it starts leaves nothing behind', async (t) => {
  const server = await createApp({
    config: { plugins },
    settings: testSettings,
    connection: { connectionString: app.url },
    work: hurry,
  })
  const starting = server.startWork()
  await server.close()
  await starting
  t.same(await app.database.query('select from bezel_core.processes'), [])
  const [{ count }] = (await app.database.query(
    `select count(*) as count from pg_stat_activity where datname = current_database() and application_name in ('bezel jobs', 'bezel live')`,
  )) as [{ count: number }]
  t.equal(count, 0)
})
