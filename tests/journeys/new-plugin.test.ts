import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t from 'tap'
import { command, freePort, start, stop } from './running-shop.ts'

const shop = await mkdtemp(join(tmpdir(), 'bezel-new-'))
const env = {
  ...process.env,
  BEZEL_DATA_DIR: join(shop, 'data'),
  LOG_LEVEL: 'warn',
  DATABASE_URL: '',
  BEZEL_PREPARE: '1',
}
const folder = { cwd: shop, env }
t.teardown(() => rm(shop, { recursive: true, force: true }))

/** Newest change below the admin's build: proof that nothing there was built again. */
async function adminBuiltAt(): Promise<number> {
  const files = await readdir('admin-ui/dist', { recursive: true })
  const times = await Promise.all(
    files.map(async (file) => (await stat(join('admin-ui/dist', file))).mtimeMs),
  )
  return Math.max(...times)
}

t.test(
  'a new plugin builds, migrates and serves REST, GraphQL and a panel, with no rebuild of the admin',
  async (t) => {
    if (!existsSync('admin-ui/dist/index.html'))
      return t.comment('Note: the admin is not built; run npm test for this journey')
    await symlink(resolve('node_modules'), join(shop, 'node_modules'))
    await writeFile(join(shop, 'package.json'), '{"name":"shop","private":true,"type":"module"}')
    await writeFile(
      join(shop, 'fastify.config.ts'),
      `import { defineConfig } from '@bezel/core'\n\nexport default defineConfig({ plugins: [] })\n`,
    )
    const port = await freePort()
    const first = await start(folder, port)
    await stop(first)
    const builtAt = await adminBuiltAt()

    await command(folder, 'new', 'plugin', 'repairs')
    t.match(await readFile(join(shop, 'fastify.config.ts'), 'utf8'), /plugins: \[repairs\]/)
    const server = await start(folder, port)
    t.teardown(() => stop(server))
    const key = await command(folder, 'key', 'create', '--role', 'owner')
    const base = `http://127.0.0.1:${port}`
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }

    const made = await fetch(`${base}/api/v1/repairs`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ number: '7', title: 'Clasp' }),
    })
    t.equal(made.status, 201)
    const query = '{ repairs(q: "clas") { nodes { number status } } }'
    const graphql = await fetch(`${base}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    })
    t.match(await graphql.json(), { data: { repairs: { nodes: [{ number: '7', status: 'open' }] } } })
    const manifest = (await (await fetch(`${base}/api/v1/admin/manifest`, { headers })).json()) as {
      panels: { entry: string }[]
    }
    const panel = await fetch(base + manifest.panels[0]?.entry)
    t.equal(panel.status, 200)
    t.match(await panel.text(), /from ?"@bezel\/admin-ui"/)
    t.equal(await adminBuiltAt(), builtAt, 'the shell was not built again')
    t.match(await command(folder, 'doctor', '--json'), /\{/, 'tables and entities agree')
  },
)
