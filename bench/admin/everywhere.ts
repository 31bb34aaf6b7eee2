import type { BrowserContext, Page } from 'playwright-core'
import { openList, visit } from './browser.ts'
import type { Shop } from './shop.ts'
import type { Finding } from './table.ts'

const yes = (budget: string, limit: string, ok: boolean, measured = ok ? 'yes' : 'no'): Finding => ({
  budget,
  limit,
  measured,
  ok,
})

const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
/** Things to press in the lowest quarter of the screen, where a thumb is. */
const inReach = `[...document.querySelectorAll('a, button')].filter((one) => {
  const { top, bottom, height } = one.getBoundingClientRect()
  return height >= 40 && top >= innerHeight * 0.75 && bottom <= innerHeight && !one.closest('li')
}).length`

export async function lookOnPhone(shop: Shop): Promise<Finding[]> {
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
  return visit(
    shop,
    async (context) => {
      const page = await openList(context, `${shop.base}/admin/stones`)
      await page.waitForTimeout(500)
      const tables = await page.locator('main table').count()
      const cards = await page.locator('main li a').count()
      const pixels = await page.evaluate<number>(sideways)
      const actions = await page.evaluate<number>(inReach)
      return [
        yes('phone: cards instead of a table', 'yes', tables === 0 && cards > 0, `${cards} cards`),
        yes('phone: sideways scroll', '0 px', pixels <= 0, `${pixels} px`),
        yes('phone: actions in reach of the thumb', '≥ 1', actions > 0, String(actions)),
      ]
    },
    phone,
  )
}

async function isDark(context: BrowserContext, address: string): Promise<boolean> {
  const page = await context.newPage()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(address)
  await page.evaluate('bezelBench.firstRow')
  const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  await page.close()
  return (ground.match(/\d+/g) ?? []).slice(0, 3).every((part) => Number(part) < 80)
}

async function paletteFinds(page: Page): Promise<boolean> {
  await page.keyboard.press('Control+k')
  const field = page.locator('[role=dialog] input')
  await field.waitFor()
  await field.fill('suppliers')
  await page.locator('[role=dialog] [role=option]').first().waitFor()
  await page.keyboard.press('Enter')
  return page.waitForURL(/admin\/suppliers/, { timeout: 10_000 }).then(
    () => true,
    () => false,
  )
}

/** What Chromium has against installing the page; the worker that keeps the shell is asked for apart. */
async function whyNotInstallable(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { errors } = await session.send('Page.getAppManifest')
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  return [...errors.map(({ message }) => message), ...installabilityErrors.map(({ errorId }) => errorId)]
}

/** The server is stopped, the page opened anew. It must open, and say what is the matter. */
async function opensWithoutServer(shop: Shop, context: BrowserContext): Promise<Finding> {
  await shop.stop()
  const page = await context.newPage()
  const opened = await page.goto(`${shop.base}/admin/customers`).then(
    () => true,
    () => false,
  )
  const word = page.getByRole('status').getByText('No connection')
  const said = await word.waitFor({ timeout: 20_000 }).then(
    async () => (await word.textContent()) ?? '',
    () => '',
  )
  await shop.start()
  return yes('offline shell', 'yes', opened && said !== '', said ? `says “${said.slice(0, 60)}”` : 'no')
}

export async function tryEverywhere(shop: Shop): Promise<Finding[]> {
  return visit(shop, async (context) => {
    const address = `${shop.base}/admin/stones`
    const page = await openList(context, address)
    const palette = await paletteFinds(page)
    const against = await whyNotInstallable(page)
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await page.close()
    return [
      yes('palette', 'yes', palette),
      yes('dark', 'yes', await isDark(context, address)),
      yes('installable, with a service worker', 'yes', against.length === 0, against.join(', ') || 'yes'),
      await opensWithoutServer(shop, context),
    ]
  })
}
