import t from 'tap'
import type { JobRun, SteppedJob } from '../../src/jobs/job.ts'
import { firstIdAt, tidyUp } from '../../src/jobs/tidy.ts'
import { runAsSystem } from '../../src/operation/transaction.ts'
import { testApp } from '../../src/testing/app.ts'
import { notes } from './fixtures/notes.ts'

const app = await testApp({ plugins: [notes()] })
t.teardown(() => app.end())
const { database } = app
const day = 24 * 3600 * 1000

function tidy(signal = new AbortController().signal): Promise<void> {
  const run: JobRun = {
    signal,
    log: app.kernel.log,
    step: (work) => runAsSystem(app.kernel, tidyUp.name, work),
  }
  return (tidyUp as SteppedJob).steps(run, {})
}

async function count(table: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(`select count(*) as count from ${table}`)
  return row?.count ?? -1
}

t.test('ids of a moment sort between those made before and after it', async (t) => {
  const now = Date.now()
  const id = app.kernel.environment.newId()
  t.ok(firstIdAt(new Date(now - 1)) < id)
  t.ok(firstIdAt(new Date(now + 60_000)) > id)
  t.match(firstIdAt(new Date(0)), /^00000000-0000-7000-8000-000000000000$/)
})

t.test('what is kept for a while only is deleted after it, and nothing sooner', async (t) => {
  const old = firstIdAt(new Date(Date.now() - 8 * day))
  const older = firstIdAt(new Date(Date.now() - 9 * day))
  const young = firstIdAt(new Date(Date.now() - 6 * day))
  await database.query('delete from bezel_core.outbox')
  await database.query(
    `insert into bezel_core.outbox (id, occurred_at, name, payload, dispatched_at) values
       ($1, now(), 'old', '{}', now()), ($2, now(), 'waiting since long', '{}', null), ($3, now(), 'young', '{}', now())`,
    [old, older, young],
  )
  await database.query(
    `insert into bezel_core.idempotency (actor, route, key, body_hash, created_at)
     select 'a', 'r', n::text, '', now() - make_interval(hours => n * 20) from generate_series(1, 4) n`,
  )
  await database.query(
    `insert into bezel_core.guesses (subject, at, accepted, until)
     select 's' || n, array[now()], true, now() + make_interval(hours => n - 2, mins => -1) from generate_series(1, 4) n`,
  )
  await database.query('insert into bezel_core.job_crashes (job_id, count) values (123456789, 1)')
  await tidy()
  t.same(await database.query('select name from bezel_core.outbox order by name'), [
    { name: 'waiting since long' },
    { name: 'young' },
  ])
  t.equal(await count('bezel_core.idempotency'), 1)
  t.equal(await count('bezel_core.guesses'), 2)
  t.equal(await count('bezel_core.job_crashes'), 0)
})

t.test('it goes on until all is deleted, batch by batch', async (t) => {
  await database.query(
    `insert into bezel_core.idempotency (actor, route, key, body_hash, created_at)
     select 'many', 'r', n::text, '', now() - interval '3 days' from generate_series(1, 25000) n`,
  )
  await tidy()
  t.equal(await count('bezel_core.idempotency'), 1)
})

t.test('it leaves off when the server stops', async (t) => {
  await t.rejects(tidy(AbortSignal.abort(new Error('stop'))), { message: 'stop' })
})
