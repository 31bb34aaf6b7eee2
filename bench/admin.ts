import { measureCold, measureWarm } from './admin/loading.ts'
import { openShop } from './admin/shop.ts'
import { type Finding, print, printHead } from './admin/table.ts'
import { measureUse } from './admin/using.ts'

/** `npm run bench:admin [part]`: the budgets of the admin, measured in Chromium over 53,940 stones and 100,000 customers. */
const runs = Number(process.env.BENCH_RUNS ?? 5)
const only = process.argv[2]
const shop = await openShop()

const parts: Record<string, () => Promise<Finding[]>> = {
  cold: () => measureCold(shop, runs),
  warm: () => measureWarm(shop, runs),
  use: () => measureUse(shop),
}

try {
  await shop.start()
  printHead()
  for (const [name, measure] of Object.entries(parts)) {
    if (only && only !== name) continue
    for (const finding of await measure()) print(finding)
  }
} finally {
  await shop.close()
}
