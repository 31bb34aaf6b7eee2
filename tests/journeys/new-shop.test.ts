import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import t from 'tap'
import { command, freePort } from './running-shop.ts'

t.setTimeout(300_000)

// A name with a space, as people's folders have.
const folder = await mkdtemp(join(tmpdir(), 'bezel new shop '))
const foreign = /^(BEZEL_|npm_|TAP|NODE_OPTIONS$|DATABASE_URL$|PORT$|HOST$|NODE_ENV$)/
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
  LOG_LEVEL: 'warn',
}
const shop = join(folder, 'harbour')
const run = promisify(execFile)
t.teardown(() => rm(folder, { recursive: true, force: true }))

await command({ cwd: folder, env }, 'new', 'shop', 'harbour')

t.test(
  'a new shop outside the repository is installed by npm, starts, serves and stops',
  { skip: existsSync('admin-ui/dist/index.html') ? false : 'the admin is not built; run npm test for it' },
  async (t) => {
    // Its packages are links to this repository until they are in a registry, so nothing is downloaded.
    await run('npm', ['install', '--no-audit', '--no-fund', '--offline'], { cwd: shop, env })
    const port = await freePort()
    const server = spawn('npm', ['start'], {
      cwd: shop,
      env: { ...env, PORT: String(port) },
      stdio: 'pipe',
      detached: true,
    })
    let output = ''
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk) => {
        output += chunk
      })
    t.teardown(() => server.exitCode === null && process.kill(-Number(server.pid), 'SIGKILL'))
    const base = `http://127.0.0.1:${port}`
    const isReady = () =>
      fetch(`${base}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    while (server.exitCode === null && !(await isReady())) await sleep(100)
    t.equal(server.exitCode, null, output)

    const key = (
      await run('npm', ['run', '-s', 'bezel', '--', 'key', 'create', '--role', 'owner'], { cwd: shop, env })
    ).stdout
    const headers = { authorization: `Bearer ${key.trim()}` }
    const stones = await fetch(`${base}/api/v1/stones?limit=1&total=exact`, { headers })
    t.match(await stones.json(), { page: { total: Number } })
    t.equal((await fetch(`${base}/admin/`)).status, 200)
    server.kill('SIGTERM')
    t.same(await once(server, 'exit'), [0, null])
  },
)

t.test('a new adapter in it is listed, and its conformance test passes', async (t) => {
  await command({ cwd: shop, env }, 'new', 'adapter', 'storage-vendor')
  t.match(await readFile(join(shop, 'fastify.config.ts'), 'utf8'), /inventory, storageVendor\]/)
  await rm(join(shop, 'node_modules'), { recursive: true, force: true })
  await symlink(resolve('node_modules'), join(shop, 'node_modules'))
  const test = 'adapters/storage-vendor/test/conformance.test.ts'
  const { stdout } = await run(process.execPath, ['--import', 'tsx', test], { cwd: shop, env })
  t.match(stdout, /# \{ total: \d+, pass: \d+ \}/)
  t.notMatch(stdout, /^ *not ok/m)
})
