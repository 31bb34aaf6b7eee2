import type { VendorPerson } from '@bezel/accounts/testing'
import t from 'tap'
import { type Browser, good, openShop } from '../../plugins/accounts/test/shop.ts'
import { sharedData, without } from '../contract/shared-data.ts'
import facts from './facts.json' with { type: 'json' }
import { scopesOf, type VendorKind, vendorKinds } from './kinds.ts'

// The whole dance with each vendor, over the routes that people's browsers use. The vendors stand at local addresses.

async function open(t: Parameters<typeof openShop>[0], { adapter, stand, id }: VendorKind) {
  const { vendor, env } = await stand()
  t.teardown(() => vendor.stop())
  const shop = await openShop(t, { plugins: [adapter], env })
  const begin = async (browser: Browser, who: VendorPerson | 'declines') => {
    const { body } = await browser.send('POST', `/account/providers/${id}/begin`, {})
    return vendor.visit(body.url, who)
  }
  const finish = (browser: Browser, query: Record<string, string>) =>
    browser.send('POST', `/account/providers/${id}/finish`, { query })
  return {
    shop,
    vendor,
    begin,
    finish,
    signIn: async (browser: Browser, who: VendorPerson | 'declines') =>
      finish(browser, await begin(browser, who)),
    link: async (browser: Browser, who: VendorPerson) =>
      browser.send('POST', `/account/providers/${id}/link`, { query: await begin(browser, who) }),
    /** Registers by the vendor, confirming by mail where the vendor does not vouch for the address. */
    async register(who: VendorPerson) {
      const browser = shop.browser()
      const answer = await finish(browser, await begin(browser, who))
      if (!answer.body.confirm) return { browser, answer }
      const { token } = await shop.mail(who.email ?? '')
      return { browser, answer: await browser.send('POST', '/account/confirm', { token }) }
    },
  }
}

const ada: VendorPerson = {
  subject: 'v-1815',
  name: 'Ada Vermeer',
  email: 'ada@example.com',
  emailVerified: true,
}
const refused = { status: 422, body: { code: 'ACCOUNTS_IDENTITY_REFUSED' } }

