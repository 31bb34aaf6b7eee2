import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type t from 'tap'

type Test = Pick<typeof t, 'equal' | 'ok' | 'same'>

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, check])
}

/** A photograph of one colour. */
function picture(shade: number) {
  const side = 64
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc((side + 1) * side, shade).fill(0, 0, 1))
  const buffer = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { name: `shade-${shade}.png`, mimeType: 'image/png', buffer }
}

/** Opens a piece without photographs, adds two by the chooser and makes the second the main one. */
export async function addPhotographs(t: Test, page: Page, base: string): Promise<void> {
  await page.goto(`${base}/admin/pieces?q=MT-301`)
  await page.click('tbody tr a >> nth=0')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add photos' }).click(),
  ])
  await chooser.setFiles([picture(0), picture(1)])
  await page.getByRole('button', { name: 'Photograph 2' }).click()
  await page.getByRole('button', { name: 'Show this one first' }).click()
  await page.getByRole('button', { name: 'Show this one first' }).waitFor({ state: 'detached' })
  t.equal(await page.locator('[aria-label^="Photograph "]').count(), 2)
  await page.getByRole('button', { name: 'Fill the screen' }).click()
  await page.locator('dialog[open] img').waitFor()
  await page.keyboard.press('Escape')
}

/** What a panel's own card shows is not listed a second time. */
export async function relationsOnce(t: Test, page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Consent', exact: true }).waitFor()
  await page
    .getByRole('heading', { name: /^(Wish list|Reminders)$/ })
    .first()
    .waitFor()
  for (const name of ['Consents', 'Relatives', 'Timeline'])
    t.equal(await page.getByRole('heading', { name, exact: true }).count(), 0, `${name} once`)
}

/** Labels of the server's fields follow the language too. */
export async function inGerman(t: Test, page: Page, base: string): Promise<void> {
  await page.evaluate("localStorage.setItem('bezel.language', 'de')")
  await page.goto(`${base}/admin/pieces`)
  await page.getByRole('columnheader', { name: 'Artikelnummer' }).waitFor()
  t.ok(await page.getByRole('heading', { name: 'Stücke' }).count())
  await page.evaluate("localStorage.removeItem('bezel.language')")
}

/** GraphiQL runs a query with the session of the admin, from our own files alone. */
export async function exploreGraphql(t: Test, page: Page, base: string): Promise<void> {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(base))
      elsewhere.push(request.url())
  })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(`${base}/graphiql`)
  // The editor comes after the page around it; before that there is nothing to run.
  await page.locator('.graphiql-query-editor').getByText('totalCount').waitFor()
  await page.locator('button[aria-label^="Execute"]').click()
  await page.locator('.result-window').getByText('totalCount').waitFor()
  t.same(elsewhere, [])
  t.same(complaints, [])
}
