import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { type Importing, importing } from '../../src/importing/importing.ts'
import { testApp } from '../../src/testing/app.ts'
import { temporaryFolder } from '../transfer/support.ts'
import { finished, sendFile } from './fixtures/send.ts'
import { things } from './fixtures/things.ts'

t.setTimeout(180_000)

// This process only takes files in: the work is done by processes that can be killed.
const app = await testApp({ plugins: [things] })
const service = app.kernel.services.get(importing.name) as Importing
// A folder of its own: other tests upload at the same time.
service.folder = await temporaryFolder(t)
const children = new Set<ChildProcess>()
t.teardown(async () => {
  for (const child of children) child.kill('SIGKILL')
  await app.end()
})

async function startImporter(): Promise<ChildProcess> {
  const entry = fileURLToPath(new URL('./fixtures/importer.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=bezel-src', entry], {
    env: { ...process.env, IMPORT_DATABASE: app.url, IMPORT_DATA_DIR: '.bezel/test' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
  children.delete(child)
}

const read = async (id: string) => (await app.request('GET', `/api/v1/imports/${id}`)).body

/** Until the process that imports has deleted the file. */
async function gone(): Promise<void> {
  while ((await readdir(service.folder)).length > 0) await sleep(20)
}

async function until(id: string, enough: (run: { processed: number; status: string }) => boolean) {
  for (;;) {
    const run = await read(id)
    if (enough(run)) return run
    await sleep(10)
  }
}

/** Equal rows among them, so that going on must count them as the first try did. */
const rows = (count: number) => Array.from({ length: count }, (_, n) => `thing ${n % 9000},${n % 9000}`)

t.test(
  'an import goes on where its last committed batch ended, however often its process is killed',
  async (t) => {
    const sent = await sendFile(app, 'things/import', `name,pieces\n${rows(40_000).join('\n')}\n`)
    const { id } = sent.body
    let killed = 0
    for (let seen = 0; killed < 2; killed++) {
      const child = await startImporter()
      const run = await until(id, ({ processed, status }) => processed > seen || status === 'completed')
      seen = run.processed
      await kill(child)
    }
    const child = await startImporter()
    const run = await finished(app, id)
    t.match(run, {
      status: 'completed',
      processed: 40_000,
      total: 40_000,
      created: 40_000,
      unchanged: 0,
      failed: 0,
    })
    const [counted] = await app.database.query<{ count: number; kinds: number }>(
      'select count(*) as count, count(distinct name) as kinds from things',
    )
    t.same(counted, { count: 40_000, kinds: 9000 }, 'every row once')
    t.same(await readdir(service.folder), [], 'and the file is gone')
    await kill(child)
  },
)

t.test('a cancelled import stops, keeps what came in, and lets go of its file', async (t) => {
  await app.database.query('delete from things')
  const sent = await sendFile(
    app,
    'things/import',
    `sku,name\n${Array.from({ length: 60_000 }, (_, n) => `C${n},x`).join('\n')}\n`,
  )
  const { id } = sent.body
  const child = await startImporter()
  await until(id, ({ processed }) => processed > 0)
  const answer = await app.request('POST', `/api/v1/imports/${id}/cancel`, {})
  t.match(answer, { status: 200, body: { status: 'cancelled' } })
  const { processed, created } = await read(id)
  t.ok(processed < 60_000)
  await gone()
  const [counted] = await app.database.query<{ count: number }>('select count(*) as count from things')
  t.equal(counted?.count, created, 'the counts tell what is there')
  t.match(await read(id), { status: 'cancelled', processed })
  t.match(await app.request('POST', `/api/v1/imports/${id}/cancel`, {}), {
    status: 409,
    body: { code: 'IMPORT_OVER' },
  })
  await kill(child)
})

t.test('an import cancelled before it began does nothing', async (t) => {
  await app.database.query('delete from things')
  const sent = await sendFile(app, 'things/import', 'sku,name\nA,x\n')
  await app.request('POST', `/api/v1/imports/${sent.body.id}/cancel`, {})
  const child = await startImporter()
  await gone()
  t.same(await app.database.query('select id from things'), [])
  await kill(child)
})
