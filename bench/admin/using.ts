import type { BrowserContext, Page } from 'playwright-core'
import { openList, visit } from './browser.ts'
import type { Shop } from './shop.ts'
import { type Finding, timeFinding } from './table.ts'

/** Long enough for the page to have nothing left to do. */
const pause = (page: Page) => page.waitForTimeout(700)

/** Starts to wait, acts, and answers the time the page took. */
async function timed(page: Page, wait: string, act?: () => Promise<unknown>): Promise<number> {
  await pause(page)
  const time = page.evaluate<number>(wait)
  await act?.()
  return time
}

const otherRows = (event: string): string => `bezelBench.untilOtherRows('${event}')`

/** Each word is pasted at once: the budget is what the admin takes after the last key. */
async function searches(page: Page, words: string[]): Promise<number[]> {
  const field = page.locator('input[data-list-search]')
  const times: number[] = []
  for (const word of words) times.push(await timed(page, otherRows('input'), () => field.fill(word)))
  return times
}

async function sorts(page: Page, columns: string[]): Promise<number[]> {
  const times: number[] = []
  for (const name of columns) {
    const header = page.locator('thead button', { hasText: new RegExp(`^${name}`) })
    times.push(await timed(page, otherRows('click'), () => header.click()))
  }
  return times
}

async function nextPages(page: Page, runs: number): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) times.push(await timed(page, 'bezelBench.untilNextPage()'))
  return times
}

async function rowsVisible(page: Page): Promise<Finding[]> {
  const count = (): Promise<number> => page.evaluate('bezelBench.rowsVisible()')
  await pause(page)
  const normal = await count()
  await page.getByRole('button', { name: /row height/i }).click()
  await pause(page)
  const compact = await count()
  return [
    { budget: 'rows visible at 1440 × 900', limit: '≥ 20', measured: String(normal), ok: normal >= 20 },
    { budget: 'rows visible, compact', limit: '≥ 30', measured: String(compact), ok: compact >= 30 },
  ]
}

/** Search, sort and scrolling over 53,940 stones; searching also over 100,000 customers. */
export async function measureUse(shop: Shop): Promise<Finding[]> {
  return visit(shop, async (context: BrowserContext) => {
    const customers = await openList(context, `${shop.base}/admin/customers`)
    const found = await searches(customers, ['aeli', 'nor', 'tia', 'ella', 'c1234', 'rin', 'osa'])
    await customers.close()
    const stones = await openList(context, `${shop.base}/admin/stones`)
    const columns = ['Carat', 'Price', 'Color', 'Clarity', 'Carat', 'Price', 'Cut']
    const sorted = await sorts(stones, columns)
    await stones.goto(`${shop.base}/admin/stones?sort=price`)
    await stones.evaluate('bezelBench.firstRow')
    const paged = await nextPages(stones, 7)
    await stones.goto(`${shop.base}/admin/stones`)
    await stones.evaluate('bezelBench.firstRow')
    return [
      timeFinding('search → row', 150, found),
      timeFinding('sort → row', 120, sorted),
      timeFinding('next page → row', 120, paged),
      ...(await rowsVisible(stones)),
    ]
  })
}
