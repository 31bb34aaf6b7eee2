import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { VendorPerson } from '@bezel/accounts/testing'
import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import { type Standing, type VendorKind, vendorKinds } from '../vendors/kinds.ts'
import { barriers, demo, openBrowser, visitor } from './browser.ts'
import { openPage, openPortalShop, type PortalShop, register, signIn, signOut } from './portal-steps.ts'
import { emptyShop } from './running-shop.ts'

t.setTimeout(300_000)

// People who sign in by a vendor, in a real browser that is sent there and back. The vendors stand at local addresses.

const labels = { google: 'Google', linkedin: 'LinkedIn', facebook: 'Facebook' }

interface Stage {
  shop: PortalShop
  browser: Browser
  vendors: (VendorKind & { vendor: Standing; label: string })[]
}

async function openStage(t: Parameters<typeof openBrowser>[0]): Promise<Stage | undefined> {
  const browser = await openBrowser(t)
  if (!browser) return undefined
  const vendors: Stage['vendors'] = []
  const shop = await openPortalShop(t, browser, async (base) => {
    const env: NodeJS.ProcessEnv = { ...emptyShop }
    for (const kind of vendorKinds) {
      const { vendor, env: own } = await kind.stand(base)
      t.teardown(() => vendor.stop())
      vendors.push({ ...kind, vendor, label: labels[kind.id] })
      Object.assign(env, own)
    }
    return env
  })
  return { shop, browser, vendors }
}

const person = (subject: string, email: string, emailVerified = true): VendorPerson & { email: string } => ({
  subject,
  name: 'Ada Vermeer',
  email,
  emailVerified,
})

const by = (page: Page, label: string) => page.getByRole('button', { name: `Continue with ${label}` })
const profile = (page: Page) => page.getByRole('heading', { name: 'Profile' })
const line = (page: Page, label: string) => page.getByRole('listitem').filter({ hasText: label })

const screens = resolve('.artifacts/screens')
await mkdir(screens, { recursive: true })

async function shot(page: Page, name: string): Promise<string[]> {
  await page.screenshot({ path: join(screens, `vendors-${name}.png`), fullPage: true })
  return barriers(page)
}

