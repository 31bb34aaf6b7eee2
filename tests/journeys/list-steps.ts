import type { APIRequestContext, Locator, Page } from 'playwright-core'
import type t from 'tap'

type Test = Pick<typeof t, 'equal' | 'match' | 'ok' | 'same'>

export interface Place {
  page: Page
  base: string
}

const rowOf = (page: Page, text: string): Locator =>
  page.locator('tbody tr[aria-rowindex]', { hasText: text })
const headers = (page: Page): Promise<string[]> =>
  page
    .locator('thead th[scope=col]')
    .evaluateAll((cells: { textContent: string | null }[]) =>
      cells.map(({ textContent }) => textContent?.trim() ?? '').filter(Boolean),
    )
const toast = (page: Page, text: string): Promise<void> =>
  page.getByRole('status').getByText(text).first().waitFor()

async function untilHeaders(page: Page, wanted: string[]): Promise<string[]> {
  for (let tries = 0; tries < 50; tries++) {
    const now = await headers(page)
    if (now.join() === wanted.join()) return now
    await page.waitForTimeout(100)
  }
  return headers(page)
}

/** Signs requests that a colleague makes meanwhile, in the same session. */
async function asColleague(request: APIRequestContext, base: string, path: string, changes: object) {
  const session = await (await request.get(`${base}/api/v1/auth/session`)).json()
  const headers = { 'x-csrf-token': session.csrfToken }
  await request.patch(`${base}/api/v1${path}`, { data: changes, headers, failOnStatusCode: true })
}

async function ticks(page: Page, field: string): Promise<void> {
  await page.getByRole('checkbox', { name: field, exact: true }).click()
}

