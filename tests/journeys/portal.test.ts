import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { barriers, openBrowser } from './browser.ts'
import {
  addAuthenticator,
  confirmIfAsked,
  openPage,
  openPortalShop,
  overflow,
  type Person,
  type PortalShop,
  signIn,
  signOut,
  totp,
} from './portal-steps.ts'

t.setTimeout(300_000)

// A customer and the portal, in a real browser. Screenshots lie in .artifacts/screens.

const screens = resolve('.artifacts/screens')
const shot = (page: Page, name: string) =>
  page.screenshot({ path: join(screens, `portal-${name}.png`), fullPage: true })
const ada: Person = {
  name: 'Ada Vermeer',
  email: 'ada.vermeer@post.example',
  password: 'plum kettle orbit seven',
}

/** Kilobytes of JavaScript that a cold visit to the sign-in page is sent. */
async function scriptOf(page: Page, base: string): Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script' || request.url().endsWith('.js'))
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(`${base}/account`)
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000
}

async function signUp(t: Tap, page: Page, { base, mail }: PortalShop): Promise<void> {
  await page.getByRole('link', { name: 'Open an account' }).click()
  await page.getByRole('button', { name: 'Open account' }).click()
  t.equal(await page.getByText('Fill this in.').count(), 3, 'what is missing is told at each field')
  await page.getByLabel('Your name').fill(ada.name)
  await page.getByLabel('E-mail address', { exact: true }).fill(ada.email)
  const password = page.getByLabel('Choose a password')
  await password.fill('shorter')
  await page.getByText('8 more characters').waitFor()
  await password.fill('vermeer vermeer')
  await page.getByRole('button', { name: 'Open account' }).click()
  await page.getByText('made of your own name').waitFor()
  await shot(page, 'sign-up')
  t.same(await barriers(page), [], 'sign-up: nothing keeps people out')
  await password.fill(ada.password)
  await page.getByText('Strong', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Open account' }).click()
  await page.waitForURL(`${base}/account/confirm`)
  await page.getByText('Send again in').waitFor()
  await shot(page, 'confirm')
  t.same(await barriers(page), [], 'confirm: nothing keeps people out')
  await page.getByLabel('6-digit code').fill('000000')
  const { code } = await mail(ada.email)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('wrong, used already or too old').waitFor()
  await page.getByLabel('6-digit code').fill(code)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
}

type Tap = Pick<typeof t, 'equal' | 'ok' | 'same' | 'not'>

/** @returns the key of the app and the recovery codes */
async function setUpTotp(t: Tap, page: Page): Promise<{ key: string; recovery: string[] }> {
  await page.getByRole('link', { name: 'Security' }).click()
  await page.getByRole('button', { name: 'Set up' }).click()
  const label = page.getByLabel('Code of the app')
  await confirmIfAsked(page, ada.password, label)
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  const key = await page.locator('code').innerText()
  await shot(page, 'totp')
  t.same(await barriers(page), [], 'setting up: nothing keeps people out')
  await label.fill(totp(key))
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  const recovery = await page.locator('ol li').allInnerTexts()
  t.ok(recovery.length >= 8, 'recovery codes are shown')
  await shot(page, 'recovery-codes')
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.reload()
  t.equal(await page.getByText(recovery[0] ?? 'none').count(), 0, 'and never again')
  return { key, recovery }
}

async function setUpPasskey(t: Tap, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('What do you call it?').fill('Ada’s phone')
  await page.getByRole('button', { name: 'Go on' }).click()
  const made = page.getByText('Ada’s phone')
  await confirmIfAsked(page, ada.password, made)
  await page.getByRole('button', { name: 'Remove: Ada’s phone' }).waitFor()
  t.same(await barriers(page), [], 'security: nothing keeps people out')
  await shot(page, 'security')
}

t.test('a customer opens an account, secures it, and signs in with each of its factors', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  await mkdir(screens, { recursive: true })
  const shop = await openPortalShop(t, browser)
  const { base } = shop
  const { page, failures } = await openPage(browser, { bypassCSP: true })
  await addAuthenticator(page)
  const kilobytes = await scriptOf(page, base)
  t.ok(kilobytes > 20 && kilobytes <= 120, `the sign-in page takes ${kilobytes.toFixed(0)} kB of JavaScript`)
  await shot(page, 'sign-in')
  t.same(await barriers(page), [], 'sign-in: nothing keeps people out')

  await signUp(t, page, shop)
  const { key, recovery } = await setUpTotp(t, page)
  await setUpPasskey(t, page)

  await signOut(page)
  t.equal(await page.evaluate('sessionStorage.length'), 0, 'nothing is kept after signing out')
  t.same(
    await page.evaluate<string[]>('Object.keys(localStorage).filter((key) => !/language|theme/.test(key))'),
    [],
    'nor anywhere else',
  )
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  await signOut(page)

  await signIn(page, base, { ...ada, password: 'not the password at all' })
  await page.getByText('Address or password is wrong.').waitFor()
  await signIn(page, base, ada)
  await page.getByRole('button', { name: 'Use the authenticator app' }).click()
  // The code of the set-up is used up.
  await page.getByLabel('Code of the app').fill(totp(key, 1))
  await shot(page, 'second-factor')
  t.same(await barriers(page), [], 'second factor: nothing keeps people out')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  await signOut(page)

  await signIn(page, base, ada)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(recovery[0] ?? '')
  await page.getByLabel('Do not ask again on this device').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  await signOut(page)
  await signIn(page, base, ada)
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  t.same(failures, [], 'no page threw and no request failed')
})

