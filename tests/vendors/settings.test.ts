import smtp from '@bezel/email-smtp'
import t from 'tap'
import { good, openShop } from '../../plugins/accounts/test/shop.ts'
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
  'without a mail server the shop says what to set, and in development keeps mails for looking at',
  async (t) => {
    const lines: string[] = []
    const logStream = { write: (line: string) => lines.push(line) } as never
    const shop = await openShop(t, { plugins: [smtp], logStream, settings: { logLevel: 'warn' } })
    t.match(lines.join(''), /email-smtp.* is off: .*EMAIL_SMTP_HOST and EMAIL_SMTP_FROM/)
    await shop
      .browser()
      .send('POST', '/account/register', { name: 'Ada', email: 'ada@example.com', password: good })
    t.match(await shop.mail('ada@example.com'), { subject: 'Confirm your address' })
  },
)

t.test(
  'in production without a mail server no mail is kept: its job fails and says what to set',
  async (t) => {
    const shop = await openShop(t, { plugins: [smtp], settings: { production: true } })
    await shop
      .browser()
      .send('POST', '/account/register', { name: 'Ada', email: 'ada@example.com', password: good })
    const failed = async () => {
      const { body } = await shop.request('GET', '/api/v1/jobs')
      return JSON.stringify(body).includes('EMAIL_SMTP_HOST')
    }
    for (let tries = 0; tries < 60 && !(await failed()); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    t.ok(await failed())
    t.equal((await shop.request('GET', '/api/v1/mails')).body.data.length, 0)
  },
)

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
