import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import { barriers, demo, openBrowser, visitor, watch } from './browser.ts'
import { addAuthenticator, openPage, openPortalShop, sendAnonymously, totp } from './portal-steps.ts'
import { emptyShop } from './running-shop.ts'

t.setTimeout(300_000)

// How colleagues come in and go: invitations, second factors that a role takes, passkeys, suspension. In a real browser.

const screens = resolve('.artifacts/screens')
const password = 'plum kettle orbit seven'

async function shot(page: Page, name: string): Promise<string[]> {
  await page.screenshot({ path: join(screens, `access-${name}.png`), fullPage: true })
  return barriers(page)
}

const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  colorScheme: 'dark',
} as const

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** Signs in at the admin's door, as people do. */
async function enter(page: Page, base: string, email: string): Promise<void> {
  await page.goto(`${base}/admin`)
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Robin Okafor/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

const main = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' })

/** From now on the page is told at once what ends: it has opened its socket. */
async function openAndListen(page: Page, address: string): Promise<void> {
  const socket = page.waitForEvent('websocket')
  await page.goto(address)
  await (await socket).waitForEvent('framereceived').catch(() => {})
}

const browser = await openBrowser(t)
if (browser) await journeys(browser)

async function journeys(browser: Browser): Promise<void> {
  await mkdir(screens, { recursive: true })
  const { base, owner: request, mail } = await openPortalShop(t, browser, () => emptyShop)
  const { csrfToken } = await (await request.get(`${base}/api/v1/auth/session`)).json()
  const headers = { 'x-csrf-token': csrfToken }

  const post = async (path: string, data: object) =>
    (await request.post(`${base}/api/v1/${path}`, { data, headers, failOnStatusCode: true })).json()
  const makeRole = (name: string, permissions: string[], secondFactor = false): Promise<{ id: string }> =>
    post('roles', { name, permissions, secondFactor })
  const invite = async (email: string, name: string, roleId: string): Promise<string> => {
    await post('invitations', { email, name, roleId })
    return (await mail(email)).link
  }
  const idOf = async (email: string): Promise<string> =>
    (await (await request.get(`${base}/api/v1/users?email=${email}`)).json()).data[0].id

  const care = await makeRole('Customer care', ['customers.read', 'customers.write'])
  const vault = await makeRole('Vault', ['customers.read'], true)
  const robin = await openPage(browser, { bypassCSP: true })
  const owner = await (await visitor(browser, base, demo, { bypassCSP: true })).newPage()
  const failures = watch(owner)

  t.test('an invitation leads from its mail to exactly the pages that the role allows', async (t) => {
    const { page } = robin
    await page.goto(await invite('robin@shop.example', 'Robin Okafor', care.id))
    await page.getByRole('heading', { name: 'Welcome, Robin Okafor' }).waitFor()
    await page.getByText('“Customer care”').waitFor()
    t.equal(new URL(page.url()).hash, '', 'the token is in no history')
    await page.getByLabel('Choose a password').fill('robin okafor robin')
    await page.getByText('Very easy to guess').waitFor()
    t.same(await shot(page, 'invitation'), [], 'nothing keeps people out')
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await page.getByText('made of your own name').waitFor()
    await page.getByLabel('Choose a password').fill(password)
    await page.getByText('Strong', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await page.waitForURL(`${base}/admin`)
    await main(page).waitFor()
    const links = main(page).getByRole('link')
    await links.first().waitFor()
    const seen = await links.evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
      all.map((one) => one.getAttribute('href')),
    )
    t.same(seen, ['/admin', '/admin/customers'])
    for (const hidden of ['users', 'stones', 'data-requests', 'api-keys/new']) {
      await page.goto(`${base}/admin/${hidden}`)
      await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    }
  })

  t.test('an invitation that was used says so', async (t) => {
    const { page } = await openPage(browser)
    const link = await invite('twice@shop.example', 'Toni Twice', care.id)
    const token = new URLSearchParams(new URL(link).hash.slice(1)).get('token')
    await sendAnonymously(base, 'account/accept-invitation', { token, password })
    await page.goto(link)
    await page.getByText('used already or too old').waitFor()
    t.equal(await page.getByLabel('Choose a password').count(), 0)
  })

  t.test('a second factor that the role takes is set up before anything else', async (t) => {
    const { page } = await openPage(browser, { ...phone, bypassCSP: true })
    await page.goto(await invite('vera@shop.example', 'Vera Moss', vault.id))
    await page.getByLabel('Choose a password').fill(password)
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await page.getByRole('heading', { name: 'Protect your account' }).waitFor()
    t.equal((await page.request.get(`${base}/api/v1/customers`)).status(), 403, 'nothing is reached yet')
    t.same(await shot(page, 'protect-phone'), [], 'nothing keeps people out')
    await page.getByRole('button', { name: 'Authenticator app' }).click()
    await page.getByRole('img', { name: 'QR code' }).waitFor()
    const key = ((await page.locator('code').first().textContent()) ?? '').replace(/\s/g, '')
    await page.getByLabel('Six digits').fill(totp(key))
    await page.getByRole('button', { name: 'Turn on' }).click()
    await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor()
    t.same(await shot(page, 'codes-phone'), [], 'nothing keeps people out')
    t.ok((await page.evaluate<number>(overflow)) <= 0, 'nothing scrolls sideways on a phone')
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByRole('heading', { name: 'Protect your account' }).waitFor({ state: 'detached' })
    await page.goto(`${base}/admin/customers`)
    await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor()

    const again = await openPage(browser)
    await enter(again.page, base, 'vera@shop.example')
    await again.page.getByRole('heading', { name: 'One more step' }).waitFor()
    await again.page.getByLabel('Code').fill(totp(key, 1))
    await again.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await main(again.page).waitFor()
  })

  t.test('a passkey is named, signs its person in without a password, and is removed', async (t) => {
    const { page } = robin
    await addAuthenticator(page)
    await page.goto(`${base}/admin/account`)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByLabel('What do you call it?').fill('Robin’s phone')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('Robin’s phone').waitFor()
    await page.getByText('Passkey added').waitFor()
    t.same(await shot(page, 'account'), [], 'nothing keeps people out')
    await signOut(page)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await main(page).waitFor()
    await page.goto(`${base}/admin/account`)
    const line = page.getByRole('listitem').filter({ hasText: 'Robin’s phone' })
    await line.getByRole('button', { name: 'Remove' }).click()
    await line.getByRole('button', { name: 'Remove passkey' }).click()
    await line.waitFor({ state: 'detached' })
  })

  t.test('staff change their address in the admin, with the codes of both mails', async (t) => {
    const { page } = robin
    const next = 'robin.okafor@shop.example'
    await page.goto(`${base}/admin/account`)
    await page
      .getByRole('region', { name: 'E-mail' })
      .getByRole('button', { name: 'Change', exact: true })
      .click()
    await page.getByLabel('New e-mail address').fill(next)
    await page.getByRole('button', { name: 'Send mails' }).click()
    for (const email of ['robin@shop.example', next]) {
      const code = page.getByLabel(`Code sent to ${email}`)
      await code.fill((await mail(email)).code)
      await code.press('Enter')
      await code.waitFor({ state: 'detached' })
    }
    await page.getByText('Your address is changed.').waitFor()
    await page.getByRole('region', { name: 'E-mail' }).getByText(next).waitFor()
    t.equal(await idOf(next).then((id) => id.length), 36)
  })

  t.test('one session of a colleague is ended, and their others go on', async (t) => {
    const email = 'robin.okafor@shop.example'
    const elsewhere = await openPage(browser, { userAgent: 'Mozilla/5.0 (iPhone) Safari/604.1' })
    await enter(elsewhere.page, base, email)
    await main(elsewhere.page).waitFor()
    await owner.goto(`${base}/admin/users/${await idOf(email)}`)
    const sessions = owner.getByRole('list', { name: 'Where you are signed in' })
    const theirs = owner.getByRole('listitem').filter({ hasText: 'Safari on iOS' })
    await theirs.getByRole('button', { name: 'Sign out' }).click()
    await theirs.waitFor({ state: 'detached' })
    t.same(await shot(owner, 'colleague'), [], 'nothing keeps staff out')
    t.equal(await sessions.getByRole('listitem').count(), 1)
    await elsewhere.page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 10_000 })
    t.equal((await robin.page.request.get(`${base}/api/v1/account`)).status(), 200, 'the other one goes on')
  })

  t.test('whoever is suspended is out of an open page within about a second', async (t) => {
    const email = 'robin.okafor@shop.example'
    const { page } = robin
    await openAndListen(page, `${base}/admin/customers`)
    await owner.goto(`${base}/admin/users/${await idOf(email)}`)
    await owner.getByRole('button', { name: 'Suspend', exact: true }).click()
    const suspended = owner.waitForResponse((answer) => answer.request().method() === 'PATCH')
    await owner.getByRole('button', { name: 'Suspend now' }).click()
    await suspended
    const begun = Date.now()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 10_000 })
    const took = Date.now() - begun
    t.comment(`thrown out after ${took} ms`)
    t.ok(took < 1500, 'the sign-in page came by itself')
    await enter(page, base, email)
    await page.getByText('E-mail and password do not match.').waitFor()
    await owner.getByRole('button', { name: 'Let in again' }).click()
    await owner.getByRole('button', { name: 'Suspend', exact: true }).waitFor()
    await enter(page, base, email)
    await main(page).waitFor()
  })

  t.test('whoever was locked by wrong guesses is let in again at once', async (t) => {
    const email = 'twice@shop.example'
    const guess = async (word: string) =>
      (
        await (
          await browser.newContext()
        ).request.post(`${base}/api/v1/auth/login`, {
          data: { email, password: word },
        })
      ).status()
    for (let tries = 0; tries < 11; tries++) await guess('a wrong guess it is')
    t.equal(await guess(password), 429, 'the right password has to wait too')
    await owner.goto(`${base}/admin/users/${await idOf(email)}`)
    await owner.getByText('Locked after wrong guesses').waitFor()
    t.same(await shot(owner, 'locked'), [], 'nothing keeps staff out')
    await owner.getByRole('button', { name: 'Unlock now' }).click()
    await owner.getByText('Locked after wrong guesses').waitFor({ state: 'detached' })
    t.equal(await guess(password), 200)
    t.same([...failures, ...robin.failures], [], 'no page threw and no request failed')
  })
}
