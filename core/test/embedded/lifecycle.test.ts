import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { attachEmbedded, startEmbedded, stopEmbedded } from '../../src/database/embedded/index.ts'
import { dataFolder, query, serverPid } from './fixtures/harness.ts'

// Creating a cluster takes seconds on a busy machine.
t.setTimeout(300_000)

t.test('the first start creates the database, a restart finds its rows', async (t) => {
  const dataDir = await dataFolder(t)
  const first = await startEmbedded({ dataDir })
  t.match(first, { firstStart: true, started: true, version: /^18\./ })
  await query(first.connection, `create table rings as select 'L½' as size`)
  await first.stop()
  await first.stop()

  const second = await startEmbedded({ dataDir })
  t.match(second, { firstStart: false, started: true })
  t.same(await query(second.connection, 'select size from rings'), [{ size: 'L½' }])
  await second.stop()
  t.equal(await stopEmbedded({ dataDir }), false, 'stop has stopped the server')
})

t.test('the server is durable, private and speaks UTF-8', async (t) => {
  const dataDir = await dataFolder(t)
  const server = await startEmbedded({ dataDir })
  t.teardown(() => server.stop())
  const [settings] = await query<Record<string, string>>(
    server.connection,
    `select current_setting('fsync') fsync, current_setting('synchronous_commit') commit,
            current_setting('full_page_writes') pages, current_setting('listen_addresses') tcp,
            current_setting('server_encoding') encoding, lower('ÄË') lower,
            (select rolsuper from pg_roles where rolname = current_user) super`,
  )
  t.same(settings, {
    fsync: 'on',
    commit: 'on',
    pages: 'on',
    tcp: '',
    encoding: 'UTF8',
    lower: 'äë',
    super: false,
  })
  t.equal((await stat(join(dataDir, 'postgres'))).mode & 0o777, 0o700)
  t.equal((await stat(join(dataDir, 'postgres/credentials.json'))).mode & 0o777, 0o600)
  const stranger = { ...server.connection, password: 'guessed' }
  await t.rejects(query(stranger, 'select 1'), { code: '28P01' }, 'a wrong password is refused')
})

t.test('the server log keeps no values of customers', async (t) => {
  const dataDir = await dataFolder(t)
  const server = await startEmbedded({ dataDir })
  await query(server.connection, 'create table people (email text unique)')
  const insert = `insert into people values ('secret@example.org')`
  await query(server.connection, insert)
  await t.rejects(query(server.connection, insert), { code: '23505' })
  await t.rejects(query(server.connection, `select 'secret@example.org'::int`), { code: '22P02' })
  await server.stop()
  t.notMatch(await readFile(join(dataDir, 'postgres/postgres.log'), 'utf8'), /secret/)
})

t.test('Ctrl-C in the terminal does not reach the server', async (t) => {
  const dataDir = await dataFolder(t)
  const server = await startEmbedded({ dataDir })
  t.teardown(() => server.stop())
  if (process.platform !== 'linux') return t.comment('process groups are read from /proc: Linux only')
  const group = async (pid: number) =>
    (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ')[2]
  t.not(await group(await serverPid(dataDir)), await group(process.pid))
})

t.test('a data folder with a path too long for a socket works', async (t) => {
  const dataDir = await dataFolder(t, `${'long-'.repeat(30)}folder`)
  const server = await startEmbedded({ dataDir })
  t.notMatch(server.connection.host, /long-/)
  t.equal((await stat(server.connection.host)).mode & 0o777, 0o700)
  const command = await attachEmbedded({ dataDir })
  t.same(await query(command.connection, 'select 1 as one'), [{ one: 1 }])
  await command.stop()
  await server.stop()
  await t.rejects(stat(server.connection.host), { code: 'ENOENT' }, 'its socket folder is gone')
})

t.test('a data folder whose name a shell would misread works', async (t) => {
  const dataDir = await dataFolder(t, `Anna's "shop", $HOME \`x\` ü`)
  const server = await startEmbedded({ dataDir })
  t.same(await query(server.connection, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})

t.test('a replaced password file is named, with what to do', async (t) => {
  const dataDir = await dataFolder(t)
  const server = await startEmbedded({ dataDir })
  const file = join(dataDir, 'postgres/credentials.json')
  const kept = await readFile(file)
  await writeFile(file, '{"adminPassword":"x","appPassword":"y"}')
  await t.rejects(attachEmbedded({ dataDir }), {
    code: 'EMBEDDED_START',
    message: /credentials\.json was replaced/,
  })
  await writeFile(file, kept)
  await server.stop()
})

t.test('data of another major version is refused with the way to bring it over', async (t) => {
  const dataDir = await dataFolder(t)
  await (await startEmbedded({ dataDir })).stop()
  await writeFile(join(dataDir, 'postgres/data/PG_VERSION'), '17\n')
  await t.rejects(startEmbedded({ dataDir }), {
    code: 'EMBEDDED_OTHER_MAJOR',
    message: /bezel backup .*bezel restore/s,
  })
  await writeFile(join(dataDir, 'postgres/data/PG_VERSION'), '18\n')
})

t.test('commands work beside the app, and the last one out stops the server', async (t) => {
  const dataDir = await dataFolder(t)
  const app = await startEmbedded({ dataDir })
  const backup = await attachEmbedded({ dataDir })
  t.equal(backup.started, false)
  await app.stop()
  t.same(await query(backup.connection, 'select 1 as one'), [{ one: 1 }], 'the command still has its server')
  await backup.stop()
  t.equal(await stopEmbedded({ dataDir }), false)
})

t.test('commands that start at the same time share one server', async (t) => {
  const dataDir = await dataFolder(t)
  const commands = await Promise.all([1, 2, 3, 4].map(() => attachEmbedded({ dataDir })))
  t.equal(commands.filter((command) => command.firstStart).length, 1)
  for (const { connection } of commands) t.same(await query(connection, 'select 1 as one'), [{ one: 1 }])
  await Promise.all(commands.map((command) => command.stop()))
  t.equal(await stopEmbedded({ dataDir }), false)
})