for (const kind of vendorKinds) {
  const { id, verifiesEmail } = kind

  t.test(`${id} registers somebody and signs them in again`, async (t) => {
    const { shop, vendor, register, signIn } = await open(t, kind)
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
    const asked = vendor.asked[0]?.searchParams
    t.same(asked?.get('scope')?.split(/[ ,]/).sort(), [...scopesOf(id)].sort())
    t.match(asked?.get('redirect_uri'), `http://127.0.0.1/account/callback/${id}`)
    for (const [name, value] of Object.entries(kind.asks)) t.match(asked?.get(name), value, name)
  })

  t.test(`${id} is linked to an account and unlinked, but never as its last way in`, async (t) => {
    const { shop, register, signIn, link } = await open(t, kind)
    const browser = await shop.customer('grace@example.com')
    t.match(await link(browser, ada), { status: 200 })
    const known = shop.browser()
    t.match(await signIn(known, ada), { status: 200, body: { user: { email: 'grace@example.com' } } })
    const { body } = await browser.send('GET', '/account/identities')
    const [identity] = body.identities
    t.match(await browser.send('DELETE', `/account/identities/${identity.id}`), { status: 200 })
    const { browser: only } = await register({ ...ada, subject: 'v-2', email: 'only@example.com' })
    const own = (await only.send('GET', '/account/identities')).body.identities[0]
    t.match(await only.send('DELETE', `/account/identities/${own.id}`), {
      status: 409,
      body: { code: 'ACCOUNTS_LAST_WAY_IN' },
    })
    t.match(await link(only, { ...ada, subject: 'v-2' }), { status: 200 }, 'linking twice changes nothing')
    t.match(await link(browser, { ...ada, subject: 'v-2' }), {
      status: 409,
      body: { code: 'ACCOUNTS_IDENTITY_TAKEN' },
    })
  })

  t.test(`an address that ${id} does not vouch for never links to an account`, async (t) => {
    const { shop, signIn } = await open(t, kind)
    const email = 'owner-of-it@example.com'
    const owner = await shop.customer(email)
    const stranger = shop.browser()
    const answer = await signIn(stranger, { ...ada, email, emailVerified: false })
    t.match(answer, { status: 200, body: { user: null, confirm: { ticket: /./ } } })
    t.notOk(stranger.cookies.has('bezel_session'), 'nobody is signed in')
    t.match(await owner.send('GET', '/account/identities'), { body: { identities: [] } })
    t.match(await shop.browser().signIn(email, good), { status: 200 })
  })

  t.test(`an address that ${id} vouches for links to its account, where the vendor does so`, async (t) => {
    const { shop, signIn } = await open(t, kind)
    await shop.customer(ada.email ?? '')
    const { body } = await signIn(shop.browser(), ada)
    t.equal(body.user?.email ?? null, verifiesEmail ? ada.email : null)
  })

  t.test(`an answer of ${id} counts once, in the browser that began`, async (t) => {
    const { shop, begin, finish } = await open(t, kind)
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

  t.test(`an attempt to sign in by ${id} is over after ten minutes`, async (t) => {
    const { shop, begin, finish } = await open(t, kind)
    const browser = shop.browser()
    const query = await begin(browser, ada)
    shop.later(11)
    t.match(await finish(browser, query), refused)
  })

  t.test(`who declines at ${id} is told so kindly`, async (t) => {
    const { shop, signIn } = await open(t, kind)
    const answer = await signIn(shop.browser(), 'declines')
    t.match(answer, { ...refused, body: { detail: /You did not agree at \w+\./ } })
  })

  t.test(`what is wrong with an answer of ${id} signs nobody in`, async (t) => {
    const { shop, vendor, signIn } = await open(t, kind)
    for (const fault of [...kind.faults, 'down'] as const) {
      vendor.fail(fault)
      const browser = shop.browser()
      t.match(await signIn(browser, ada), refused, fault)
      t.notOk(browser.cookies.has('bezel_session'), fault)
    }
    const { body } = await shop.request('GET', `/api/v1/customers?email=${ada.email}`)
    t.equal(body.data.length, 0, 'nobody was registered')
  })
}

t.test('a vendor without its two settings is off, and says what to set', async (t) => {
  const lines: string[] = []
  const logStream = { write: (line: string) => lines.push(line) } as never
  const plugins = vendorKinds.map(({ adapter }) => adapter)
  const shop = await openShop(t, { plugins, logStream, settings: { logLevel: 'warn' } })
  t.match(await shop.browser().send('GET', '/account/options'), { status: 200, body: { providers: [] } })
  const answer = await shop.browser().send('POST', '/account/providers/google/begin', {})
  t.equal(answer.status, 404)
  for (const { id } of vendorKinds) {
    const name = `AUTH_${id.toUpperCase()}_CLIENT`
    t.match(lines.join(''), new RegExp(`auth-${id}.* is off: .*${name}_ID and ${name}_SECRET`))
  }
})

t.test(
  'the facts that the vendors stand by are the recorded ones',
  { skip: without('oauth/facts.json') },
  async (t) => {
    t.match(JSON.parse(sharedData('oauth/facts.json')), facts)
  },
)

t.test('the adapters begin at the vendors’ own addresses', async (t) => {
  const defaultOf = (kind: VendorKind['id'], setting: string): unknown => {
    const schema = vendorKinds.find(({ id }) => id === kind)?.adapter.config?.properties[setting]
    return (schema as { default?: string } | undefined)?.default
  }
  t.equal(defaultOf('google', 'issuer'), facts.google.issuer)
  t.equal(defaultOf('linkedin', 'issuer'), facts.linkedin.issuer)
  t.equal(
    defaultOf('facebook', 'dialogUrl'),
    new URL(facts.facebook.authorization_endpoint.split(' ')[0] ?? '').origin,
  )
  t.equal(defaultOf('facebook', 'graphUrl'), new URL(facts.facebook.token_endpoint).origin)
})
