import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t, { type t as tap } from 'tap'
import { barriers, openBrowser, visitor } from './browser.ts'
import { command, freePort, start, stop } from './running-shop.ts'

const owner = { email: 'owner@repairs.example', password: 'a bench full of files' }
const shop = await mkdtemp(join(tmpdir(), 'bezel-new-'))
const env = {
  ...process.env,
  BEZEL_DATA_DIR: join(shop, 'data'),
  LOG_LEVEL: 'warn',
  DATABASE_URL: '',
  BEZEL_PREPARE: '1',
  BEZEL_OWNER_EMAIL: owner.email,
  BEZEL_OWNER_PASSWORD: owner.password,
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

/** A panel with a page that works, one that throws, and a card that throws on everybody's start page. */
const brokenPanel = `import { Card, definePanel, Page } from '@bezel/admin-ui'

function Overview() {
  return <Page title="Repairs overview"><Card title="Open">3</Card></Page>
}
function Broken(): never {
  throw new Error('the bench is on fire')
}

export default definePanel({
  pages: [
    { path: '/repairs/overview', title: 'Overview', component: Overview },
    { path: '/repairs/broken', title: 'Broken', component: Broken },
  ],
  slots: { 'dashboard.cards': Broken },
})
`

/** The new plugin's pages in a browser: what throws is a card that names the plugin, and the shell lives on. */
async function meetPanel(
  t: Pick<typeof tap, 'comment' | 'pass' | 'same' | 'teardown'>,
  base: string,
): Promise<void> {
  const browser = await openBrowser(t)
  if (!browser) return
  const page = await (await visitor(browser, base, owner, { bypassCSP: true })).newPage()
  await page.goto(`${base}/admin`)
  await page.getByRole('alert').getByText('A part of “repairs” could not be shown here.').waitFor()
  await page.getByRole('link', { name: 'Repairs overview' }).click()
  await page.getByRole('heading', { name: 'Repairs overview', level: 1 }).waitFor()
  t.pass('a card that throws takes nothing else along')

  await page.goto(`${base}/admin/repairs/broken`)
  await page.getByRole('alert').getByText('“repairs”').first().waitFor()
  t.same(await barriers(page), [], 'nothing keeps people out')
  await page.getByRole('link', { name: 'Repairs', exact: true }).click()
  await page.locator('tbody tr', { hasText: 'Clasp' }).waitFor()
  t.pass('from a page that throws one goes on to the next')
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
    await writeFile(join(shop, 'plugins/repairs/admin/index.tsx'), brokenPanel)
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
    await meetPanel(t, base)
    t.equal(await adminBuiltAt(), builtAt, 'the shell was not built again')
    t.match(await command(folder, 'doctor', '--json'), /\{/, 'tables and entities agree')
  },
)
