import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { barriers, demo, openBrowser, visitor, watch } from './browser.ts'
import { openPage, openPortalShop, type Person, type PortalShop, register, signIn } from './portal-steps.ts'
import { emptyShop } from './running-shop.ts'

t.setTimeout(300_000)

// What somebody can do with an account that is their own: another address, a picture, their data. In a real browser.

const screens = resolve('.artifacts/screens')
const ada: Person = {
  name: 'Ada Vermeer',
  email: 'ada.vermeer@post.example',
  password: 'plum kettle orbit seven',
}
const newEmail = 'ada.moor@post.example'

type Tap = Pick<typeof t, 'equal' | 'match' | 'notMatch' | 'ok' | 'same'>

async function shot(page: Page, name: string): Promise<string[]> {
  await page.screenshot({ path: join(screens, `own-${name}.png`), fullPage: true })
  return barriers(page)
}

interface Picture {
  metadata(): Promise<{ exif?: Buffer; width?: number; height?: number }>
  stats(): Promise<{ channels: { mean: number }[] }>
  png(): Picture
  jpeg(): Picture
  withExif(exif: object): Picture
  composite(above: object[]): Picture
  toBuffer(): Promise<Buffer>
}

/** Belongs to the core, and is found there. */
const sharp = createRequire(resolve('core/package.json'))('sharp') as (input: object) => Picture

/** A photograph, red at the left and blue at the right, with a place in what cameras hide in it. */
async function photograph(): Promise<Buffer> {
  const half = (background: string) => ({
    create: { width: 400, height: 600, channels: 3 as const, background },
  })
  const blue = await sharp(half('blue')).png().toBuffer()
  return sharp({ create: { width: 800, height: 600, channels: 3, background: 'red' } })
    .composite([{ input: blue, left: 400, top: 0 }])
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Ada, at home' }, IFD3: { GPSLatitude: '52/1 22/1 0/1' } })
    .toBuffer()
}

/** Chooses the left half by the keyboard alone, and uses it. */
async function crop(page: Page, button: Locator, content: Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()])
  await chooser.setFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: content })
  const dialog = page.getByRole('dialog', { name: 'Choose a part' })
  await dialog.getByLabel('Zoom').focus()
  for (let step = 0; step < 20; step++) await page.keyboard.press('ArrowRight')
  await dialog.getByRole('img').focus()
  // A step moves the picture by eight; it stops at its edge.
  for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowRight')
}

async function assertPicture(t: Tap, { owner, base }: PortalShop, address: string): Promise<void> {
  const answer = await owner.get(address)
  t.equal(answer.status(), 200)
  const image = sharp(await answer.body())
  const { exif, width, height } = await image.metadata()
  t.same({ exif, width, height }, { exif: undefined, width: 512, height: 512 }, 'a square without EXIF')
  const [red, , blue] = (await image.stats()).channels.map(({ mean }) => mean)
  t.ok(Number(red) > 240 && Number(blue) < 15, 'it is the part that was chosen')
  const [, id] = /files\/([\w-]{36})\//.exec(address) ?? []
  const thumbnail = await owner.get(`${base}/api/v1/files/${id}/thumbnail`)
  t.equal(thumbnail.headers()['content-type'], 'image/webp')
  t.ok(((await sharp(await thumbnail.body()).metadata()).width ?? 999) <= 320, 'there is a thumbnail')
}

