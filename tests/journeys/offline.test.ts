import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import t from 'tap'
import { openBrowser, visitor } from './browser.ts'
import { freePort, type ShopFolder, start, stop } from './running-shop.ts'

t.setTimeout(240_000)

// The admin as an installed app: what Chromium asks of one, and what is left of it when the server is away.

/** What Chromium has against installing the page. */
async function hindrances(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { errors } = await session.send('Page.getAppManifest')
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  return [...errors.map(({ message }) => message), ...installabilityErrors.map(({ errorId }) => errorId)]
}

/** Paths of everything the service worker keeps. */
const kept = `caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
  .then((lists) => lists.flat().map((request) => new URL(request.url).pathname))`

/** Opens a list and waits until the service worker has taken over. */
async function visit(context: BrowserContext, base: string, refused: string[]): Promise<Page> {
  const page = await context.newPage()
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text())
  })
  await page.goto(`${base}/admin/customers`)
  await page.waitForSelector('tbody tr[aria-rowindex]')
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.reload()
  await page.waitForSelector('tbody tr[aria-rowindex]')
  return page
}

t.test('the admin can be installed, and opens and says so when the server is out of reach', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const data = await mkdtemp(join(tmpdir(), 'bezel-offline-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const shop: ShopFolder = {
    cwd: process.cwd(),
    env: { ...process.env, BEZEL_DATA_DIR: data, LOG_LEVEL: 'warn', DATABASE_URL: '' },
  }
  let server = await start(shop, port)
  t.teardown(async () => {
    await stop(server)
    await rm(data, { recursive: true, force: true })
  })
  const context = await visitor(browser, base)
  const refused: string[] = []
  const page = await visit(context, base, refused)
  const against = await hindrances(page)
  t.same(
    against.filter((reason) => reason !== 'in-incognito'),
    [],
    'nothing is against installing it',
  )
  const paths = await page.evaluate<string[]>(kept)
  t.ok(paths.includes('/admin/'), 'the page is kept')
  t.same(
    paths.filter((path) => !/^\/admin\/($|assets\/|shared\/|panels\/)/.test(path)),
    [],
    'and nothing but the shell: no record, no answer of the API',
  )

  await stop(server)
  await page.reload()
  await page.getByRole('status').getByText('No connection').waitFor()
  t.ok(await page.getByRole('navigation').first().isVisible(), 'the shell stands without the server')

  server = await start(shop, port)
  await page.waitForSelector('tbody tr[aria-rowindex]')
  t.pass('the rows come by themselves once the server is back')
  t.same(refused, [], 'the content security policy refused nothing')
})
