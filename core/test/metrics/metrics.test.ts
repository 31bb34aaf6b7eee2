import t from 'tap'
import { defineJob } from '../../src/jobs/job.ts'
import { runAsSystem } from '../../src/operation/transaction.ts'
import { testApp } from '../../src/testing/app.ts'
import { hurry, notes, until } from '../jobs/fixtures/notes.ts'

const fail = defineJob({
  name: 'notes.fail',
  summary: 'Fail',
  maxAttempts: 1,
  run: () => Promise.reject(new Error('no')),
})

const app = await testApp({ plugins: [notes({ jobs: [fail] })], work: hurry })
t.teardown(() => app.end())
await app.startWork()

async function metrics(): Promise<string> {
  return (await app.request('GET', '/metrics')).body
}

t.test('requests, operations and jobs are counted by their names in the code', async (t) => {
  await app.request('POST', '/api/v1/notes', { title: 'A' })
  await app.request('POST', '/api/v1/notes', { titel: 'A' })
  await app.request('GET', '/api/v1/notes/018f4e5a-0000-7000-8000-000000000000')
  await app.request('GET', '/wp-admin.php')
  await runAsSystem(app.kernel, 'test', async (ctx) => ctx.enqueue('notes.fail', {}))
  await until('the job failed', async () => /bezel_jobs\{state="parked"\} 1/.test(await metrics()))
  const text = await metrics()
  for (const line of [
    /bezel_request_seconds_count\{method="POST",route="\/api\/v1\/notes",status="201"\} 1/,
    /bezel_request_seconds_count\{method="POST",route="\/api\/v1\/notes",status="400"\} 1/,
    /bezel_request_seconds_count\{method="GET",route="\/api\/v1\/notes\/:id",status="404"\} 1/,
    /bezel_request_seconds_count\{method="GET",route="none",status="404"\} 1/,
    /bezel_operation_seconds_count\{operation="notes.create",outcome="done"\} 1/,
    /bezel_operation_seconds_count\{operation="notes.create",outcome="refused"\} 1/,
    /bezel_job_seconds_count\{job="notes.fail",outcome="failed"\} 1/,
    /bezel_outbox_lag_seconds \d/,
    /bezel_database_connections [1-9]/,
    /bezel_event_loop_lag_seconds \d/,
    /bezel_memory_bytes \d/,
    /bezel_live_subscribers \d/,
  ]) {
    t.match(text, line)
  }
  t.notMatch(text, /018f4e5a|wp-admin/, 'nothing of an address becomes a label')
})

t.test('metrics are only for who may read them', async (t) => {
  const get = (key: string | null) => app.request('GET', '/metrics', undefined, { key })
  t.equal((await get(null)).status, 401)
  t.equal((await get(await app.keyWith(['system.read']))).status, 403)
  const read = await get(await app.keyWith(['system.metrics']))
  t.equal(read.status, 200)
  t.match(read.headers['content-type'], /^text\/plain; version=0\.0\.4/)
})

t.test('the metrics of several processes add up, but what all of them see is counted once', async (t) => {
  const own = await app.kernel.metrics.own()
  const { text } = await app.kernel.metrics.print(async () => [own, own, own])
  t.match(text, /bezel_operation_seconds_count\{operation="notes.create",outcome="done"\} 3/)
  t.match(text, /bezel_jobs\{state="parked"\} 1/)
})
