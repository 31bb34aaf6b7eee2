import { existsSync } from 'node:fs'
import { chmod, mkdir, readlink, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import t from 'tap'
import { startEmbedded } from '../../src/database/embedded/index.ts'
import { dataFolder, query } from './fixtures/harness.ts'

// Containers often forbid user namespaces; `mayUnshare: false` stands for such a one.
const skip = process.getuid?.() === 0 ? false : 'needs root'
const binariesWereThere = existsSync('/var/lib/bezel')

t.teardown(async () => {
  if (!binariesWereThere) await rm('/var/lib/bezel', { recursive: true, force: true })
})

t.test('root without user namespaces runs the server as an unprivileged user', { skip }, async (t) => {
  const dataDir = await dataFolder(t)
  await chmod(dirname(dataDir), 0o755)
  const root = await startEmbedded({ dataDir })
  await query(root.connection, 'create table rings as select 1 as n')
  await root.stop()

  const messages: string[] = []
  const dropped = await startEmbedded({
    dataDir,
    mayUnshare: false,
    log: (message) => messages.push(message),
  })
  t.not((await stat(join(dataDir, 'postgres/data'))).uid, 0)
  t.match(messages.join('\n'), /Handing .* over to user id/)
  t.same(await query(dropped.connection, 'select n from rings'), [{ n: 1 }])
  await dropped.stop()

  const again = await startEmbedded({ dataDir })
  t.equal((await stat(join(dataDir, 'postgres/data'))).uid, 0, 'and back, where namespaces are allowed')
  t.same(await query(again.connection, 'select n from rings'), [{ n: 1 }])
  await again.stop()
})

t.test('data in a private folder goes where the unprivileged user can reach it', { skip }, async (t) => {
  const dataDir = await dataFolder(t, 'private/data')
  await mkdir(dataDir, { recursive: true })
  await chmod(dirname(dataDir), 0o700)
  const messages: string[] = []
  const options = { dataDir, mayUnshare: false, log: (message: string) => messages.push(message) }
  const server = await startEmbedded(options)
  await query(server.connection, 'create table rings as select 1 as n')
  await server.stop()
  const place = await readlink(join(dataDir, 'postgres'))
  t.teardown(() => rm(dirname(place), { recursive: true }))
  t.match(place, /^\/var\/lib\/bezel\//)
  t.ok(
    messages.some((message) => message.includes(place)),
    'and the log says where',
  )

  const again = await startEmbedded(options)
  t.same(await query(again.connection, 'select n from rings'), [{ n: 1 }])
  await again.stop()
})
