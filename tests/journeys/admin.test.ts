import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { addPhotographs, exploreGraphql, inGerman, relationsOnce } from './admin-steps.ts'
import { barriers, demo, openBrowser, watch } from './browser.ts'
import { freePort, start, stop } from './running-shop.ts'

t.setTimeout(240_000)

// One shop owner's day in a real browser, on the demo data of a first start. Screenshots lie in .artifacts/screens.

const screens = resolve('.artifacts/screens')

async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/admin`)
  await page.fill('input[name=email], input[type=email]', demo.email)
  await page.fill('input[type=password]', demo.password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('input[type=password]', { state: 'detached' })
}

t.test(
  'a shop owner signs in, finds, opens and changes a customer, in light, dark and on a phone',
  async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    await mkdir(screens, { recursive: true })
    const data = await mkdtemp(join(tmpdir(), 'bezel-admin-'))
    const port = await freePort()
    const base = `http://127.0.0.1:${port}`
    const env = { ...process.env, BEZEL_DATA_DIR: data, LOG_LEVEL: 'warn', DATABASE_URL: '' }
    const server = await start({ cwd: process.cwd(), env }, port)
    t.teardown(async () => {
      await stop(server)
      await rm(data, { recursive: true, force: true })
    })
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })
    const page = await context.newPage()
    const failures = watch(page)
    const shot = (name: string) => page.screenshot({ path: join(screens, `${name}.png`) })

    await signIn(page, base)
    await shot('home')
    for (const collection of ['customers', 'stones', 'pieces']) {
      await page.goto(`${base}/admin/${collection}`)
      await page.waitForSelector('tbody tr >> nth=0')
      await shot(`${collection}-list`)
      t.same(await barriers(page), [], `${collection}: nothing keeps people out`)
    }

    await page.goto(`${base}/admin/customers`)
    await page.waitForSelector('tbody tr >> nth=0')
    await page.click('tbody tr a >> nth=0')
    await page.waitForURL(/customers\/[0-9a-f-]{36}/)
    await page.waitForSelector('h1')
    await relationsOnce(t, page)
    await shot('customer')
    t.same(await barriers(page), [], 'record: nothing keeps people out')

    await addPhotographs(t, page, base)
    await shot('piece-photographs')
    t.same(await barriers(page), [], 'photographs: nothing keeps people out')
    await inGerman(t, page, base)
    await shot('pieces-german')

    await page.goto(`${base}/admin/customers/new`)
    await page.waitForSelector('form')
    await shot('customer-form')

    await page.keyboard.press('Control+k')
    await page.waitForSelector('[role=dialog] input')
    await shot('palette')

    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      colorScheme: 'dark',
    })
    const mobile = await phone.newPage()
    await signIn(mobile, base)
    await mobile.goto(`${base}/admin/customers`)
    await mobile.waitForTimeout(1500)
    await mobile.screenshot({ path: join(screens, 'phone-dark.png') })
    const overflow = await mobile.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    t.ok(overflow <= 0, 'nothing scrolls sideways on a phone')
    const developer = await (await browser.newContext()).newPage()
    await signIn(developer, base)
    await exploreGraphql(t, developer, base)
    t.same(failures, [], 'no page threw and no request failed')
  },
)
