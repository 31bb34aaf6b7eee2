import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { system } from '../../src/access/actor.ts'
import { type Importing, importing } from '../../src/importing/importing.ts'
import { tidyImports } from '../../src/importing/tidy.ts'
import { inTransaction } from '../../src/operation/transaction.ts'
import { testApp } from '../../src/testing/app.ts'
import { temporaryFolder } from '../transfer/support.ts'
import { sendFile } from './fixtures/send.ts'
import { things } from './fixtures/things.ts'

const app = await testApp({ plugins: [things] })
t.teardown(() => app.end())
const service = app.kernel.services.get(importing.name) as Importing
service.folder = await temporaryFolder(t)

const tidy = () =>
  tidyImports.steps({
    step: (work) => inTransaction(app.kernel, tidyImports.name, { actor: system, requestId: 'test' }, work),
    signal: new AbortController().signal,
    log: app.kernel.log,
  })
const before = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000)

t.test('abandoned imports end, what is left of them goes, what is wanted stays', async (t) => {
  const [old, recent] = [
    await sendFile(app, 'things/import', 'name\nx\n'),
    await sendFile(app, 'things/import', 'name\ny\n'),
  ]
  const [oldId, recentId] = [old.body.id, recent.body.id]
  await app.database.query('update imports set updated_at = $2 where id = $1', [oldId, before(2)])
  await writeFile(join(service.folder, 'upload-left'), 'x')
  for (const name of await readdir(service.folder))
    await utimes(join(service.folder, name), before(2), before(2))
  await tidy()
  t.match((await app.request('GET', `/api/v1/imports/${oldId}`)).body, {
    status: 'failed',
    error: /Send the file again/,
  })
  t.match((await app.request('GET', `/api/v1/imports/${recentId}`)).body, { status: 'pending' })
  const [kept] = await app.database.query<{ path: string }>(
    'select path from bezel_core.import_runs where import_id = $1',
    [recentId],
  )
  t.same(
    (await readdir(service.folder)).map((name) => join(service.folder, name)),
    [kept?.path],
  )
})

t.test('rejected rows are kept for thirty days', async (t) => {
  const made = await sendFile(app, 'things/import', 'name,weight\nx,many\ny,2\n')
  await service.run(made.body.id)
  await tidy()
  const errors = async () =>
    (await app.request('GET', `/api/v1/imports/${made.body.id}/errors`)).body as string
  t.match(await errors(), /x,many/)
  await app.database.query('update imports set finished_at = $2 where id = $1', [made.body.id, before(31)])
  await tidy()
  t.notMatch(await errors(), /x,many/)
})
