import { createHash } from 'node:crypto'
import t from 'tap'
import { type Browser, good, openShop } from './shop.ts'
import { vendorAdapter } from './vendor.ts'

const { adapter, vendor } = vendorAdapter()
const shop = await openShop(t, { plugins: [adapter] })

function person(code: string, subject: string, email: string | undefined, emailVerified = true) {
  vendor.people.set(code, { subject, emailVerified, name: 'Ada Vermeer', ...(email && { email }) })
}

async function begin(browser: Browser): Promise<string> {
  const { body } = await browser.send('POST', '/account/providers/acme/begin', {})
  return new URL(body.url).searchParams.get('state') ?? ''
}

async function finish(browser: Browser, code: string, verb = 'finish') {
  const state = await begin(browser)
  return browser.send('POST', `/account/providers/acme/${verb}`, { query: { code, state } })
}

t.test('who a vendor vouches for gets an account, and the same one the next time', async (t) => {
  person('new', 'subject-1', 'ada@example.com')
  const first = await finish(shop.browser(), 'new')
  t.match(first, { status: 200, body: { user: { email: 'ada@example.com' }, confirm: null } })
  t.match(await finish(shop.browser(), 'new'), { body: { user: { id: first.body.user.id } } })
  const { codeChallenge, codeVerifier, redirectUri } = vendor.asked[0] as Record<string, string>
  t.equal(redirectUri, 'http://127.0.0.1/account/callback/acme')
  t.equal(
    codeChallenge,
    createHash('sha256')
      .update(codeVerifier ?? '')
      .digest('base64url'),
  )
})

t.test('an answer counts only in the browser that began, with its own state, once', async (t) => {
  person('theirs', 'subject-2', 'eve@example.com')
  const [browser, other] = [shop.browser(), shop.browser()]
  const refused = { status: 422, body: { code: 'ACCOUNTS_IDENTITY_REFUSED' } }
  const state = await begin(browser)
  const answer = { query: { code: 'theirs', state } }
  t.match(await other.send('POST', '/account/providers/acme/finish', answer), refused, 'another browser')
  t.match(
    await browser.send('POST', '/account/providers/acme/finish', { query: { code: 'theirs', state: 'x' } }),
    refused,
  )
  t.match(await browser.send('POST', '/account/providers/acme/finish', answer), { status: 200 })
  t.match(await browser.send('POST', '/account/providers/acme/finish', answer), refused, 'a second time')
  t.match(await finish(shop.browser(), 'unknown code'), refused)
})

t.test('an unverified e-mail address never links to an account that exists', async (t) => {
  await shop.customer('victim@example.com')
  person('attack', 'subject-3', 'victim@example.com', false)
  const answer = await finish(shop.browser(), 'attack')
  t.match(answer, { status: 200, body: { user: null, confirm: { ticket: String } } })
  t.match((await shop.mail('victim@example.com')).subject, 'You have an account already')
  const linked = await shop.database.query(`select 1 from accounts_identities where subject = 'subject-3'`)
  t.equal(linked.length, 0)
})

t.test('an unverified address of nobody is confirmed by mail first', async (t) => {
  person('unverified', 'subject-4', 'fresh@example.com', false)
  await finish(shop.browser(), 'unverified')
  const { token } = await shop.proof('fresh@example.com')
  t.match(await shop.browser().send('POST', '/account/confirm', { token }), { status: 200 })
  t.match(await finish(shop.browser(), 'unverified'), { body: { user: { email: 'fresh@example.com' } } })
})

t.test('a verified address signs in to its account, but past the second factor that it has', async (t) => {
  const ada = await shop.customer('both@example.com')
  person('both', 'subject-5', 'both@example.com')
  t.match(await finish(shop.browser(), 'both'), { body: { user: { email: 'both@example.com' } } })
  const { body } = await ada.send('GET', '/account')
  await shop.database.query(
    `insert into accounts_credentials (user_id, totp_secret, totp_confirmed_at) values ($1, $2, now())
     on conflict (user_id) do update set totp_secret = excluded.totp_secret, totp_confirmed_at = now()`,
    [body.id, shop.kernel.keyring.encrypt('JBSWY3DPEHPK3PXP')],
  )
  t.match(await finish(shop.browser(), 'both'), { body: { user: null, secondFactor: { methods: ['totp'] } } })
})

t.test('identities are linked and unlinked by their person, never the last way in', async (t) => {
  person('only', 'subject-6', 'only@example.com')
  const browser = shop.browser()
  await finish(browser, 'only')
  const [identity] = (await browser.send('GET', '/account/identities')).body.identities
  const last = { status: 409, body: { code: 'ACCOUNTS_LAST_WAY_IN' } }
  t.match(await browser.send('DELETE', `/account/identities/${identity.id}`), last)
  t.match(
    await browser.send('POST', '/account/password', { password: good }),
    { status: 200 },
    'a first password',
  )
  t.match(await browser.send('DELETE', `/account/identities/${identity.id}`), { status: 200 })

  person('second', 'subject-7', 'elsewhere@example.com', false)
  t.match(await finish(browser, 'second', 'link'), { status: 200 })
  t.match(await finish(shop.browser(), 'second'), { body: { user: { email: 'only@example.com' } } })
  const stranger = await shop.customer('stranger@example.com')
  t.match(await finish(stranger, 'second', 'link'), {
    status: 409,
    body: { code: 'ACCOUNTS_IDENTITY_TAKEN' },
  })
})

t.test('of two ways in, two who unlink at once leave one', async (t) => {
  person('one', 'subject-8', 'pair@example.com')
  person('two', 'subject-9', undefined)
  const browser = shop.browser()
  await finish(browser, 'one')
  await finish(browser, 'two', 'link')
  const { identities } = (await browser.send('GET', '/account/identities')).body
  const answers = await Promise.all(
    identities.map(({ id }: { id: string }) => browser.send('DELETE', `/account/identities/${id}`)),
  )
  t.same(answers.map(({ status }) => status).sort(), [200, 409])
})
