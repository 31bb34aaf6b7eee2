import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { system as bezel } from '../../src/access/actor.ts'
import { type Importing, importing } from '../../src/importing/importing.ts'
import { testApp } from '../../src/testing/app.ts'
import { temporaryFolder } from '../transfer/support.ts'
import { importFile, sendFile } from './fixtures/send.ts'
import { things } from './fixtures/things.ts'

const app = await testApp({
  plugins: [things],
  work: { pollMs: 50, dispatchMs: 50 },
  env: { CORE_IMPORT_MAX_MEGABYTES: '1' },
})
t.teardown(() => app.end())
await app.startWork()
const service = app.kernel.services.get(importing.name) as Importing
// A folder of its own: other tests upload at the same time.
service.folder = await temporaryFolder(t)

/** Waits until no import holds a file: one is deleted a moment after its import says that it is over. */
async function emptied(): Promise<void> {
  while ((await readdir(service.folder)).length > 0) await sleep(20)
}

t.test('importing takes the permission to write, and none of the file is read without it', async (t) => {
  const reader = await app.keyWith(['things.read'])
  const before = await readdir(service.folder).catch(() => [])
  t.match(await sendFile(app, 'things/import', 'name\nx\n', { key: reader }), {
    status: 403,
    headers: { connection: /close/ },
  })
  t.match(await sendFile(app, 'things/import/preview', 'name\nx\n', { key: reader }), { status: 403 })
  t.same(await readdir(service.folder).catch(() => []), before)
})

t.test('fields that one may not set are no columns', async (t) => {
  const key = await app.keyWith(['things.read', 'things.write'])
  const csv = 'sku,name,limited,internal\nA,one,secret,x\n'
  const preview = await sendFile(app, 'things/import/preview', csv, { key })
  t.same(
    preview.body.columns.map(({ field }: { field: string }) => field),
    ['sku', 'name', null, null],
  )
  t.match(await sendFile(app, 'things/import', csv, { key, fields: { mapping: { limited: 'limited' } } }), {
    status: 422,
  })
  await importFile(app, 'things', csv, { key })
  t.match((await app.request('GET', '/api/v1/things?sku=A')).body.data, [{ limited: null, internal: null }])
  const owner = await sendFile(app, 'things/import/preview', csv)
  t.equal(owner.body.columns[2].field, 'limited')
})

t.test('an import is seen by who started it, and by those who see the system', async (t) => {
  const [mine, other] = [
    await app.keyWith(['things.write', 'things.read']),
    await app.keyWith(['things.write']),
  ]
  const sent = await sendFile(app, 'things/import', 'sku,name\nQ,q\n', { key: mine })
  const path = `/api/v1/imports/${sent.body.id}`
  t.equal((await app.request('GET', path, undefined, { key: mine })).status, 200)
  t.equal((await app.request('GET', path, undefined, { key: other })).status, 404)
  t.equal((await app.request('GET', `${path}/errors`, undefined, { key: other })).status, 404)
  t.equal((await app.request('POST', `${path}/cancel`, {}, { key: other })).status, 404)
  t.equal((await app.request('GET', path)).status, 200)
  t.equal((await app.request('PATCH', path, { status: 'failed' })).status, 405, 'nobody writes it')
})

t.test('a file that is too large is refused while it comes in, and nothing of it is kept', async (t) => {
  await emptied()
  const large = `name\n${'x'.repeat(2 * 1024 * 1024)}\n`
  t.match(await sendFile(app, 'things/import', large), { status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } })
  t.match(await app.request('POST', '/api/v1/things/import', { name: 'x' }), { status: 415 })
  t.same(await readdir(service.folder), [])
})

t.test('what an import leaves in the folder is deleted when it is over', async (t) => {
  await importFile(app, 'things', 'sku,name\nZ,z\n')
  await importFile(app, 'things', 'sku,name\nZ,z\n', { dryRun: true })
  await emptied()
  t.pass('the folder is empty')
})

t.test('a preview shows columns with samples, rows as they would be, and what is wrong', async (t) => {
  await app.request('POST', '/api/v1/makers', { code: 'PAR', name: 'Paris' })
  const csv = 'Stock #,Name,Weight,Maker,Shoe\nP1,Ring,1.5,PAR,42\nP2,,heavy,NIX,43\n'
  const { status, body } = await sendFile(app, 'things/import/preview', csv)
  t.equal(status, 200)
  t.match(body.columns, [
    { header: 'Stock #', field: 'sku', reason: /stock/i, samples: ['P1', 'P2'] },
    { header: 'Name', field: 'name', confidence: 1 },
    { header: 'Weight', field: 'weight' },
    { header: 'Maker', field: 'makerId' },
    { header: 'Shoe', field: null, confidence: 0 },
  ])
  t.match(body.rows, [{ sku: 'P1', name: 'Ring', weight: 1.5 }, { sku: 'P2' }])
  t.match(
    body.issues.map(({ line, field }: { line: number; field: string }) => `${line} ${field}`),
    ['3 weight', '3 makerId', '3 name'],
  )
  t.ok(
    body.fields.some(
      ({ name, required }: { name: string; required: boolean }) => name === 'name' && required,
    ),
  )
  t.equal((await app.request('GET', '/api/v1/things?sku=P1')).body.data.length, 0)
  t.same(await readdir(service.folder), [])
})

t.test('an import stops when its starter loses the permission, and goes on for who has it', async (t) => {
  const system = { actor: bezel, requestId: 'test' }
  const role = (await app.run('roles.create', { name: 'Importer', permissions: ['things.*'] }, system)) as {
    id: string
  }
  const key = (await app.run('api-keys.create', { name: 'import', roleId: role.id }, system)) as {
    id: string
    key: string
  }
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => `REVOKED-${from + at},thing`).join('\n')
  const csv = `sku,name\n${rows(0, 24_000)}\n`
  const { body: begun } = await sendFile(app, 'things/import', csv, { key: key.key })
  const read = async () => (await app.request('GET', `/api/v1/imports/${begun.id}`)).body
  while ((await read()).processed === 0) await sleep(5)
  await app.run('roles.update', { id: role.id, permissions: ['things.read'] }, system)
  let stopped = await read()
  while (stopped.status === 'running' || stopped.status === 'pending') {
    await sleep(20)
    stopped = await read()
  }
  t.match(stopped, { status: 'failed', error: /lost the permission "things\.write".*resume/ })
  t.ok(stopped.processed > 0 && stopped.processed < 24_000, `${stopped.processed} rows came in`)

  t.equal((await app.request('POST', `/api/v1/imports/${begun.id}/resume`, {}, key)).status, 403)
  const resumed = await app.request('POST', `/api/v1/imports/${begun.id}/resume`, {})
  t.match(resumed, { status: 202, body: { status: 'pending', error: null } })
  let done = await read()
  while (done.status !== 'completed' && done.status !== 'failed') {
    await sleep(20)
    done = await read()
  }
  t.match(done, { status: 'completed', processed: 24_000, created: 24_000, failed: 0, error: null })
  await emptied()
  t.match(await app.request('POST', `/api/v1/imports/${begun.id}/resume`, {}), {
    status: 409,
    body: { code: 'IMPORT_OVER' },
  })
})