t.test('a customer recovers the password and ends a session from another browser', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  await mkdir(screens, { recursive: true })
  const shop = await openPortalShop(t, browser)
  const { base, mail } = shop
  const desk = await openPage(browser)
  await desk.page.goto(`${base}/account/sign-up`)
  await desk.page.getByLabel('Your name').fill(ada.name)
  await desk.page.getByLabel('E-mail address', { exact: true }).fill(ada.email)
  await desk.page.getByLabel('Choose a password').fill(ada.password)
  await desk.page.getByRole('button', { name: 'Open account' }).click()
  await desk.page.getByLabel('6-digit code').waitFor()
  await desk.page.goto((await mail(ada.email)).link)
  await desk.page.getByRole('heading', { name: 'Profile' }).waitFor()
  t.equal(
    new URL(desk.page.url()).hash,
    '',
    'the link of the mail opens the account, and its token is in no history',
  )
  await signOut(desk.page)

  const renewed = { ...ada, password: 'amber ladder quiet nine' }
  await desk.page.getByRole('link', { name: 'Forgot your password?' }).click()
  await desk.page.getByLabel('E-mail address', { exact: true }).fill(ada.email)
  await desk.page.getByRole('button', { name: 'Send' }).click()
  await desk.page.getByLabel('6-digit code').fill((await mail(ada.email)).code)
  await desk.page.getByLabel('New password', { exact: true }).fill(renewed.password)
  await shot(desk.page, 'reset')
  await desk.page.getByRole('button', { name: 'Save new password' }).click()
  await desk.page.getByText('Your new password is saved.').waitFor()
  await signIn(desk.page, base, renewed)
  await desk.page.getByRole('heading', { name: 'Profile' }).waitFor()

  const phone = await openPage(browser, {
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    colorScheme: 'dark',
    locale: 'de-DE',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
  })
  await phone.page.goto(`${base}/account`)
  await phone.page.getByRole('heading', { name: 'Willkommen' }).waitFor()
  await shot(phone.page, 'phone-sign-in')
  t.ok((await overflow(phone.page)) <= 0, 'nothing scrolls sideways at 360 px')
  await phone.page.getByLabel('E-Mail-Adresse oder Benutzername').fill(ada.email)
  await phone.page.getByLabel('Passwort', { exact: true }).fill(renewed.password)
  await phone.page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await phone.page.getByRole('navigation').waitFor()
  for (const [path, name] of [
    ['', 'profile'],
    ['/security', 'security'],
    ['/data', 'data'],
  ]) {
    await phone.page.goto(`${base}/account${path}`)
    await phone.page.getByRole('navigation').waitFor()
    await phone.page.waitForLoadState('networkidle')
    await shot(phone.page, `phone-${name}`)
    t.ok((await overflow(phone.page)) <= 0, `${name}: nothing scrolls sideways at 360 px`)
  }

  await desk.page.goto(`${base}/account/security`)
  await desk.page.getByRole('button', { name: /^Sign out: Safari, iOS/ }).click()
  await desk.page.getByText('Signed out there.').waitFor()
  // Processes remember who a session is for a moment, a second at most.
  await phone.page.waitForTimeout(1000)
  await phone.page.goto(`${base}/account`)
  // In the language of the account by now.
  await phone.page.getByLabel('Password', { exact: true }).waitFor()
  t.same(
    [...desk.failures, ...phone.failures],
    [],
    'no page threw, nothing failed, the policy refused nothing',
  )
})
