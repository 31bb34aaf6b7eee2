import { findBarriers } from './admin/barriers.ts'
import { countClicks } from './admin/clicks.ts'
import { lookOnPhone, tryEverywhere } from './admin/everywhere.ts'
import { measureCold, measureWarm } from './admin/loading.ts'
import { measureScrolling } from './admin/scrolling.ts'
import { openShop } from './admin/shop.ts'
import { type Finding, print, printHead } from './admin/table.ts'
import { measureUse } from './admin/using.ts'

/**
 * `npm run bench -- admin [part…]`: the budgets of the admin, measured in Chromium over 53,940 stones and 100,000
 * customers. It prints and never fails on a time; BENCH_RUNS says how often the page is loaded for each median.
 */
const runs = Number(process.env.BENCH_RUNS ?? 5)
const chosen = process.argv.slice(2)
const shop = await openShop()

const parts: Record<string, () => Promise<Finding[]>> = {
  cold: () => measureCold(shop, runs),
  warm: () => measureWarm(shop, runs),
  use: () => measureUse(shop),
  scroll: () => measureScrolling(shop),
  clicks: () => countClicks(shop),
  axe: () => findBarriers(shop),
  phone: () => lookOnPhone(shop),
  everywhere: () => tryEverywhere(shop),
}

try {
  await shop.start()
  printHead()
  for (const [name, measure] of Object.entries(parts)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    for (const finding of await measure()) print(finding)
  }
} finally {
  await shop.close()
}
