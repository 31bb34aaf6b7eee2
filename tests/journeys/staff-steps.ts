import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type t from 'tap'
import type { Credentials } from './browser.ts'
import type { Place } from './list-steps.ts'

type Test = Pick<typeof t, 'equal' | 'match' | 'notOk' | 'ok' | 'same'>
type Shot = (name: string) => Promise<string[]>

/** A role that sees and changes customers, and nothing else. */
export async function createRole(t: Test, { page, base }: Place): Promise<void> {
  await page.goto(`${base}/admin/roles/new`)
  await page.getByLabel('Name').fill('Customer care')
  await page.getByRole('checkbox', { name: 'Customers: See' }).check()
  await page.getByRole('checkbox', { name: 'Customers: Change' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Customer care' }).click()
  await page.getByRole('heading', { name: 'Customer care' }).waitFor()
  t.ok(await page.getByRole('checkbox', { name: 'Customers: See' }).isChecked())
  t.notOk(await page.getByRole('checkbox', { name: 'Customers: Delete' }).isChecked())
}

export async function inviteColleague({ page }: Place, email: string): Promise<void> {
  await page.getByRole('button', { name: 'Invite a colleague' }).click()
  await page.getByLabel('Name').fill('Robin Okafor')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel(/^Role(Choose|$)/).selectOption({ label: 'Customer care' })
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await page.waitForURL(/\/admin\/invitations$/)
  await page.getByText(email).first().waitFor()
}

/** Reads the outbox until a mail to the address is there. */
async function mailTo({ page, base }: Place, email: string): Promise<string> {
  await page.goto(`${base}/admin/mails`)
  const card = page
    .getByRole('region')
    .filter({ hasText: `To ${email}` })
    .first()
  for (let tries = 0; tries < 40 && !(await card.count()); tries++) {
    await page.waitForTimeout(250)
    await page.getByRole('button', { name: 'Look again' }).click()
  }
  return (await card.textContent()) ?? ''
}

/** The colleague follows the mail's link in a browser of their own. */
export async function acceptInvitation(
  t: Test,
  place: Place,
  { email, password }: Credentials,
): Promise<Page> {
  const mail = await mailTo(place, email)
  const token = /#token=([\w-]+)/.exec(mail)?.[1]
  t.ok(token, 'the outbox shows the link')
  const browser = place.page.context().browser() as Browser
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    bypassCSP: true,
  })
  await context.request.post(`${place.base}/api/v1/account/accept-invitation`, {
    data: { token, password },
    failOnStatusCode: true,
  })
  return context.newPage()
}

/** Only the first answer is made up, for a quarter of an hour is too long to wait: the one that the server gives after it. The rest is real. */
export async function confirmIdentity(t: Test, { page, base }: Place, shot: Shot): Promise<void> {
  let refusals = 0
  await page.route('**/api/v1/roles', async (route) => {
    if (route.request().method() !== 'POST' || refusals > 0) return route.continue()
    refusals += 1
    const body = { code: 'STEP_UP_REQUIRED', detail: 'Confirm who you are.' }
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(body) })
  })
  await page.goto(`${base}/admin/roles/new`)
  await page.getByLabel('Name').fill('Weekend help')
  await page.getByRole('button', { name: 'Save' }).click()
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' })
  await dialog.getByLabel('Password').fill('not the password at all')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await dialog.getByText('This password is wrong').waitFor()
  t.same(await shot('confirm-identity'), [])
  await dialog.getByLabel('Password').fill('demo owner password')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/admin\/roles$/)
  await page.getByRole('link', { name: 'Weekend help' }).waitFor()
  t.equal(refusals, 1)
  await page.unroute('**/api/v1/roles')
}

/** A key for a store, a part of a role and a time. */
export async function makeKey(t: Test, { page, base }: Place): Promise<string> {
  await page.goto(`${base}/admin/api-keys/new`)
  await page.getByLabel('Name').fill('Website')
  await page.locator('select[name=roleId]').selectOption({ label: 'Customer care' })
  await page.getByLabel('Works for').selectOption({ label: 'Until a day' })
  await page.getByLabel('Last day').fill('2099-12-31')
  await page.getByRole('checkbox', { name: 'Harbour' }).check()
  await page.getByRole('checkbox', { name: 'Only part of the role' }).check()
  t.ok(await page.getByRole('button', { name: 'Create key' }).isDisabled(), 'a key of nothing is none')
  await page.getByRole('checkbox', { name: 'Customers: See' }).check()
  t.equal(await page.getByRole('checkbox', { name: 'Stones: See' }).count(), 0, 'not more than the role')
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = (await page.getByTestId('api-key').textContent()) ?? ''
  t.match(key, /^bzl_/)
  const { data } = await (await page.request.get(`${base}/api/v1/api-keys?name=Website`)).json()
  t.equal(data[0].stores.length, 1)
  t.match(data[0], { scopes: ['customers.read'], expiresAt: /^2100-01-01|^2099-12-31/ })
  return key
}

