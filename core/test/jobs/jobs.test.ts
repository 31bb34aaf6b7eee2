import t from 'tap'
import { jobSchemaVersion } from '../../src/jobs/install.ts'
import { defineJob } from '../../src/jobs/job.ts'
import { runAsSystem } from '../../src/operation/transaction.ts'
import { testApp } from '../../src/testing/app.ts'
import { hurry, Note, notes, until, writeDown, written } from './fixtures/notes.ts'

const copy = defineJob({
  name: 'notes.copy',
  summary: 'Copy a note',
  async run(ctx, { title }) {
    await ctx.records(Note).create({ title: `Copy of ${title}` })
    await writeDown(ctx, 'copy', String(title))
  },
})

const hopeless = defineJob({
  name: 'notes.hopeless',
  summary: 'Fail always',
  maxAttempts: 1,
  async run(ctx) {
    await writeDown(ctx, 'hopeless', 'never')
    throw new Error('Customer "Ada Lovelace" (ada@example.com, +44 20 7946 0958) is unknown')
  },
})

const byParts = defineJob({
  name: 'notes.by-parts',
  summary: 'Write in steps and fail in the second',
  maxAttempts: 1,
  async steps({ step }) {
    await step((ctx) => writeDown(ctx, 'by-parts', 'first'))
    await step(async (ctx) => {
      await writeDown(ctx, 'by-parts', 'second')
      throw new Error('no')
    })
  },
})

const slow = defineJob({
  name: 'notes.slow',
  summary: 'Take too long',
  maxAttempts: 1,
  timeoutSeconds: 0.2,
  async run(ctx) {
    await writeDown(ctx, 'slow', 'too late')
    await ctx.db.query('select pg_sleep(0.6)')
  },
})

const app = await testApp({ plugins: [notes({ jobs: [copy, hopeless, byParts, slow] })], work: hurry })
t.teardown(() => app.end())
await app.startWork()

function enqueue(job: string, payload: Record<string, unknown> = {}): Promise<void> {
  return runAsSystem(app.kernel, 'test', async (ctx) => ctx.enqueue(job, payload))
}

async function listed(name: string) {
  return (await app.request('GET', `/api/v1/jobs?name=${name}`)).body.data
}

t.test('a job enqueued in a transaction runs, and its writes are audited and told', async (t) => {
  await enqueue('notes.copy', { title: 'A' })
  await until('it ran', async () => (await written(app.database, 'copy')).includes('A'))
  const [audit] = await app.database.query(
    `select actor_type as actor, change from bezel_core.audit where operation = 'notes.copy'`,
  )
  t.same(audit, { actor: 'system', change: 'created' })
  t.same(await listed('notes.copy'), [])
})

t.test('a job of a transaction that failed never runs', async (t) => {
  const failed = runAsSystem(app.kernel, 'test', async (ctx) => {
    ctx.enqueue('notes.copy', { title: 'B' })
    throw new Error('changed my mind')
  })
  await t.rejects(failed)
  await enqueue('notes.copy', { title: 'C' })
  await until('the next one ran', async () => (await written(app.database, 'copy')).includes('C'))
  t.notOk((await written(app.database, 'copy')).includes('B'))
})

t.test('a job that nobody declares cannot be enqueued', async (t) => {
  await t.rejects(enqueue('notes.unheard-of'), { message: /There is no job "notes.unheard-of"/ })
})

t.test(
  'a job that has used up its attempts is parked, shown without personal values, retried and given up',
  async (t) => {
    await enqueue('notes.hopeless')
    await until('it is parked', async () => (await listed('notes.hopeless'))[0]?.state === 'parked')
    const [parked] = await listed('notes.hopeless')
    t.match(parked, {
      plugin: 'notes',
      attempts: 1,
      maxAttempts: 1,
      lastError: 'Error: Customer "…" (…, …) is unknown',
    })
    t.same(await written(app.database, 'hopeless'), [], 'what it wrote was rolled back')

    const retried = await app.request('POST', `/api/v1/jobs/${parked.id}/retry`)
    t.equal(retried.body.attempts, 0, JSON.stringify(retried.body))
    await until('it is parked again', async () => (await listed('notes.hopeless'))[0]?.state === 'parked')

    t.equal((await app.request('DELETE', `/api/v1/jobs/${parked.id}`)).status, 204)
    t.equal((await app.request('GET', `/api/v1/jobs/${parked.id}`)).status, 404)
    t.equal((await app.request('POST', `/api/v1/jobs/${parked.id}/retry`)).status, 404)
  },
)

t.test('a job of several steps keeps the steps that were done', async (t) => {
  await enqueue('notes.by-parts')
  await until('it is parked', async () => (await listed('notes.by-parts'))[0]?.state === 'parked')
  t.same(await written(app.database, 'by-parts'), ['first'])
})

t.test('a job that takes too long has failed, and what it does later is rolled back', async (t) => {
  await enqueue('notes.slow')
  await until('it is parked', async () => (await listed('notes.slow'))[0]?.state === 'parked')
  t.match(await listed('notes.slow'), [{ lastError: 'Error: It took longer than 0.2 seconds.' }])
  await app.database.query('select pg_sleep(1)')
  t.same(await written(app.database, 'slow'), [])
})

t.test('who may not see jobs is refused', async (t) => {
  const reader = await app.keyWith(['jobs.read'])
  await enqueue('notes.hopeless')
  await until('it is parked', async () => (await listed('notes.hopeless'))[0]?.state === 'parked')
  const [{ id }] = await listed('notes.hopeless')
  t.equal(
    (await app.request('GET', '/api/v1/jobs', undefined, { key: await app.keyWith(['notes.read']) })).status,
    403,
  )
  t.equal((await app.request('GET', '/api/v1/jobs', undefined, { key: reader })).status, 200)
  t.equal((await app.request('POST', `/api/v1/jobs/${id}/retry`, undefined, { key: reader })).status, 403)
})

t.test('jobs are listed page by page and by state', async (t) => {
  await runAsSystem(app.kernel, 'test', async (ctx) => {
    for (let index = 0; index < 5; index++)
      ctx.enqueue('notes.copy', { title: 'later' }, { runAt: new Date('2100-01-01') })
  })
  const first = await app.request('GET', '/api/v1/jobs?state=scheduled&limit=3')
  const second = await app.request(
    'GET',
    `/api/v1/jobs?state=scheduled&limit=3&cursor=${first.body.page.nextCursor}`,
  )
  t.equal(first.body.data.length, 3)
  t.equal(second.body.data.length, 2)
  t.equal(second.body.page.nextCursor, null)
  t.equal((await app.request('GET', '/api/v1/jobs?state=sleeping')).status, 400)
})

t.test('the schema of jobs is the one this version of the worker brings', async (t) => {
  const [{ id }] = (await app.database.query('select max(id) as id from graphile_worker.migrations')) as [
    { id: number },
  ]
  t.equal(id, jobSchemaVersion)
})