const stage = await openStage(t)
if (stage) {
  const { shop, browser, vendors } = stage
  const { base, mail } = shop

  for (const { id, label, vendor, verifiesEmail } of vendors) {
    t.test(`${label} opens an account for somebody new and signs them in again`, async (t) => {
      const { page, failures } = await openPage(browser, { bypassCSP: true })
      const ada = person(`${id}-ada`, `ada-${id}@post.example`)
      vendor.expect(ada)
      await page.goto(`${base}/account`)
      await by(page, label).waitFor()
      if (id === 'google') t.same(await shot(page, 'sign-in'), [], 'nothing keeps people out')
      await by(page, label).click()
      if (!verifiesEmail) {
        await page.getByRole('heading', { name: 'Confirm your address' }).waitFor()
        await page.getByLabel('6-digit code').fill((await mail(ada.email)).code)
        await page.getByRole('button', { name: 'Confirm' }).click()
      }
      await profile(page).waitFor()
      t.equal(await page.getByLabel('Your name').inputValue(), ada.name)
      t.equal(new URL(page.url()).search, '', 'what the vendor sent is in no address')
      await signOut(page)
      await by(page, label).click()
      await profile(page).waitFor()
      t.ok(await page.getByText(ada.email).count(), 'the same account')
      await page.getByRole('link', { name: 'Security' }).click()
      await line(page, label).getByRole('button', { name: 'Unlink' }).click()
      await page.getByText('This is the last way into your account').waitFor()
      t.same(failures, [])
    })
  }

  t.test('an account is linked to a vendor, opened by it, and unlinked again', async (t) => {
    const grace = { name: 'Grace Moor', email: 'grace@post.example', password: 'plum kettle orbit seven' }
    await register(shop, grace)
    const { page, failures } = await openPage(browser, { bypassCSP: true })
    await signIn(page, base, grace)
    await profile(page).waitFor()
    for (const { id, label, vendor } of vendors) {
      vendor.expect(person(`${id}-grace`, `grace-elsewhere-${id}@post.example`, false))
      await page.goto(`${base}/account/security`)
      await line(page, label).getByRole('button', { name: 'Link' }).click()
      await page.getByText('Linked.', { exact: true }).waitFor()
      await line(page, label).getByText(`grace-elsewhere-${id}@post.example`).waitFor()
    }
    t.same(await shot(page, 'linked'), [])
    for (const { label } of vendors) {
      await signOut(page)
      await by(page, label).click()
      await profile(page).waitFor()
      t.ok(await page.getByText(grace.email).count(), `${label} opens it`)
    }
    await page.getByRole('link', { name: 'Security' }).click()
    await line(page, 'LinkedIn').getByRole('button', { name: 'Unlink' }).click()
    await line(page, 'LinkedIn').getByText('Not linked').waitFor()
    await page.getByText('A way to sign in unlinked').waitFor()
    t.same(failures, [])
  })

  for (const { id, label, vendor } of vendors)
    t.test(`an address that ${label} did not verify never opens the account that has it`, async (t) => {
      const victim = {
        name: 'Vera Moss',
        email: `vera-${id}@post.example`,
        password: 'plum kettle orbit seven',
      }
      await register(shop, victim)
      const { page } = await openPage(browser)
      vendor.expect(person(`${id}-thief`, victim.email, false))
      await page.goto(`${base}/account`)
      await by(page, label).click()
      await page.getByRole('heading', { name: 'Confirm your address' }).waitFor()
      t.equal((await page.request.get(`${base}/api/v1/account`)).status(), 401, 'nobody is signed in')
      const own = await openPage(browser)
      await signIn(own.page, base, victim)
      await profile(own.page).waitFor()
      const { identities } = await (await own.page.request.get(`${base}/api/v1/account/identities`)).json()
      t.same(identities, [], 'nothing is linked to the account')
    })

  t.test('who says no at the vendor is told so and may choose another way', async (t) => {
    const { page } = await openPage(browser)
    vendors[0]?.vendor.expect('declines')
    await page.goto(`${base}/account`)
    await by(page, 'Google').click()
    await page.getByText('This sign-in could not be completed').waitFor()
    t.equal((await page.request.get(`${base}/api/v1/account`)).status(), 401)
    await page.getByRole('link', { name: 'Back' }).click()
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  })

  t.test('staff link a vendor in the admin, and it brings them back to the page they wanted', async (t) => {
    const [{ vendor } = { vendor: undefined }] = vendors
    vendor?.expect(person('google-owner', 'owner.elsewhere@post.example'))
    const page = await (await visitor(browser, base, demo, { bypassCSP: true })).newPage()
    await page.goto(`${base}/admin/account`)
    await line(page, 'Google').getByRole('button', { name: 'Link' }).click()
    await page.waitForURL(`${base}/admin/account`)
    await line(page, 'Google').getByText('owner.elsewhere@post.example').waitFor()
    await page.request.post(`${base}/api/v1/auth/logout`, { headers: await csrf(page) })
    await page.goto(`${base}/admin/users`)
    await by(page, 'Google').waitFor()
    t.same(await shot(page, 'admin-sign-in'), [])
    await by(page, 'Google').click()
    await page.waitForURL(`${base}/admin/users`)
    await page.getByRole('heading', { name: 'Users' }).waitFor()
    await page.goto(`${base}/admin/account`)
    await line(page, 'Google').getByRole('button', { name: 'Unlink' }).click()
    await page.getByRole('button', { name: 'Unlink Google' }).click()
    await line(page, 'Google').getByText('Not linked').waitFor()
  })

  async function csrf(page: Page): Promise<{ 'x-csrf-token': string }> {
    const { csrfToken } = await (await page.request.get(`${base}/api/v1/auth/session`)).json()
    return { 'x-csrf-token': csrfToken }
  }
}