/** A view is made, used, renamed and shared, changed, and deleted; a colleague sees the shared one and cannot touch it. */
export async function saveViews(t: Test, { page, base }: Place, colleague: Page): Promise<void> {
  await page.goto(`${base}/admin/stones?cut=Excellent&sort=-price`)
  await rowOf(page, '').first().waitFor()
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByLabel('Name of the view').fill('Sparkling')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const views = page.getByRole('navigation', { name: 'Saved views' })
  await views.getByRole('button', { name: 'Sparkling' }).waitFor()
  t.match(page.url(), /view=/, 'the view is part of the address')

  await views.getByRole('button', { name: 'All' }).click()
  await page.waitForURL((url) => !url.search.includes('cut='))
  await views.getByRole('button', { name: 'Sparkling' }).click()
  await page.waitForURL(/cut=Excellent/)

  await page.getByRole('button', { name: 'View “Sparkling”' }).click()
  await page.getByRole('menuitem', { name: 'Rename or share…' }).click()
  await page.getByLabel('Name of the view').fill('Finest cut')
  await page.getByLabel('Everyone may use it').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await views.getByRole('button', { name: 'Finest cut' }).waitFor()
  t.equal(await views.getByRole('button', { name: 'Sparkling' }).count(), 0, 'it has its new name only')

  await colleague.goto(`${base}/admin/stones`)
  await colleague.getByRole('button', { name: 'Finest cut' }).click()
  await colleague.waitForURL(/cut=Excellent/)
  await rowOf(colleague, 'Excellent').first().waitFor()
  t.equal(
    await colleague.getByRole('button', { name: 'View “Finest cut”' }).count(),
    0,
    'another’s view is only used',
  )

  await page.getByRole('columnheader', { name: 'Carat' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Save changes to view' }).click()
  await toast(page, 'View saved')
  await page.reload()
  await page.waitForURL(/sort=carat/)

  await page.getByRole('button', { name: 'View “Finest cut”' }).click()
  await page.getByRole('menuitem', { name: 'Delete view' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete view' }).click()
  await toast(page, 'View deleted')
  t.equal(await page.getByRole('button', { name: 'Finest cut' }).count(), 0)
}

/** Columns are added, moved and taken away, and are so for this person when they come back, and for nobody else. */
export async function chooseColumns(t: Test, { page, base }: Place, colleague: Page): Promise<void> {
  await page.goto(`${base}/admin/stores`)
  await rowOf(page, '').first().waitFor()
  const usual = await headers(page)
  await page.getByRole('button', { name: 'Columns' }).click()
  const last = usual.at(-1) as string
  await ticks(page, last)
  await ticks(page, 'Created')
  await page.getByRole('button', { name: 'Move up: Created' }).click()
  const wanted = [...usual.slice(0, -2), 'Created', ...usual.slice(-2, -1)]
  t.same(await untilHeaders(page, wanted), wanted, 'one gone, one come and moved up')
  await page.keyboard.press('Escape')

  await page.goto(`${base}/admin/stores`)
  await rowOf(page, '').first().waitFor()
  t.same(await untilHeaders(page, wanted), wanted, 'kept without a word in the address')
  await colleague.goto(`${base}/admin/stores`)
  await rowOf(colleague, '').first().waitFor()
  t.same(await headers(colleague), usual, 'a colleague has their own')

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Back to the usual columns' }).click()
  t.same(await untilHeaders(page, usual), usual)
  await page.keyboard.press('Escape')
}

/** Presses the pencil of a cell, which is there while the pointer is on the cell. */
async function edit(page: Page, row: string, field: string): Promise<Locator> {
  await page.mouse.move(0, 0)
  await rowOf(page, row).hover()
  const pencil = rowOf(page, row).locator(`[aria-label="Edit ${field}"]`)
  await pencil.waitFor({ state: 'attached' })
  await rowOf(page, row)
    .locator('td')
    .filter({ has: page.locator(`[aria-label="Edit ${field}"]`) })
    .hover()
  await pencil.click()
  const control = page.locator('[data-editor] :is(input, select)').first()
  await control.waitFor()
  return control
}

/** Two pieces that may be changed, and a place in the store of the first. */
async function someGoods({ page, base }: Place) {
  const list = async (path: string) => (await (await page.request.get(`${base}/api/v1/${path}`)).json()).data
  const [one, two] = await list('pieces?status=in_stock&ownership=owned&sort=itemNumber&limit=2')
  const places = await list(`locations?storeId=${one.storeId}&limit=50`)
  const place = places.find(({ id }: { id: string }) => id !== one.locationId)
  return {
    one: String(one.itemNumber),
    two: String(two.itemNumber),
    twoId: String(two.id),
    place: String(place.name),
    code: String(place.code),
  }
}

/** Money, a choice and a reference are changed in their cells; what is wrong is said there, and Escape leaves all as it was. */
export async function editInPlace(t: Test, { page, base }: Place): Promise<void> {
  const { one, place, code } = await someGoods({ page, base })
  await page.goto(`${base}/admin/pieces?status=in_stock&sort=itemNumber`)
  const piece = rowOf(page, one)
  await piece.waitFor()

  await (await edit(page, one, 'price')).fill('dear')
  await page.keyboard.press('Enter')
  const note = page.locator('[data-editor] [role=alert]')
  await note.waitFor()
  t.match(await note.textContent(), 'Enter an amount', 'the mistake is said at the cell')
  await page.locator('[data-editor] input').first().fill('1,234.50')
  await page.keyboard.press('Enter')
  await piece.getByText('$1,234.50').waitFor()

  await (await edit(page, one, 'price')).fill('99')
  await page.keyboard.press('Escape')
  await page.locator('[data-editor]').waitFor({ state: 'detached' })
  t.ok(await piece.getByText('$1,234.50').count(), 'Escape leaves it as it was')
  const focused = await page.evaluate<string>("document.activeElement?.closest('tr')?.textContent ?? ''")
  t.match(focused, one, 'and the focus goes back to the row')

  await (await edit(page, one, 'ownership')).selectOption({ label: 'Consignment' })
  await note.waitFor()
  t.match(
    await note.textContent(),
    'cannot become',
    'what the server refuses is said at the cell, with its reason',
  )
  await page.keyboard.press('Escape')

  await (await edit(page, one, 'location')).click()
  await page.keyboard.type(place)
  await page.getByRole('option', { name: code }).click()
  await piece.getByText(place).waitFor()
  t.equal(await note.count(), 0, 'a reference is picked and saved')

  await page.goto(`${base}/admin/stones?status=in_stock&sort=stockNumber`)
  const stone = rowOf(page, 'D-').first()
  const number = (await stone.locator('a').first().textContent()) as string
  await (await edit(page, number, 'clarity')).selectOption({ label: 'SI2' })
  await page.locator('[data-editor]').waitFor({ state: 'detached' })
  t.ok(await rowOf(page, number).getByText('SI2').count(), 'a choice is saved as it is made')
}

/** A colleague changes the record while one types: another value is no matter, the same value is asked about. */
export async function editAgainstColleague(t: Test, { page, base }: Place): Promise<void> {
  const { two: number, twoId } = await someGoods({ page, base })
  await page.goto(`${base}/admin/pieces?itemNumber=${number}`)
  const piece = rowOf(page, number)
  await piece.waitFor()
  const path = `/pieces/${twoId}`
  const read = async () => (await page.request.get(`${base}/api/v1${path}`)).json()

  const price = await edit(page, number, 'price')
  await asColleague(page.request, base, path, { notes: 'Seen by a customer' })
  await price.fill('2000')
  await page.keyboard.press('Enter')
  await piece.getByText('$2,000.00').waitFor()
  t.equal((await read()).notes, 'Seen by a customer', 'both changes stand')

  const again = await edit(page, number, 'price')
  await asColleague(page.request, base, path, { price: { amount: 250000, currency: 'USD' } })
  await again.fill('3000')
  await page.keyboard.press('Enter')
  const note = page.locator('[data-editor] [role=alert]')
  await note.waitFor()
  t.match(await note.textContent(), '$2,500.00', 'what the colleague wrote is shown')
  t.equal((await read()).price.amount, 250000, 'and nothing was written over it')
  await note.getByRole('button', { name: 'Keep mine' }).click()
  await piece.getByText('$3,000.00').waitFor()
  t.equal((await read()).price.amount, 300000)
}

/** Of several stores only the one that nothing refers to can go; the others are named with their reason and stay chosen. */
export async function refuseSome(t: Test, { page, base }: Place): Promise<void> {
  await page.goto(`${base}/admin/stores/new`)
  await page.getByLabel('Name').first().fill('Pop-up')
  await page.getByLabel('Code').fill('POP')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(/stores\/[0-9a-f-]{36}/)
  await page.goto(`${base}/admin/stores`)
  await rowOf(page, 'Pop-up').waitFor()
  const before = await rowOf(page, '').count()
  await page.getByLabel('Select all loaded').click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: `${before - 1} records were refused` })
  await dialog.waitFor()
  t.equal(await dialog.getByRole('listitem').count(), before - 1, 'each refused one is named')
  t.match(await dialog.textContent(), '1 record changed')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await rowOf(page, 'Pop-up').waitFor({ state: 'detached' })
  t.equal(await page.locator('tbody tr[data-selected]').count(), before - 1, 'and stays chosen')
}
