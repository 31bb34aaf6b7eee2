import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import v8 from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { backUp, emptyShop, filledShop, restore } from './fixtures/shop.ts'

t.setTimeout(300_000)

const megabyte = 1024 * 1024
const schema = 'create table stones (id int primary key, certificate text not null, photo bytea)'

v8.setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** The most that live heap and buffers grew while `work` ran, in MB, looked at every 50 ms. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const used = () => {
    collectGarbage()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = used()
  let most = before
  let running = true
  const watching = (async () => {
    for (; running; await sleep(50)) most = Math.max(most, used())
  })()
  await work()
  running = false
  await watching
  return (most - before) / megabyte
}

t.test('200,000 rows and a value of 40 MB pass without being held in memory', async (t) => {
  const shop = await filledShop(t, schema)
  await shop.query(`insert into stones select n, repeat(md5(n::text), 10) from generate_series(1, 200000) n`)
  await shop.query(
    `insert into stones select 0, 'big', decode(string_agg(md5(n::text), ''), 'hex') from generate_series(1, 2500000) n`,
  )
  const target = await emptyShop(t)
  let file: Awaited<ReturnType<typeof backUp>> | undefined
  const backupGrowth = await growth(async () => {
    file = await backUp(t, shop)
  })
  if (!file) throw new Error('no backup')
  t.comment(
    `backup of ${Math.round(statSync(file.path).size / megabyte)} MB: grew by ${Math.round(backupGrowth)} MB`,
  )
  const made = file
  const restoreGrowth = await growth(() => restore(made, target, schema))
  t.comment(`restore: grew by ${Math.round(restoreGrowth)} MB`)
  t.equal(made.report.rows, 200_002)
  t.ok(backupGrowth < 40, 'the backup stays small')
  t.ok(restoreGrowth < 40, 'the restore stays small')
})
