import t from 'tap'
import { createApp } from '../../src/app/create-app.ts'
import { checkJobs } from '../../src/jobs/check.ts'
import { defineJob } from '../../src/jobs/job.ts'
import { cronItems, scheduleProblem } from '../../src/jobs/schedule.ts'
import { testApp } from '../../src/testing/app.ts'
import { hurry, notes, until, writeDown, written } from './fixtures/notes.ts'
import { testSettings } from './fixtures/settings.ts'

const daily = defineJob({
  name: 'notes.remind',
  schedule: '0 6 * * *',
  summary: 'Remind',
  run: (ctx) => writeDown(ctx, 'remind', 'everybody'),
})

t.test('schedules are five fields of numbers, lists, ranges and steps', async (t) => {
  for (const good of ['* * * * *', '*/5 * * * *', '0 6 * * *', '0,30 8-18 1,15 * 1-5', ' 17  *  * * 7 ']) {
    t.equal(scheduleProblem(good), undefined, good)
  }
  for (const bad of [
    '',
    '* * * *',
    '60 * * * *',
    '0 24 * * *',
    '* * 0 * *',
    '* * * jan *',
    '*/0 * * * *',
    '5-3 * * * *',
    'a * * * *',
  ]) {
    t.ok(scheduleProblem(bad), bad)
  }
})

t.test('what cannot run as declared is reported with its remedy', async (t) => {
  const problems: string[] = []
  const run = async () => {}
  const jobs = [
    defineJob({ name: 'remind', summary: '', schedule: '0 25 * * *', run }),
    defineJob({ name: 'notes.fine', summary: '', schedule: '0 5 * * *', run }),
    defineJob({ name: 'notes.never', summary: '', maxAttempts: 0, run }),
  ]
  checkJobs([notes({ jobs })], problems)
  t.same(problems, [
    'Job "remind" of plugin "notes" must be named "notes.<verb-noun>". Rename it.',
    'Job "remind" of plugin "notes" has the schedule "0 25 * * *": its hour must be numbers from 0 to 23, lists (1,15), ranges (1-5) or steps (*/5).',
    'Job "notes.never" of plugin "notes" has maxAttempts 0. Set it to a whole number from 1 to 100.',
  ])
})

t.test('a time of the day that was missed is made up for, something frequent is not', async (t) => {
  const task = { plugin: 'notes', maxAttempts: 25, timeoutMs: 1000, run: async () => {} }
  const [once, often] = cronItems([
    { ...task, name: 'notes.once', schedule: '0 6 * * *' },
    { ...task, name: 'notes.often', schedule: '*/5 * * * *' },
  ])
  t.equal(once?.options?.backfillPeriod, 24 * 3600 * 1000)
  t.equal(often?.options?.backfillPeriod, 0)
})

t.test('two processes run a scheduled job once', async (t) => {
  const plugin = notes({ jobs: [daily] })
  const one = await testApp({ plugins: [plugin], work: hurry })
  t.teardown(() => one.end())
  // As if the last run was the day before yesterday: the run of the last 24 hours was missed by all processes.
  await one.database.query(
    `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     values ('notes.remind', now() - interval '9 days', now() - interval '2 days')`,
  )
  const other = await createApp({
    config: { plugins: [plugin] },
    settings: testSettings,
    connection: { connectionString: one.url },
    work: hurry,
  })
  t.teardown(() => other.close())
  await Promise.all([one.startWork(), other.startWork()])
  await until('it ran', async () => (await written(one.database, 'remind')).length > 0)
  await until(
    'both know of it',
    async () =>
      (await one.database.query('select from graphile_worker.jobs where locked_at is not null')).length === 0,
  )
  await one.database.query('select pg_sleep(1)')
  t.same(await written(one.database, 'remind'), ['everybody'])
})
