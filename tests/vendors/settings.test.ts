import t from 'tap'
import { openShop } from '../../plugins/accounts/test/shop.ts'
import { sharedData, without } from '../contract/shared-data.ts'
import facts from './facts.json' with { type: 'json' }
import { type VendorKind, vendorKinds } from './kinds.ts'

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
