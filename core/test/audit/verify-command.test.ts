import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { createSealer } from '../../src/audit/sealer.ts'
import { testApp } from '../../src/testing/app.ts'
import { programs } from '../cluster/fixtures/run-shop.ts'
import { bundle } from '../jobs/fixtures/bundle.ts'
import { notes } from '../jobs/fixtures/notes.ts'

const app = await testApp({ plugins: [notes()] })
t.teardown(() => app.end())
const built = await bundle(programs)
t.teardown(() => built.remove())

const folder = t.testdir()
mkdirSync(join(folder, 'dist'))
writeFileSync(
  join(folder, 'dist/fastify.config.mjs'),
  `export { default } from '${pathToFileURL(built.file('shop')).href}'\n`,
)

/** Runs `bezel audit …` on the app's database. */
function bezel(...args: string[]): Promise<{ status: number; output: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: app.url,
    BEZEL_SECRET: 'test secret of at least thirty-two bytes',
  }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [built.file('main'), 'audit', ...args],
      { cwd: folder, env },
      (error, stdout, stderr) => {
        resolve({ status: error ? Number(error.code) : 0, output: stdout + stderr })
      },
    )
  })
}

t.test('the command says that history holds, or where it was tampered with', async (t) => {
  await app.request('POST', '/api/v1/notes', { title: 'A' })
  await createSealer(app)()
  const good = await bezel('verify')
  t.equal(good.status, 0, good.output)
  t.match(good.output, /^\d+ entries hold, 0 wait for their seal\.\nLast seal [0-9a-f]{64}\n$/)

  await app.database.query(`update bezel_core.audit set actor_id = gen_random_uuid() where seal_number = 2`)
  const bad = await bezel('verify')
  t.equal(bad.status, 1)
  t.match(bad.output, /^Entry 2 \(.+\): the row was changed after it was sealed\.\n1 entries before it hold/)
  const json = await bezel('verify', '--json')
  t.match(JSON.parse(json.output), { verified: 1, broken: { sealNumber: 2 } })
  t.equal((await bezel('prove')).status, 2)
})
