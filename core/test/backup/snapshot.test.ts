import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import t from 'tap'
import { createBackup } from '../../src/backup/index.ts'
import { backUp, emptyShop, filledShop, folder, migrate, restore, secret } from './fixtures/shop.ts'

t.setTimeout(300_000)

t.test('a backup of a busy shop shows one moment of it', async (t) => {
  const schema = `create table a_till (amount int not null); create table m_filler (body text); create table z_till (amount int not null)`
  const shop = await filledShop(t, schema)
  await shop.query(`insert into a_till values (1000); insert into z_till values (1000);
    insert into m_filler select repeat(md5(n::text), 20) from generate_series(1, 30000) n`)
  const client = new Client(shop.connection)
  await client.connect()
  let done = false
  let transfers = 0
  const writing = (async () => {
    for (; !done; transfers++) {
      await client.query(
        'begin; update a_till set amount = amount - 1; update z_till set amount = amount + 1; commit',
      )
    }
    await client.end()
  })()
  const file = await backUp(t, shop)
  done = true
  await writing
  const target = await emptyShop(t)
  await restore(file, target, schema)
  const [sum] = await target.query(
    'select (select amount from a_till) + (select amount from z_till) as total',
  )
  t.same(sum, { total: 2000 })
  t.ok(transfers > 10, `${transfers} transfers went on meanwhile`)
})

t.test('migrations wait for a running backup, and the backup does not see them', async (t) => {
  const schema = `create table a_big (body text); create table z_last (n int)`
  const shop = await filledShop(t, schema)
  await shop.query(
    `insert into a_big select repeat(md5(n::text), 20) from generate_series(1, 30000) n; insert into z_last values (1)`,
  )
  const path = join(await folder(t), 'shop.bezel')
  let migrating: Promise<void> | undefined
  await createBackup({
    connection: shop.connection,
    out: createWriteStream(path),
    secret,
    log: () => {
      migrating ??= migrate(shop, 'alter table z_last alter column n type bigint', '0002_wider')
    },
  })
  await migrating
  const target = await emptyShop(t)
  await restore({ path } as never, target, schema, { input: createReadStream(path) })
  t.same(await target.query('select n from z_last'), [{ n: 1 }])
})