const browser = await openBrowser(t)
if (browser) {
  await mkdir(screens, { recursive: true })
  const shop = await openPortalShop(t, browser, () => emptyShop)
  const { base, mail } = shop
  await register(shop, ada)
  const { page, failures } = await openPage(browser, { bypassCSP: true })
  await signIn(page, base, ada)
  await page.getByRole('heading', { name: 'Profile' }).waitFor()

  t.test('the address changes once the old and the new one are confirmed', async (t) => {
    const both = page.getByRole('region', { name: 'E-mail address' })
    await both.getByRole('button', { name: 'Change' }).click()
    await page.getByLabel('New e-mail address').fill(newEmail)
    await page.getByRole('button', { name: 'Send mails' }).click()
    const [old, next] = [await mail(ada.email), await mail(newEmail)]
    t.match([old.subject, next.subject], ['Confirm the change of your address', 'Confirm your new address'])
    const side = (email: string) => page.getByRole('region', { name: email, exact: true })
    await side(newEmail).getByLabel(`Code sent to ${newEmail}`).fill('000000')
    await side(newEmail).getByRole('button', { name: 'Confirm' }).click()
    await side(newEmail).getByText('wrong, used already or too old').waitFor()
    t.same(await shot(page, 'change-email'), [], 'nothing keeps people out')
    await side(newEmail).getByLabel(`Code sent to ${newEmail}`).fill(next.code)
    await side(newEmail).getByRole('button', { name: 'Confirm' }).click()
    await side(newEmail).waitFor({ state: 'detached' })
    const account = await (await page.request.get(`${base}/api/v1/account`)).json()
    t.equal(account.email, ada.email, 'one side alone changes nothing')
    // The other mail is read elsewhere: its link is opened in a browser where nobody is signed in.
    const elsewhere = await openPage(browser)
    await elsewhere.page.goto(old.link)
    await elsewhere.page.getByText('Your address is changed.').waitFor()
    await elsewhere.page.context().close()
    await page.reload()
    await page.getByText(newEmail).first().waitFor()
  })

  t.test('a picture is cropped by the keyboard and kept without what cameras hide in it', async (t) => {
    await page.goto(`${base}/account`)
    await crop(page, page.getByRole('button', { name: 'Add picture' }), await photograph())
    t.same(await shot(page, 'crop'), [], 'nothing keeps people out')
    await page.getByRole('button', { name: 'Use picture' }).click()
    await page.getByText('Your picture is saved.').waitFor()
    await assertPicture(t, shop, (await page.getByRole('img', { name: ada.name }).getAttribute('src')) ?? '')
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Change picture' }).click(),
    ])
    await chooser.setFiles({ name: 'no.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') })
    await page.getByText('This is no picture.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Add picture' }).waitFor()
  })

  const owner = await (await visitor(browser, base, demo, { bypassCSP: true })).newPage()
  failures.push(...watch(owner))

  t.test('data is taken along as a file, and a copy asked for is answered by the staff', async (t) => {
    await page.goto(`${base}/account/data`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ])
    const copy = JSON.parse(await readFile(await download.path(), 'utf8'))
    t.equal(copy.account.account[0].email, newEmail)
    t.match(
      copy.account.securityEvents.map(({ type }: { type: string }) => type),
      /email-changed/,
    )
    t.notMatch(JSON.stringify(copy), /argon2|token/i, 'and nothing that opens the account')
    await page.getByRole('button', { name: 'Ask the shop for a copy…' }).click()
    await page.getByLabel('Anything the shop should know?').fill('On paper, please.')
    await page.getByRole('button', { name: 'Ask for a copy', exact: true }).click()
    await page.getByText('Waiting for the shop').waitFor()
    await owner.goto(`${base}/admin/data-requests`)
    const card = owner.getByRole('region', { name: 'Copy of their data' })
    await card.getByText('On paper, please.').waitFor()
    const [held] = await Promise.all([
      owner.waitForEvent('download'),
      card.getByRole('button', { name: 'Download their data' }).click(),
    ])
    t.match(await readFile(await held.path(), 'utf8'), newEmail)
    await card.getByLabel('Answer').fill('Sent by post on Monday.')
    t.same(await shot(owner, 'request'), [], 'nothing keeps staff out')
    await card.getByRole('button', { name: 'Mark as answered' }).click()
    await owner.getByText('Nothing is waiting').waitFor()
    await page.reload()
    await page.getByText('Sent by post on Monday.').waitFor()
    t.same(await shot(page, 'data'), [], 'nothing keeps people out')
  })

  t.test('an erasure asked for is carried out by the staff, and the person is out', async (t) => {
    await page.getByRole('button', { name: 'Ask for erasure…' }).click()
    await page.getByLabel('Anything the shop should know?').fill('I moved away.')
    await page.getByRole('button', { name: 'Ask for erasure', exact: true }).click()
    await page.getByText('The shop has your request').waitFor()
    await owner.goto(`${base}/admin/data-requests`)
    const card = owner.getByRole('region', { name: 'Erasure' })
    await card.getByText('I moved away.').waitFor()
    t.ok(await card.getByRole('button', { name: 'Refuse' }).isDisabled(), 'refusing takes a reason')
    await card.getByRole('button', { name: 'Erase…' }).click()
    await card.getByRole('button', { name: 'Erase for good, everywhere' }).click()
    await owner.getByText('Nothing is waiting').waitFor()
    const handled = owner.getByRole('list', { name: 'Handled' })
    await handled.getByText('Carried out').first().waitFor()
    t.same(await shot(owner, 'handled'), [], 'nothing keeps staff out')
    await page.waitForTimeout(1000)
    await page.goto(`${base}/account`)
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
    await signIn(page, base, { ...ada, email: newEmail })
    await page.getByText('Address or password is wrong.').waitFor()
    const { data } = await (await owner.request.get(`${base}/api/v1/users?email=${newEmail}`)).json()
    t.same(data, [], 'nobody has that address any more')
  })

  t.test('what a customer asks at the counter is noted, refused with a reason, and listed', async (t) => {
    const who = { name: 'Berta Lind', email: 'berta@post.example', password: 'amber ladder quiet nine' }
    await register(shop, who)
    await owner.goto(`${base}/admin/data-requests`)
    await owner.getByRole('button', { name: 'Note a request' }).click()
    await owner.getByRole('combobox', { name: 'Customer' }).fill('Berta')
    await owner.getByRole('option', { name: /Berta/ }).first().click()
    await owner.getByLabel('What they want').selectOption({ label: 'Erasure' })
    await owner.getByLabel('What they said').fill('Asked by telephone.')
    t.same(await shot(owner, 'note'), [], 'nothing keeps staff out')
    await owner.getByRole('button', { name: 'Note it' }).click()
    const card = owner.getByRole('region', { name: 'Erasure' })
    await card.getByText('Asked by telephone.').waitFor()
    await card.getByLabel('Answer').fill('Invoices are kept for ten years.')
    await card.getByRole('button', { name: 'Refuse' }).click()
    await owner.getByRole('list', { name: 'Handled' }).getByText('Refused').waitFor()
    await signIn(page, base, who)
    await page.getByRole('link', { name: 'My data' }).click()
    await page.getByText('Invoices are kept for ten years.').waitFor()
    t.same(failures, [], 'no page threw and no request failed')
  })
}