export async function explain(t: Test, { page, base }: Place): Promise<void> {
  const { data } = await (await page.request.get(`${base}/api/v1/users?email=robin@bezel.example`)).json()
  const person = `user=${data[0].id}`
  await page.goto(`${base}/admin/access/explain?${person}`)
  await page.getByLabel('What they want to do').fill('customers.update')
  await page.getByRole('button', { name: 'Explain' }).click()
  await page.getByRole('heading', { name: 'Yes, they can' }).waitFor()
  t.ok(await page.getByText('which the role gives by "customers.write"').count())
  await page.getByLabel('What they want to do').fill('stones.list')
  await page.getByRole('button', { name: 'Explain' }).click()
  await page.getByRole('heading', { name: 'No, they can’t' }).waitFor()
  t.ok(await page.getByText('which the role does not give').count())
}

interface Otp {
  TOTP: new (options: { secret: unknown }) => { generate(options?: { timestamp: number }): string }
  Secret: { fromBase32(text: string): unknown }
}

/** The code that an authenticator app shows, half a minute ahead where that one was used already. */
async function codeOf(secret: string, ahead = 0): Promise<string> {
  const path = createRequire(resolve('plugins/accounts/package.json')).resolve('otpauth')
  const { TOTP, Secret } = (await import(path)) as Otp
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 })
}

export async function protectAccount(t: Test, { page, base }: Place, shot: Shot): Promise<string> {
  await page.goto(`${base}/admin/account`)
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Authenticator app' })
    .getByRole('button', { name: 'Set up' })
    .click()
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  t.same(await shot('second-factor'), [])
  const secret = ((await page.locator('code').first().textContent()) ?? '').replace(/\s/g, '')
  await page.getByLabel('Six digits').fill(await codeOf(secret))
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor()
  t.ok((await page.locator('ol code').count()) >= 8)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('Set up. It is asked for when you sign in.').waitFor()
  t.same(await shot('account'), [])
  return secret
}

interface Visit {
  browser: Browser
  base: string
}

export async function signInWithCode(
  t: Test,
  { browser, base }: Visit,
  who: Credentials,
  secret: string,
  shot: (page: Page, name: string) => Promise<string[]>,
): Promise<void> {
  const phone = {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    colorScheme: 'dark',
  } as const
  const context = await browser.newContext({ ...phone, locale: 'en-US', bypassCSP: true })
  const page = await context.newPage()
  await page.goto(`${base}/admin`)
  t.same(await shot(page, 'sign-in-phone'), [])
  await page.fill('#email', who.email)
  await page.fill('#password', who.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'One more step' }).waitFor()
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('This code is wrong').waitFor()
  t.same(await shot(page, 'second-step-phone'), [])
  await page.getByLabel('Code').fill(await codeOf(secret, 1))
  await page.getByRole('checkbox', { name: 'Remember this device' }).check()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'One more step' }).waitFor({ state: 'detached' })
  await page.goto(`${base}/admin/account`)
  await page.getByText(/Remembered until/).waitFor()
  t.same(await shot(page, 'account-phone'), [])
  const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  t.ok((await page.evaluate<number>(wide)) <= 0, 'nothing scrolls sideways on a phone')
  await page.context().close()
}

export async function recoverPassword(owner: Place, page: Page, email: string): Promise<void> {
  await page.goto(`${owner.base}/admin`)
  await page.getByRole('button', { name: 'Forgot your password?' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send code' }).click()
  await page.getByText(`If ${email} has an account`).waitFor()
  let mail = ''
  for (let tries = 0; tries < 20 && !mail.includes('Choose a new password'); tries++) {
    await page.waitForTimeout(300)
    mail = await mailTo(owner, email)
  }
  await page.getByLabel('Code from the mail').fill(/: (\d{6})\b/.exec(mail)?.[1] ?? '')
  await page.getByLabel('New password').fill('seven orbits of a kettle')
  await page.getByRole('button', { name: 'Save new password' }).click()
  await page.getByText('Your new password is saved').waitFor()
}
