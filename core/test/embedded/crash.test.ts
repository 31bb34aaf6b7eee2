import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { startEmbedded } from '../../src/database/embedded/index.ts'
import { dataFolder, query, serverPid, startApp, until } from './fixtures/harness.ts'

// Creating a cluster takes seconds on a busy machine.
t.setTimeout(300_000)

t.test('a killed app loses no acknowledged row, and the next start takes over at once', async (t) => {
  const dataDir = await dataFolder(t)
  const app = startApp(dataDir)
  await until('rows are written', () => app.acknowledged.length > 50)
  const pid = await serverPid(dataDir)
  app.child.kill('SIGKILL')
  await app.exited

  const next = await startEmbedded({ dataDir })
  t.equal(next.started, false, 'the server that was left running is taken over')
  t.equal(await serverPid(dataDir), pid)
  const rows = await query<{ n: number }>(next.connection, 'select n from sales')
  const found = new Set(rows.map((row) => row.n))
  t.same(
    app.acknowledged.filter((n) => !found.has(n)),
    [],
  )
  await next.stop()
})

t.test('a killed app and a killed server lose no acknowledged row', async (t) => {
  const dataDir = await dataFolder(t)
  const app = startApp(dataDir)
  await until('rows are written', () => app.acknowledged.length > 50)
  process.kill(await serverPid(dataDir), 'SIGKILL')
  app.child.kill('SIGKILL')
  await app.exited

  const next = await startEmbedded({ dataDir })
  t.equal(next.started, true)
  const rows = await query<{ n: number }>(next.connection, 'select n from sales')
  const found = new Set(rows.map((row) => row.n))
  t.same(
    app.acknowledged.filter((n) => !found.has(n)),
    [],
  )
  await next.stop()
})

t.test('a server that dies under the app is started again', async (t) => {
  const dataDir = await dataFolder(t, `${'long-'.repeat(30)}folder`)
  const messages: string[] = []
  const server = await startEmbedded({ dataDir, log: (message) => messages.push(message) })
  await query(server.connection, 'create table sales as select 1 as n')
  process.kill(await serverPid(dataDir), 'SIGKILL')
  const runsAgain = () => messages.some((message) => /runs again/.test(message))
  await until('the server runs again', runsAgain)
  t.same(await query(server.connection, 'select n from sales'), [{ n: 1 }], 'at the same address')
  const second = startApp(dataDir)
  await second.exited
  t.match(second.stderr(), /EMBEDDED_IN_USE/, 'the app still counts as the only one')
  await server.stop()
})

t.test('a second app is refused, told by whom and what to do', async (t) => {
  const dataDir = await dataFolder(t)
  const server = await startEmbedded({ dataDir })
  const second = startApp(dataDir)
  await second.exited
  t.equal(second.child.exitCode, 3)
  t.match(second.stderr(), new RegExp(`EMBEDDED_IN_USE .*process ${process.pid}.*Stop that one first`))
  t.same(await query(server.connection, 'select 1 as one'), [{ one: 1 }], 'the first is not disturbed')
  await server.stop()
})

t.test('lock files whose process id now belongs to another program do not stop a start', async (t) => {
  const dataDir = await dataFolder(t)
  await (await startEmbedded({ dataDir })).release()
  const base = join(dataDir, 'postgres')
  const lockFiles = [join(base, 'data/postmaster.pid'), join(base, '.s.PGSQL.5432.lock')]
  const left = await Promise.all(lockFiles.map((file) => readFile(file, 'utf8')))
  process.kill(await serverPid(dataDir), 'SIGKILL')
  const other = spawn('sleep', ['60'])
  t.teardown(() => other.kill())
  for (const [i, file] of lockFiles.entries()) {
    await writeFile(file, (left[i] ?? '').replace(/^\d+/, String(other.pid)))
  }
  const server = await startEmbedded({ dataDir })
  t.same(await query(server.connection, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})

t.test('empty lock files, as a power cut leaves them, do not stop a start', async (t) => {
  const dataDir = await dataFolder(t)
  await (await startEmbedded({ dataDir })).stop()
  await writeFile(join(dataDir, 'postgres/data/postmaster.pid'), '')
  await writeFile(join(dataDir, 'postgres/.s.PGSQL.5432.lock'), '')
  const server = await startEmbedded({ dataDir })
  t.equal(server.started, true)
  await server.stop()
})

t.test('what a start left that was killed while creating the database is removed', async (t) => {
  const dataDir = await dataFolder(t)
  const abandoned = join(dataDir, 'postgres.init-2147483646-0badcafe')
  await mkdir(join(abandoned, 'data'), { recursive: true })
  const server = await startEmbedded({ dataDir })
  t.equal(server.firstStart, true)
  t.equal(existsSync(abandoned), false)
  await server.stop()
})

t.test('a first start killed at any moment leaves a folder that starts', async (t) => {
  const dataDir = await dataFolder(t)
  for (const millis of [300, 600, 900, 1300, 1800]) {
    const app = startApp(dataDir)
    setTimeout(() => app.child.kill('SIGKILL'), millis)
    await app.exited
  }
  const server = await startEmbedded({ dataDir })
  t.same(await query(server.connection, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})
