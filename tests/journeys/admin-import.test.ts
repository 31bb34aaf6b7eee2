import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { barriers, openBrowser, visitor, watch } from './browser.ts'
import { freePort, start, stop } from './running-shop.ts'

t.setTimeout(300_000)

// Somebody begins an import, is called away, the server is restarted: nothing of it may be lost.

const ROWS = 200_000

/** More stones than come in while a server that is told to stop finishes what it can. */
async function writeStones(file: string): Promise<void> {
  const rows = Array.from(
    { length: ROWS },
    (_, index) => `JRN-${index},Round,1.${(index % 90) + 10},F,VS1,Safe`,
  )
  await writeFile(file, `${['Stock #,Shape,Carat,Color,Clarity,Remark', ...rows].join('\n')}\n`)
}

const fieldOf = (page: Page, column: string) => page.getByLabel(`Field: ${column}`)
const earlier = (page: Page) => page.getByRole('table', { name: 'Imports so far' })

t.test('an import is left and found again at every step, survives a restart, and is stopped', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const data = await mkdtemp(join(tmpdir(), 'bezel-wizard-'))
  const file = join(data, 'stones.csv')
  await writeStones(file)
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const folder = {
    cwd: process.cwd(),
    env: { ...process.env, BEZEL_DATA_DIR: join(data, 'shop'), LOG_LEVEL: 'warn', DATABASE_URL: '' },
  }
  let server = await start(folder, port)
  t.teardown(async () => {
    await stop(server)
    await rm(data, { recursive: true, force: true })
  })
  const page = await (await visitor(browser, base, undefined, { bypassCSP: true })).newPage()
  const failures = watch(page)

  await page.goto(`${base}/admin/stones/import`)
  await page.locator('input[type=file]').setInputFiles(file)
  await fieldOf(page, 'Remark').selectOption({ label: 'Treatment' })
  t.same(await barriers(page), [], 'nothing keeps people out')
  await page.getByRole('link', { name: 'Customers' }).first().click()
  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor()
  await page.goBack()
  await fieldOf(page, 'Remark').waitFor()
  const kept = await fieldOf(page, 'Remark').inputValue()
  t.equal(kept, 'treatment', 'the file and its columns are as they were left')

  await page.getByRole('button', { name: /^Import/ }).click()
  await page.waitForURL(/run=/)
  await page.getByRole('progressbar').waitFor()
  await page.getByRole('link', { name: 'Home' }).first().click()
  await page.getByRole('heading', { level: 1, name: /^Good / }).waitFor()
  await stop(server)
  server = await start(folder, port)

  await page.goto(`${base}/admin/stones/import`)
  await earlier(page).getByText('Running').waitFor()
  await earlier(page).getByRole('progressbar').waitFor()
  t.same(await barriers(page), [], 'nothing keeps people out')
  await earlier(page).getByRole('link', { name: 'stones.csv' }).click()
  await page.getByText(/ rows$/).waitFor()
  await page.getByRole('button', { name: 'Stop the import' }).click()
  await page.getByRole('heading', { name: 'The import was stopped' }).waitFor()

  await page.goto(`${base}/admin/stones/import`)
  await earlier(page).getByText('Cancelled').waitFor()
  const list = async (path: string) => (await page.request.get(`${base}/api/v1/${path}`)).json()
  const [run] = (await list('imports?collection=stones&limit=1&sort=-id')).data
  const { page: counted } = await list('stones?stockNumber[startsWith]=JRN-&limit=1&total=exact')
  t.ok(run.created > 0 && run.created < ROWS, `it was stopped midway, after ${run.created} stones`)
  t.equal(counted.total, run.created, 'and says truly how many came in')
  t.same(failures, [], 'no page threw and no request failed')
})
