import { readFile, writeFile } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import t from 'tap'
import { createBackup } from '../../src/backup/index.ts'
import { createDatabase } from '../../src/database/database.ts'
import { backUp, emptyShop, filledShop, migrate, restore, rowsOf, secret } from './fixtures/shop.ts'

t.setTimeout(300_000)

const schema = 'create table rings (id int generated always as identity primary key, name text unique)'

t.test('a database that holds data is left alone, unless force is used', async (t) => {
  const shop = await filledShop(t, schema)
  await shop.query(`insert into rings (name) values ('from the backup')`)
  const file = await backUp(t, shop)
  const target = await filledShop(t, schema)
  await target.query(`insert into rings (name) select 'mine ' || n from generate_series(1, 5) n`)

  await t.rejects(restore(file, target, schema), {
    code: 'BACKUP_TARGET_NOT_EMPTY',
    message: /public\.rings/,
  })
  t.equal((await rowsOf(target, 'rings')).length, 5)
  await restore(file, target, schema, { force: true })
  t.same(await target.query('select * from rings'), [{ id: 1, name: 'from the backup' }])
  t.same(await target.query(`insert into rings (name) values ('next') returning id`), [{ id: 2 }])
})

t.test('a restore that fails half-way leaves the data and the numbering as they were', async (t) => {
  const shop = await filledShop(t, schema)
  await shop.query(`insert into rings (name) select repeat('x', 3000) || n from generate_series(1, 2000) n`)
  const file = await backUp(t, shop)
  const whole = await readFile(file.path)
  const target = await filledShop(t, schema)
  await target.query(`insert into rings (name) values ('mine')`)
  const before = await rowsOf(target, 'rings')

  for (const length of [whole.length - 1, Math.floor(whole.length / 2)]) {
    await writeFile(file.path, whole.subarray(0, length))
    await t.rejects(restore(file, target, schema, { force: true }), { code: 'BACKUP_TRUNCATED' })
    t.same(await rowsOf(target, 'rings'), before)
  }
  const changed = Buffer.from(whole)
  changed.writeUInt8(changed.readUInt8(whole.length - 100) ^ 1, whole.length - 100)
  await writeFile(file.path, changed)
  await t.rejects(restore(file, target, schema, { force: true }), { code: 'BACKUP_DAMAGED' })
  t.same(await rowsOf(target, 'rings'), before)
  t.same(await target.query(`insert into rings (name) values ('next') returning id`), [{ id: 2 }])
  await t.rejects(
    target.query(`insert into rings (name) values ('next')`),
    { code: '23505' },
    'constraints are there',
  )
})

t.test('rows that do not read back as they were backed up are refused', async (t) => {
  const label = (base: string) => `create domain label as ${base}; create table rings (name label)`
  const shop = await filledShop(t, label('text'))
  await shop.query(`insert into rings values ('L')`)
  const target = await emptyShop(t)
  const restoring = restore(await backUp(t, shop), target, label('char(5)'))
  await t.rejects(restoring, { code: 'BACKUP_NOT_EQUAL', message: /public\.rings/ })
  t.same(await rowsOf(target, 'rings'), [])
})

t.test('references that do not hold are refused', async (t) => {
  const loose = 'create table stores (id int primary key); create table rings (store_id int)'
  const shop = await filledShop(t, loose)
  await shop.query('insert into rings values (7)')
  const target = await emptyShop(t)
  const strict = `${loose}; alter table rings add foreign key (store_id) references stores (id)`
  await t.rejects(restore(await backUp(t, shop), target, strict), { code: '23503' })
  t.same(await rowsOf(target, 'rings'), [])
})

t.test('a database whose tables or migrations differ is refused', async (t) => {
  const shop = await filledShop(t, schema)
  const file = await backUp(t, shop)
  const other = await emptyShop(t)
  await t.rejects(restore(file, other, 'create table rings (id bigint, name text)'), {
    code: 'BACKUP_SCHEMA_DIFFERS',
    message: /public\.rings/,
  })
  const ahead = await filledShop(t, schema)
  await migrate(ahead, 'alter table rings add column carat int', '0002_carat')
  await t.rejects(restore(file, ahead, schema, { force: true }), {
    code: 'BACKUP_TARGET_AHEAD',
    message: /shop\/0002_carat/,
  })
  const behind = await emptyShop(t)
  const withoutLedger = async () => {
    await migrate(behind, schema)
    await behind.query('delete from bezel_core.migrations')
  }
  await t.rejects(restore(file, behind, schema, { migrate: withoutLedger }), {
    code: 'BACKUP_SCHEMA_DIFFERS',
  })
})

t.test('a database on which Bezel runs is refused', async (t) => {
  const shop = await filledShop(t, schema)
  const file = await backUp(t, shop)
  const target = await emptyShop(t)
  const database = createDatabase({ connection: target.connection })
  await database.query('select 1')
  await t.rejects(restore(file, target, schema), { code: 'BACKUP_TARGET_IN_USE' })
  await database.close()
  await restore(file, target, schema)
})

t.test('tables that somebody holds on to are not waited for without end', async (t) => {
  const shop = await filledShop(t, schema)
  const target = await emptyShop(t)
  const other = new Client(target.connection)
  t.teardown(() => other.end())
  await other.connect()
  const restoring = restore(await backUp(t, shop), target, schema, {
    migrate: async () => {
      await migrate(target, schema)
      await other.query('begin; lock table rings')
    },
  })
  await t.rejects(restoring, { code: 'BACKUP_TARGET_IN_USE' })
})

t.test('a backup that cannot be written ends with that error and leaves no connection', async (t) => {
  const shop = await filledShop(t, schema)
  await shop.query(
    `insert into rings (name) select md5(n::text) || repeat(md5(n::text), 50) from generate_series(1, 5000) n`,
  )
  let written = 0
  const full = new Writable({
    write(chunk, _encoding, done) {
      written += chunk.length
      done(written > 100_000 ? Object.assign(new Error('disk full'), { code: 'ENOSPC' }) : undefined)
    },
  })
  await t.rejects(createBackup({ connection: shop.connection, out: full, secret }), { code: 'ENOSPC' })
  t.equal(full.destroyed, true)
  const sessions = `select from pg_stat_activity where application_name = 'bezel backup' and datname = current_database()`
  while ((await shop.query(sessions)).length > 0) await sleep(20)
  const unreachable = {
    connection: { ...shop.connection, connectionString: 'postgres://localhost/x?host=/nowhere' },
  }
  await t.rejects(createBackup({ ...unreachable, out: new Writable(), secret }), { code: 'ENOENT' })
})
