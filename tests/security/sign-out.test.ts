import type { Page } from 'playwright-core'
import t from 'tap'
import { demo, openBrowser, visitor } from '../journeys/browser.ts'
import { openNamedShop } from '../journeys/running-shop.ts'

/** What the browser keeps about records and people. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => /draft|recent|manifest/.test(key))`,
  )
}

async function untilDraft(page: Page): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await kept(page)).some((key) => key.startsWith('bezel.draft.'))) return
    await page.waitForTimeout(100)
  }
  throw new Error('no draft was kept')
}

async function startTyping(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/admin/customers`)
  await page.click('tbody tr a >> nth=0')
  await page.goto(`${base}/admin/customers/new`)
  await page.getByLabel('Given name').fill('Wilhelmina')
  await untilDraft(page)
}

t.test(
  'every page of the admin offers to sign out, and then the browser keeps nothing of anybody',
  async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const base = await openNamedShop(t)
    const page = await (await visitor(browser, base)).newPage()
    for (const path of ['', '/customers', '/pieces', '/settings', '/customers/new']) {
      await page.goto(`${base}/admin${path}`)
      await page.getByTitle('Account').click()
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
      await page.keyboard.press('Escape')
    }
    await startTyping(page, base)
    t.ok((await kept(page)).length > 0)
    await page.getByTitle('Account').click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('Password').first().waitFor()
    t.same(await kept(page), [])
    t.equal((await page.request.get(`${base}/api/v1/auth/session`)).status(), 401)
    t.notMatch(await page.content(), /Wilhelmina/)
  },
)

t.test(
  'a session that ended elsewhere leaves nothing either, and what was typed comes back to its person',
  async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const base = await openNamedShop(t)
    const context = await visitor(browser, base)
    const page = await context.newPage()
    await startTyping(page, base)
    await context.clearCookies({ name: 'bezel_session' })
    page.on('dialog', (dialog) => void dialog.accept())
    await page.goto(`${base}/admin/pieces`)
    await page.getByLabel('Password').first().waitFor()
    t.same(await kept(page), [])
    await page.getByLabel(/E-mail/).fill(demo.email)
    await page.getByLabel('Password').first().fill(demo.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await untilDraft(page)
    t.pass('the draft is there again')
  },
)
