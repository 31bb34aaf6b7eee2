import type { BrowserContext, Page } from 'playwright-core'
import { openList, visit } from './browser.ts'
import type { Shop } from './shop.ts'
import { type Finding, timeFinding } from './table.ts'

const firstRow = (page: Page): Promise<number> => page.evaluate('bezelBench.firstRow')

/** Long enough for everything that follows the first row: the count, panels, the second page. */
const SETTLED = 1500

interface ColdVisit {
  firstRow: number
  blocking: number
  script: number
}

async function coldVisit(context: BrowserContext, address: string): Promise<ColdVisit> {
  const page = await context.newPage()
  const sent = await countScripts(page)
  await page.waitForTimeout(1000)
  await page.goto(address)
  await page.evaluate('bezelBench.firstRow')
  await page.waitForTimeout(SETTLED)
  const blocking = await page.evaluate<number>('bezelBench.blocking')
  return { firstRow: await firstRow(page), blocking, script: sent() }
}

/** Bytes of JavaScript on the wire, heads included; panels and whatever else is loaded on the way count too. */
async function countScripts(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page)
  const scripts = new Set<string>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || response.mimeType.includes('javascript')) scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await session.send('Network.enable')
  return () => bytes
}

export async function measureCold(shop: Shop, runs: number): Promise<Finding[]> {
  const address = `${shop.base}/admin/stones`
  await visit(shop, (context) => coldVisit(context, address))
  const visits: ColdVisit[] = []
  for (let run = 0; run < runs; run++)
    visits.push(await visit(shop, (context) => coldVisit(context, address)))
  const script = Math.max(...visits.map((one) => one.script))
  const blocking = visits.map((one) => one.blocking)
  return [
    {
      budget: 'JavaScript of the first list page as sent',
      limit: '350 kB',
      measured: `${(script / 1000).toFixed(1)} kB`,
      ok: script <= 350_000,
    },
    timeFinding(
      'first row, cold cache',
      1000,
      visits.map((one) => one.firstRow),
    ),
    timeFinding('blocking time while loading the list', 150, blocking),
  ]
}

async function warmVisits(context: BrowserContext, address: string, runs: number) {
  const rows: number[] = []
  const blocking: number[] = []
  for (let run = 0; run < runs; run++) {
    const page = await openList(context, address)
    await page.waitForTimeout(SETTLED)
    rows.push(await firstRow(page))
    blocking.push(await page.evaluate<number>('bezelBench.blocking'))
    await page.close()
  }
  return { rows, blocking }
}

/** Twice: as on the second visit, and as every day from then on, when the service worker serves the shell. */
export async function measureWarm(shop: Shop, runs: number): Promise<Finding[]> {
  const address = `${shop.base}/admin/stones`
  const plain = await visit(
    shop,
    async (context) => {
      await warmVisits(context, address, 2)
      return warmVisits(context, address, runs)
    },
    { serviceWorkers: 'block' },
  )
  const daily = await visit(shop, async (context) => {
    const page = await openList(context, address)
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await page.close()
    await warmVisits(context, address, 2)
    return warmVisits(context, address, runs)
  })
  return [
    timeFinding('first row, warm cache', 350, plain.rows),
    timeFinding('first row, warm, by the service worker', 350, daily.rows),
    timeFinding('blocking time, warm', 150, daily.blocking),
  ]
}
