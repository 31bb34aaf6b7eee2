import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'

const suite = pathToFileURL(join(import.meta.dirname, '../../bin/suite/run-suite.mjs')).href

/** Runs the suite on test files given by name and body, as `npm test -- .` would in a repository of only them. */
function run(t: Test, files: Record<string, string>) {
  const folder = t.testdir()
  for (const [name, body] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), `import t from 'tap'\n${body}`)
  }
  const code = `import { runSuite } from '${suite}'
    process.exitCode = (await runSuite(${JSON.stringify(folder)}, ['.'])) ? 0 : 1`
  const env = { ...process.env, BEZEL_TEST_DATA_DIR: join(folder, '.bezel') }
  const args = ['--input-type=module', '--eval', code]
  const { stdout, status } = spawnSync(process.execPath, args, { env, cwd: folder, encoding: 'utf8' })
  const lines = stdout.trimEnd().split('\n')
  const artifact = readFileSync(join(folder, '.artifacts/tests.json'), 'utf8')
  return { stdout, status, last: lines.at(-1), artifact: JSON.parse(artifact) as Record<string, unknown> }
}

t.test('assertions of all files are counted in the closing line', async (t) => {
  const result = run(t, {
    'a.test.ts': `t.test('one', async (t) => { t.ok(true); t.ok(true) })`,
    'deep/b.test.ts': `t.test('two', async (t) => { t.equal(1, 1) })`,
  })
  t.equal(result.last, '3 passed, 0 failed')
  t.equal(result.status, 0)
  t.match(result.artifact, { passed: 3, failed: 0, skipped: 0 })
})

t.test('a failing assertion is shown with its place and its difference', async (t) => {
  const result = run(t, {
    'a.test.ts': `t.test('sums', async (t) => { t.test('small ones', async (t) => t.equal(1 + 1, 3, 'two')) })`,
  })
  t.equal(result.last, '0 passed, 1 failed')
  t.equal(result.status, 1)
  t.match(result.stdout, /✗ sums > small ones > two\n[\s\S]*-3\n[\s\S]*\+2\n[\s\S]*a\.test\.ts:2:/)
  t.match(result.stdout, 'Failed: a.test.ts: sums > small ones > two')
})

t.test('a file that dies after its last good test has failed', async (t) => {
  const result = run(t, { 'a.test.ts': `t.ok(true); setTimeout(() => process.exit(3), 50)` })
  t.equal(result.status, 1)
  t.match(result.last, /failed$/)
  t.notMatch(result.last, /, 0 failed/)
})

t.test('a file that cannot even be loaded has failed', async (t) => {
  const result = run(t, { 'a.test.ts': `import './gone.ts'`, 'b.test.ts': `t.ok(true)` })
  t.equal(result.last, '1 passed, 1 failed')
  t.match(result.stdout, 'gone.ts')
})

t.test('a file without any test has failed', async (t) => {
  const result = run(t, { 'a.test.ts': '', 'b.test.ts': `t.ok(true)` })
  t.equal(result.last, '1 passed, 1 failed')
  t.match(result.stdout, 'Failed: a.test.ts: has no test')
})

t.test('a file can skip itself as a whole, saying why', async (t) => {
  const result = run(t, { 'a.test.ts': `t.plan(0, 'the data is not here')`, 'b.test.ts': `t.ok(true)` })
  t.equal(result.last, '1 passed, 0 failed, 1 skipped')
  t.match(result.stdout, 'Skipped: the data is not here')
})

t.test('skipped tests are counted apart and their reason is told', async (t) => {
  const result = run(t, {
    'a.test.ts': `t.ok(true); t.test('in the browser', { skip: 'no Chromium here' }, async () => {})`,
  })
  t.equal(result.last, '1 passed, 0 failed, 1 skipped')
  t.match(result.stdout, 'Skipped: no Chromium here')
  t.equal(result.status, 0)
})

t.test('a run that finds no test at all has failed', async (t) => {
  t.equal(run(t, {}).status, 1)
})
