import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { visit } from './browser.ts'
import type { Shop } from './shop.ts'
import type { Finding } from './table.ts'

interface View {
  name: string
  /** Goes there and waits until it is to be seen. */
  open(page: Page, base: string): Promise<void>
}

const row = 'tbody tr[aria-rowindex]'

async function openStones(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/admin/stones`)
  await page.locator(row).first().waitFor()
}

async function openMapping(page: Page, base: string): Promise<void> {
  const file = join(tmpdir(), 'bezel-bench-columns.csv')
  await writeFile(file, 'Stock #,Shape,Carat,Remark\nBENCH-3,Round,1.01,none\n')
  await page.goto(`${base}/admin/stones/import`)
  await page.locator('input[type=file]').setInputFiles(file)
  await page.locator('main table select').first().waitFor()
}

const views: View[] = [
  { name: 'list', open: openStones },
  {
    name: 'record',
    async open(page, base) {
      await openStones(page, base)
      await page.locator(row).first().click()
      await page.waitForURL(/stones\/[0-9a-f-]{36}$/)
      await page.locator('main h1').waitFor()
    },
  },
  {
    name: 'form',
    async open(page, base) {
      await page.goto(`${base}/admin/customers/new`)
      await page.locator('main form').first().waitFor()
    },
  },
  { name: 'wizard', open: openMapping },
  {
    name: 'palette',
    async open(page, base) {
      await openStones(page, base)
      await page.keyboard.press('Control+k')
      await page.locator('[role=dialog] input').waitFor()
    },
  },
  {
    name: 'dashboard',
    async open(page, base) {
      await page.goto(`${base}/admin`)
      await page.locator('main h1').waitFor()
    },
  },
]

/** Rules that the page breaks in a way that keeps people out. Runs outside the page's own content security policy. */
async function barriers(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'critical' || impact === 'serious').map(({ id }) => id))`)
}

async function viewFinding(context: BrowserContext, shop: Shop, view: View, axe: string): Promise<Finding> {
  const broken: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await context.newPage()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await view.open(page, shop.base)
    await page.waitForTimeout(800)
    broken.push(...(await barriers(page, axe)).map((rule) => `${rule} (${colorScheme})`))
    await page.close()
  }
  const measured = broken.length > 0 ? broken.join(', ') : '0 in light, 0 in dark'
  return { budget: `axe, critical and serious: ${view.name}`, limit: '0', measured, ok: broken.length === 0 }
}

export async function findBarriers(shop: Shop): Promise<Finding[]> {
  const script = createRequire(resolve('admin-ui/package.json')).resolve('axe-core/axe.min.js')
  const axe = await readFile(script, 'utf8')
  return visit(shop, async (context) => {
    const findings: Finding[] = []
    for (const view of views) findings.push(await viewFinding(context, shop, view, axe))
    return findings
  })
}
