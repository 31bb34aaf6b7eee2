import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { crashLimit, releaseLostJobs } from '../../src/jobs/processes.ts'
import { runAsSystem } from '../../src/operation/transaction.ts'
import { testApp } from '../../src/testing/app.ts'
import { bundle } from './fixtures/bundle.ts'
import { linger } from './fixtures/linger.ts'
import { hurry, notes, until, written } from './fixtures/notes.ts'

t.setTimeout(300_000)
const app = await testApp({ plugins: [notes({ jobs: [linger] })], work: hurry })
t.teardown(() => app.end())
const built = await bundle([new URL('./fixtures/lingering-server.ts', import.meta.url)])
t.teardown(() => built.remove())

function enqueue(): Promise<void> {
  return runAsSystem(app.kernel, 'test', async (ctx) => ctx.enqueue('notes.linger', {}))
}

async function jobs() {
  return (await app.request('GET', '/api/v1/jobs')).body.data
}

/** Locks all jobs as a process would that was killed a while ago. */
async function dieRunning(workerId: string): Promise<void> {
  await app.database.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute', attempts = attempts + 1`,
    [workerId],
  )
}

t.test('a job that takes processes down is parked after some of them, and can be retried', async (t) => {
  await enqueue()
  for (let crash = 1; crash < crashLimit; crash++) {
    await dieRunning(`pool-${crash}`)
    t.equal(await releaseLostJobs(app.kernel, 30), 1)
    t.match(await jobs(), [{ state: 'retrying', attempts: crash }])
  }
  await dieRunning('pool-last')
  await releaseLostJobs(app.kernel, 30)
  const [parked] = await jobs()
  t.match(parked, { state: 'parked', lastError: /Every process that ran it died/ })
  await app.request('POST', `/api/v1/jobs/${parked.id}/retry`)
  t.match(await jobs(), [{ state: 'waiting', attempts: 0 }])
  await dieRunning('pool-again')
  await releaseLostJobs(app.kernel, 30)
  t.match(await jobs(), [{ state: 'retrying' }], 'the count starts anew')
  await app.database.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))')
})

t.test(
  'jobs of a process that says it is alive are left alone, and so are those locked a moment ago',
  async (t) => {
    await enqueue()
    await dieRunning('pool-alive')
    await app.database.query(
      `insert into bezel_core.processes (id, host, pid, worker_id) values (gen_random_uuid(), 'h', 1, 'pool-alive')`,
    )
    t.equal(await releaseLostJobs(app.kernel, 30), 0)
    await app.database.query(`update bezel_core.processes set beat_at = now() - interval '31 seconds'`)
    t.equal(await releaseLostJobs(app.kernel, 120), 0, 'a lease of two minutes is not over')
    t.equal(await releaseLostJobs(app.kernel, 30), 1)
    t.same(await app.database.query('select from bezel_core.processes'), [], 'the dead process is forgotten')
    await app.database.query(
      'select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))',
    )
  },
)

t.test('two processes that release at the same time count a crash once', async (t) => {
  await enqueue()
  await dieRunning('pool-dead')
  const released = await Promise.all([1, 2, 3, 4].map(() => releaseLostJobs(app.kernel, 30)))
  t.equal(
    released.reduce((sum, count) => sum + count),
    1,
  )
  t.match(await app.database.query('select count from bezel_core.job_crashes'), [{ count: 1 }])
  await app.database.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))')
})

t.test('another process takes over what a killed one was doing', async (t) => {
  const child: ChildProcess = fork(built.file('lingering-server'), {
    execArgv: [],
    env: { ...process.env, TEST_DATABASE_URL: app.url },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  await enqueue()
  await until('it runs there', async () => (await jobs())[0]?.state === 'running')
  child.kill('SIGKILL')
  await once(child, 'exit')
  t.equal((await jobs())[0]?.state, 'running', 'the lock is still there')
  process.env.TEST_LINGER = '0'
  await app.startWork()
  await until('it ran here', async () => (await written(app.database, 'linger')).length === 1)
  t.same(await written(app.database, 'linger'), [`by ${process.pid}`])
})
