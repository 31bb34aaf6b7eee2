import type { Page } from 'playwright-core'
import { openList, visit } from './browser.ts'
import type { Shop } from './shop.ts'
import { type Finding, median } from './table.ts'

interface Scrolled {
  /** Milliseconds between two frames while scrolling. */
  frames: number[]
  /** Milliseconds of tasks beyond 50 ms. */
  blocking: number
  /** The longest time without a single row in sight, in milliseconds. */
  blank: number
  /** Rows passed. */
  rows: number
}

/** Memory that is left when everything unused is gone, in MB. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1_000_000
}

const share = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0

/** Turns the wheel over the stones for a while, page after page along the cursor, faster than anyone reads. */
export async function measureScrolling(shop: Shop): Promise<Finding[]> {
  return visit(shop, async (context) => {
    const page = await openList(context, `${shop.base}/admin/stones`)
    await page.waitForTimeout(1000)
    const before = await heap(page)
    const { frames, blocking, blank, rows } = await page.evaluate<Scrolled>('bezelBench.scroll(20000, 40)')
    const elements = await page.locator('tbody tr[aria-rowindex]').count()
    const grown = (await heap(page)) - before
    const ms = (value: number): string => `${value.toFixed(0)} ms`
    const middle = median(frames)
    const late = share(frames, 0.95)
    return [
      {
        budget: `scrolling ${rows} rows: frame`,
        limit: '20 ms',
        measured: `${ms(middle)} (95 %: ${ms(late)}, longest ${ms(Math.max(...frames))})`,
        ok: middle <= 20,
      },
      {
        budget: 'scrolling: blocking per second',
        limit: '50 ms',
        measured: ms(blocking / 20),
        ok: blocking / 20 <= 50,
      },
      { budget: 'scrolling: longest without rows', limit: '100 ms', measured: ms(blank), ok: blank <= 100 },
      {
        budget: 'scrolling: rows in the document',
        limit: '80',
        measured: String(elements),
        ok: elements <= 80,
      },
      {
        budget: 'scrolling: memory per 1,000 rows',
        limit: '3 MB',
        measured: `${((grown * 1000) / rows).toFixed(1)} MB (${before.toFixed(0)} → ${(before + grown).toFixed(0)})`,
        ok: (grown * 1000) / rows <= 3,
      },
    ]
  })
}
