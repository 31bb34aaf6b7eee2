import type { VendorPerson } from '@bezel/accounts/testing'
import t from 'tap'
import { type Browser, good, openShop } from '../../plugins/accounts/test/shop.ts'
import { type Standing, scopesOf, type VendorKind, vendorKinds } from './kinds.ts'

// The whole dance with each vendor, over the routes that people's browsers use. The vendors stand at local addresses.

interface Setting {
  kind: VendorKind
  vendor: Standing
}

const standing = await Promise.all(vendorKinds.map(async (kind) => ({ kind, ...(await kind.stand()) })))
t.teardown(() => Promise.all(standing.map(({ vendor }) => vendor.stop())))
const shop = await openShop(t, {
  plugins: vendorKinds.map(({ adapter }) => adapter),
  env: Object.assign({}, ...standing.map(({ env }) => env)),
})

function danceWith({ kind: { id }, vendor }: Setting) {
  const begin = async (browser: Browser, who: VendorPerson | 'declines') => {
    const { body } = await browser.send('POST', `/account/providers/${id}/begin`, {})
    return vendor.visit(body.url, who)
  }
  const send = (verb: string) => (browser: Browser, query: Record<string, string>) =>
    browser.send('POST', `/account/providers/${id}/${verb}`, { query })
  const finish = send('finish')
  const signIn = async (browser: Browser, who: VendorPerson | 'declines') =>
    finish(browser, await begin(browser, who))
  return {
    begin,
    finish,
    signIn,
    link: async (browser: Browser, who: VendorPerson) => send('link')(browser, await begin(browser, who)),
    /** Registers by the vendor, confirming by mail where the vendor does not vouch for the address. */
    async register(who: VendorPerson) {
      const browser = shop.browser()
      const answer = await signIn(browser, who)
      if (!answer.body.confirm) return { browser, answer }
      const { token } = await shop.mail(who.email ?? '')
      return { browser, answer: await browser.send('POST', '/account/confirm', { token }) }
    },
    /** Somebody whom neither the shop nor the vendor knows yet. */
    person(name: string): VendorPerson & { email: string } {
      const subject = `${id}-${name.toLowerCase()}`
      return { subject, name: `${name} Vermeer`, email: `${subject}@example.com`, emailVerified: true }
    },
  }
}

const refused = { status: 422, body: { code: 'ACCOUNTS_IDENTITY_REFUSED' } }

for (const setting of standing) {
  const { kind, vendor } = setting
  const { id, verifiesEmail } = kind
  const { begin, finish, signIn, link, register, person } = danceWith(setting)

  t.test(`${id} registers somebody and signs them in again`, async (t) => {
    const ada = person('Ada')
    const { answer } = await register(ada)
    t.match(answer, { status: 200, body: { user: { email: ada.email, name: ada.name } } })
    const again = shop.browser()
    t.match(await signIn(again, ada), { status: 200, body: { user: { email: ada.email } } })
    t.match(await again.send('GET', '/account/identities'), {
      status: 200,
      body: { identities: [{ provider: id, email: ada.email }] },
    })
    const { body } = await shop.request('GET', `/api/v1/customers?email=${ada.email}`)
    t.equal(body.data.length, 1, 'one customer, not two')
    const asked = vendor.asked.at(-2)?.searchParams
    t.same(asked?.get('scope')?.split(/[ ,]/).sort(), [...scopesOf(id)].sort())
    t.match(asked?.get('redirect_uri'), `http://127.0.0.1/account/callback/${id}`)
    for (const [name, value] of Object.entries(kind.asks)) t.match(asked?.get(name), value, name)
  })

  t.test(`${id} is linked to an account and unlinked, but never as its last way in`, async (t) => {
    const ada = person('Berta')
    const other = person('Only')
    const browser = await shop.customer(`grace-${id}@example.com`)
    t.match(await link(browser, ada), { status: 200 })
    const known = shop.browser()
    t.match(await signIn(known, ada), { status: 200, body: { user: { email: `grace-${id}@example.com` } } })
    const { body } = await browser.send('GET', '/account/identities')
    const [identity] = body.identities
    t.match(await browser.send('DELETE', `/account/identities/${identity.id}`), { status: 200 })
    const { browser: only } = await register(other)
    const own = (await only.send('GET', '/account/identities')).body.identities[0]
    t.match(await only.send('DELETE', `/account/identities/${own.id}`), {
      status: 409,
      body: { code: 'ACCOUNTS_LAST_WAY_IN' },
    })
    t.match(await link(only, other), { status: 200 }, 'linking twice changes nothing')
    t.match(await link(browser, other), {
      status: 409,
      body: { code: 'ACCOUNTS_IDENTITY_TAKEN' },
    })
  })

  t.test(`an address that ${id} does not vouch for never links to an account`, async (t) => {
    const ada = person('Clara')
    const { email } = ada
    const owner = await shop.customer(email)
    const stranger = shop.browser()
    const answer = await signIn(stranger, { ...ada, emailVerified: false })
    t.match(answer, { status: 200, body: { user: null, confirm: { ticket: /./ } } })
    t.notOk(stranger.cookies.has('bezel_session'), 'nobody is signed in')
    t.match(await owner.send('GET', '/account/identities'), { body: { identities: [] } })
    t.match(await shop.browser().signIn(email, good), { status: 200 })
  })

  t.test(`an address that ${id} vouches for links to its account, where the vendor does so`, async (t) => {
    const ada = person('Dora')
    await shop.customer(ada.email)
    const { body } = await signIn(shop.browser(), ada)
    t.equal(body.user?.email ?? null, verifiesEmail ? ada.email : null)
  })

  t.test(`an answer of ${id} counts once, in the browser that began`, async (t) => {
    const ada = person('Emma')
    const browser = shop.browser()
    const query = await begin(browser, ada)
    t.match(await finish(shop.browser(), query), refused, 'another browser')
    t.match(await finish(browser, { ...query, state: 'x'.repeat(43) }), refused, 'another state')
    const { state: _state, ...stateless } = query
    t.match(await finish(browser, stateless), refused, 'no state')
    const kept = new Map(browser.cookies)
    t.match(await finish(browser, query), { status: 200 })
    t.match(await finish(browser, query), refused, 'the attempt is over')
    const copied = shop.browser()
    for (const [name, value] of kept) copied.cookies.set(name, value)
    t.match(await finish(copied, query), refused, 'the vendor takes a code once')
  })

  t.test(`who declines at ${id} is told so kindly`, async (t) => {
    const answer = await signIn(shop.browser(), 'declines')
    t.match(answer, { ...refused, body: { detail: /You did not agree at \w+\./ } })
  })

  t.test(`what is wrong with an answer of ${id} signs nobody in`, async (t) => {
    const ada = person('Flora')
    for (const fault of [...kind.faults, 'down'] as const) {
      vendor.fail(fault)
      const browser = shop.browser()
      t.match(await signIn(browser, ada), refused, fault)
      t.notOk(browser.cookies.has('bezel_session'), fault)
    }
    vendor.fail(undefined)
    const { body } = await shop.request('GET', `/api/v1/customers?email=${ada.email}`)
    t.equal(body.data.length, 0, 'nobody was registered')
  })
}

t.test('an attempt to sign in by a vendor is over after ten minutes', async (t) => {
  const late = await Promise.all(
    standing.map(async (setting) => {
      const { begin, finish, person } = danceWith(setting)
      const browser = shop.browser()
      const query = await begin(browser, person('Late'))
      return () => finish(browser, query)
    }),
  )
  shop.later(11)
  for (const finish of late) t.match(await finish(), refused)
})
