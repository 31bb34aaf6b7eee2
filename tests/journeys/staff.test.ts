import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import { barriers, demo, openBrowser, visitor, watch } from './browser.ts'
import { openNamedShop } from './running-shop.ts'
import {
  acceptInvitation,
  confirmIdentity,
  createRole,
  explain,
  inviteColleague,
  makeKey,
  protectAccount,
  recoverPassword,
  signInWithCode,
} from './staff-steps.ts'

t.setTimeout(300_000)

// The staff's side of accounts in a real browser. Screenshots lie in .artifacts/screens.

const screens = resolve('.artifacts/screens')
const robin = { email: 'robin@bezel.example', password: 'plum kettle orbit seven' }

async function openShop(t: Tap): Promise<{ base: string; browser: Browser } | undefined> {
  const browser = await openBrowser(t)
  if (!browser) return undefined
  await mkdir(screens, { recursive: true })
  return { base: await openNamedShop(t), browser }
}

type Tap = Parameters<typeof openBrowser>[0]

async function shots(page: Page, name: string): Promise<string[]> {
  await page.screenshot({ path: join(screens, `staff-${name}.png`) })
  return barriers(page)
}

t.test('staff invite, protect, explain and end access, each seeing what their role allows', async (t) => {
  const shop = await openShop(t)
  if (!shop) return
  const { base, browser } = shop
  const owner = await (await visitor(browser, base, demo, { bypassCSP: true })).newPage()
  const failures = watch(owner)
  const place = { page: owner, base }

  await createRole(t, place)
  t.same(await shots(owner, 'role'), [], 'role: nothing keeps people out')
  await owner.goto(`${base}/admin/users`)
  await inviteColleague(place, robin.email)
  t.same(await shots(owner, 'invitations'), [])
  const colleague = await acceptInvitation(t, place, robin)
  t.same(await shots(owner, 'outbox'), [], 'outbox: nothing keeps people out')

  await t.test('the colleague sees exactly the pages that the role allows', async (t) => {
    await colleague.goto(`${base}/admin/customers`)
    await colleague.waitForSelector('tbody tr >> nth=0')
    await shots(colleague, 'colleague')
    const links = colleague.getByRole('navigation', { name: 'Main navigation' }).getByRole('link')
    const seen = await links.evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
      all.map((one) => one.getAttribute('href')),
    )
    t.same(seen, ['/admin', '/admin/customers'])
    for (const hidden of ['users', 'roles', 'stones', 'api-keys/new', 'access/explain', 'mails']) {
      await colleague.goto(`${base}/admin/${hidden}`)
      await colleague.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    }
  })

  await t.test('an ended session shows the sign-in page by itself, about a second later', async (t) => {
    const elsewhere = await (await visitor(browser, base, robin)).newPage()
    await elsewhere.goto(`${base}/admin/customers`)
    await elsewhere.waitForSelector('tbody tr >> nth=0')
    // Until then the page has not yet opened the socket by which it is told.
    await elsewhere.waitForEvent('websocket')
    await elsewhere.waitForTimeout(1000)
    await colleague.goto(`${base}/admin/account`)
    const sessions = colleague.getByRole('list', { name: 'Where you are signed in' })
    await sessions.getByText('This browser').waitFor()
    t.equal(await sessions.getByRole('listitem').count(), 2)
    const ended = colleague.waitForResponse((answer) => answer.request().method() === 'DELETE')
    await sessions.getByRole('button', { name: 'Sign out' }).first().click()
    await ended
    const begun = Date.now()
    await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 5000 })
    const took = Date.now() - begun
    t.comment(`thrown out after ${took} ms`)
    t.ok(took < 1500, 'the sign-in page came by itself')
    await elsewhere.getByText('You were signed out').waitFor()
  })

  await t.test('somebody who was away confirms who they are, and what they did goes on', async (t) => {
    await confirmIdentity(t, place, (name) => shots(owner, name))
  })

  await t.test('an API key is shown once, works, and is revoked', async (t) => {
    const key = await makeKey(t, place)
    t.same(await shots(owner, 'api-key'), [])
    const headers = { authorization: `Bearer ${key}` }
    t.equal((await fetch(`${base}/api/v1/customers?limit=1`, { headers })).status, 200)
    t.equal((await fetch(`${base}/api/v1/users`, { headers })).status, 403)
    await owner.getByRole('link', { name: 'To all API keys' }).click()
    await owner.getByRole('link', { name: 'Website' }).click()
    await owner.waitForURL(/api-keys\/[0-9a-f-]{36}/)
    await owner.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
    await owner.getByRole('menuitem', { name: 'Revoke' }).click()
    await owner.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await owner.getByRole('dialog').waitFor({ state: 'detached' })
    await owner.waitForTimeout(1000)
    t.equal((await fetch(`${base}/api/v1/customers?limit=1`, { headers })).status, 401)
  })

  await t.test('access is explained by the rule that decides', async (t) => {
    await explain(t, place)
    t.same(await shots(owner, 'explain'), [])
  })

  await t.test(
    'a second factor is set up with its recovery codes and asked for at the next sign-in',
    async (t) => {
      const secret = await protectAccount(t, { page: colleague, base }, (name) => shots(colleague, name))
      await signInWithCode(t, { browser, base }, robin, secret, (page, name) => shots(page, name))
    },
  )

  await t.test('a forgotten password is chosen anew by the code of a mail', async () => {
    await recoverPassword(place, await (await browser.newContext()).newPage(), robin.email)
  })
  t.same(failures, [], 'no page threw and no request failed')
})
