import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { openList, visit } from './browser.ts'
import type { Shop } from './shop.ts'
import type { Finding } from './table.ts'

/** A hand that counts: every click of a task goes through it. */
function createHand() {
  let clicks = 0
  return {
    async click(target: Locator): Promise<void> {
      await target.click()
      clicks += 1
    },
    count: () => clicks,
  }
}
type Hand = ReturnType<typeof createHand>

interface Task {
  name: string
  most: number
  /** Does the task as a person would; throws where it cannot be done. */
  work(page: Page, hand: Hand): Promise<void>
}

const button = (page: Page, name: RegExp) => page.getByRole('button', { name }).first()
const option = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true })

async function openRecord(page: Page, hand: Hand): Promise<void> {
  await hand.click(page.locator('tbody tr[aria-rowindex]').nth(3))
  await page.waitForURL(/stones\/[0-9a-f-]{36}$/)
  await page.locator('main h1').waitFor()
}

/** From the record: the pencil beside a value, another value, a click elsewhere. */
async function editAndSave(page: Page, hand: Hand): Promise<void> {
  await openRecord(page, createHand())
  await hand.click(button(page, /^edit .*(color)/i))
  await page.locator('[data-editor] input').fill('F')
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok())
  await hand.click(page.locator('main h1'))
  await saved
}

async function filterByTwo(page: Page, hand: Hand): Promise<void> {
  const listed = (words: string[]) =>
    page.waitForResponse((answer) => words.every((word) => answer.url().includes(word)) && answer.ok())
  await hand.click(button(page, /^cut$/i))
  const one = listed(['cut='])
  await hand.click(option(page, 'Ideal'))
  await one
  await hand.click(button(page, /^clarity$/i))
  const both = listed(['cut=', 'clarity='])
  await hand.click(option(page, 'VS1'))
  await both
}

async function exportList(page: Page, hand: Hand): Promise<void> {
  const download = page.waitForEvent('download')
  await hand.click(button(page, /^export$/i))
  await hand.click(page.getByRole('menuitem', { name: 'CSV' }))
  await (await download).cancel()
}

async function importFile(page: Page, hand: Hand): Promise<void> {
  const file = join(tmpdir(), 'bezel-bench-import.csv')
  await writeFile(
    file,
    'Stock #,Shape,Carat,Color,Clarity\nBENCH-1,Round,1.01,F,VS1\nBENCH-2,Oval,0.75,G,SI1\n',
  )
  await hand.click(page.getByRole('link', { name: /^import$/i }))
  const chooser = page.waitForEvent('filechooser')
  await hand.click(button(page, /choose/i))
  await (await chooser).setFiles(file)
  await hand.click(button(page, /^(start )?import/i))
  await page.waitForURL(/run=/)
}

const tasks: Task[] = [
  { name: 'open a record', most: 1, work: openRecord },
  { name: 'edit and save', most: 2, work: editAndSave },
  { name: 'filter by two fields', most: 4, work: filterByTwo },
  { name: 'export', most: 2, work: exportList },
  { name: 'import', most: 3, work: importFile },
]

async function countTask(context: BrowserContext, address: string, task: Task): Promise<Finding> {
  const { name, most, work } = task
  const finding = { budget: `clicks: ${name}`, limit: String(most) }
  const page = await openList(context, address)
  page.setDefaultTimeout(15_000)
  const hand = createHand()
  try {
    await work(page, hand)
    return { ...finding, measured: String(hand.count()), ok: hand.count() <= most }
  } catch (error) {
    const reason = (error as Error).message.split('\n', 1)[0] ?? ''
    return { ...finding, measured: `could not be done: ${reason}`, ok: false }
  } finally {
    await page.close()
  }
}

/** Each task from the list of stones, the way from the list to the record not counted twice. */
export async function countClicks(shop: Shop): Promise<Finding[]> {
  return visit(shop, async (context) => {
    const findings: Finding[] = []
    for (const task of tasks) findings.push(await countTask(context, `${shop.base}/admin/stones`, task))
    return findings
  })
}
