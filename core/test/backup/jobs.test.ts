import { makeWorkerUtils, runMigrations } from 'graphile-worker'
import t from 'tap'
import { backUp, emptyShop, filledShop, migrate, restore, rowsOf, type Shop } from './fixtures/shop.ts'

t.setTimeout(120_000)

function queue(shop: Shop): Promise<void> {
  return runMigrations({ connectionString: String(shop.connection.connectionString) })
}

t.test('queued jobs are neither lost nor doubled, and no dead worker holds them', async (t) => {
  const shop = await filledShop(t, 'create table nothing ()')
  await queue(shop)
  await shop.query(
    `select graphile_worker.add_job('mail', json_build_object('n', n)) from generate_series(1, 20) n`,
  )
  await shop.query(
    `select graphile_worker.add_job('later', '{}', run_at := '2099-01-01', job_key := 'once', queue_name := 'slow')`,
  )
  await shop.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker', attempts = 1 where id < 5`,
  )
  await shop.query(`update graphile_worker._private_job_queues set locked_at = now(), locked_by = 'worker'`)
  const file = await backUp(t, shop)

  const target = await emptyShop(t)
  await restore(file, target, '', {
    migrate: async () => {
      await migrate(target, 'create table nothing ()')
      await queue(target)
    },
  })
  const jobs =
    'select id, payload::text, attempts, run_at, key, is_available from graphile_worker._private_jobs order by id'
  const expected = await shop.query(jobs)
  t.equal(expected.length, 21)
  t.same(
    await target.query(jobs),
    expected.map((job) => ({ ...job, is_available: true })),
  )
  t.same(await target.query('select is_available from graphile_worker._private_job_queues'), [
    { is_available: true },
  ])

  const utils = await makeWorkerUtils({ connectionString: String(target.connection.connectionString) })
  await utils.addJob('later', {}, { jobKey: 'once' })
  const added = await utils.addJob('mail', {})
  await utils.release()
  t.equal(Number(added.id) > 21, true, 'new jobs get new numbers')
  t.equal((await rowsOf(target, 'graphile_worker._private_jobs')).length, 22, 'a job key still finds its job')
})
