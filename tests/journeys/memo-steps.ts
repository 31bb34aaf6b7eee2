import type { Locator, Page } from 'playwright-core'
import type t from 'tap'
import { barriers } from './browser.ts'
import type { Place } from './list-steps.ts'

type Test = Pick<typeof t, 'equal' | 'match' | 'ok' | 'same'>

type Found = Record<string, unknown> & { id: string }

/** Makes what the step is about, in the session of the page. */
async function made({ page, base }: Place, path: string, data: object): Promise<Found> {
  const session = await (await page.request.get(`${base}/api/v1/auth/session`)).json()
  const headers = { 'x-csrf-token': session.csrfToken }
  const answer = await page.request.post(`${base}/api/v1${path}`, { data, headers })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

/** A memo, issued, with a ring, a diamond and three stones of a parcel. */
async function issuedMemo(place: Place): Promise<Found> {
  const store = await made(place, '/stores', { name: 'Memo room', code: 'MEM' })
  const storeId = store.id
  await made(place, '/locations', { name: 'Memo safe', code: 'MEM-S', type: 'safe', storeId })
  const ring = await made(place, '/pieces', { itemNumber: 'MEM-1', name: 'Halo ring', storeId })
  const stone = await made(place, '/stones', { stockNumber: 'MEM-2', carat: 1.01, storeId })
  const melee = { parcelNumber: 'MEM-3', count: 9, carat: 0.9, storeId }
  const parcel = await made(place, '/parcels', melee)
  const value = { amount: 120_000, currency: 'USD' }
  const memo = await made(place, '/memos', {
    number: 'MEM-M',
    direction: 'out',
    storeId,
    counterparty: 'Gallery Lindqvist',
    lines: [
      { pieceId: ring.id, value },
      { stoneId: stone.id, value },
      { parcelId: parcel.id, count: 3, carat: 0.3, value },
    ],
  })
  return made(place, `/memos/${memo.id}/issue`, {})
}

/** Which actions the page offers for its record. */
async function offered(page: Page): Promise<string[]> {
  const shown = await page.locator('main').getByRole('button').allTextContents()
  return ['Issue', 'Return', 'Invoice', 'Close'].filter((verb) => shown.includes(verb))
}

/** Opens the form of the action and answers it. */
async function opened(page: Page, verb: string): Promise<Locator> {
  await page.getByRole('button', { name: verb, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: verb })
  await dialog.getByRole('option', { name: /MEM-/ }).first().waitFor({ state: 'attached' })
  return dialog
}

const choices = async (dialog: Locator): Promise<string[]> =>
  (await dialog.getByLabel('Lines', { exact: true }).locator('option').allTextContents()).slice(1).sort()

/** Says where the goods come back to, sends the form and waits until the page shows the memo as it is then. */
async function sent(page: Page, dialog: Locator, status: string): Promise<void> {
  await dialog.getByLabel('Location').fill('Memo safe')
  await dialog.getByRole('option', { name: 'Memo safe' }).first().click()
  await dialog.getByRole('button', { name: 'Return', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.locator('main').getByText(status, { exact: true }).first().waitFor()
}

/** Of the lines of a memo one is picked and comes back; then the rest, and the page offers only what the state allows. */
export async function returnOfMemo(t: Test, place: Place): Promise<void> {
  const { page, base } = place
  const memo = await issuedMemo(place)
  await page.goto(`${base}/admin/memos/${memo.id}`)
  await page.getByRole('button', { name: 'Return', exact: true }).waitFor()
  t.same(await offered(page), ['Return', 'Invoice'], 'what an issued memo allows')

  const dialog = await opened(page, 'Return')
  const lines = await choices(dialog)
  t.equal(lines.length, 3, 'the lines of this memo and nothing else')
  t.match(lines, [/MEM-1 Halo ring/, /MEM-2/, /MEM-3 · 3 · 0\.30/], 'known by what they are of')
  t.same(await barriers(page), [], 'nothing keeps people out of the form')
  await dialog.getByLabel('Lines', { exact: true }).selectOption({ label: lines[0] as string })
  await dialog.getByRole('button', { name: /^Remove .*Halo ring/ }).waitFor()
  t.same(await choices(dialog), lines.slice(1), 'what is picked is no choice any more')
  await dialog.getByRole('button', { name: 'Return', exact: true }).click()
  await dialog.getByText('is required').waitFor()
  await sent(page, dialog, 'Partly returned')
  t.same(await offered(page), ['Return', 'Invoice'], 'two lines are still out')

  const again = await opened(page, 'Return')
  t.same(await choices(again), lines.slice(1), 'what came back is not offered again')
  await sent(page, again, 'Returned')
  t.same(await offered(page), ['Close'], 'nothing is out that could come back or be invoiced')
}
