import { readFileSync } from 'node:fs'
import { admissionSchema } from '@bezel/core'
import t from 'tap'
import shopConfig from '../../fastify.config.ts'
import { good, openShop } from '../../plugins/accounts/test/shop.ts'

const shop = await openShop(t, { plugins: shopConfig.plugins.filter(({ name }) => name === 'inventory') })
const operations = [...shop.kernel.operations.values()]
const email = 'mara@example.com'
const mara = await shop.customer(email)

t.test('a password counts exactly as it was chosen', async (t) => {
  for (const wrong of [good.toUpperCase(), good.slice(0, -1), `${good} `, good.replace(/ /g, '')])
    t.match(await shop.browser().signIn(email, wrong), { status: 401 }, JSON.stringify(wrong))
  t.match(await shop.browser().signIn(email, good), { status: 200 })
})

t.test('a password of letters alone is as good as one of signs, and stays good for years', async (t) => {
  await shop.customer('letters@example.com', 'umbrella kettle orbit plum')
  await shop.customer('signs@example.com', '¿9~^\u{1f48d}§ñ  {}[]|\\"\'<>$%&')
  shop.later(3 * 365 * 24 * 60)
  t.match(await shop.browser().signIn('letters@example.com', 'umbrella kettle orbit plum'), { status: 200 })
  shop.later(-3 * 365 * 24 * 60)
})

t.test('nobody asks for anything to remember somebody by', async (t) => {
  const columns = await shop.database.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_name = 'users' or table_name like 'accounts_%'`,
  )
  t.ok(columns.length > 30)
  t.same(
    columns.filter(({ name }) => /hint|question|answer|maiden|birth/.test(name)),
    [],
  )
})

t.test('there is no way to sign in but those that the document names', async (t) => {
  const text = readFileSync(new URL('../../docs/security/authentication.md', import.meta.url), 'utf8')
  const admitting = operations.filter(({ output, needs }) => {
    const fields = (output as { properties?: object }).properties ?? {}
    return needs === 'public' && Object.keys(admissionSchema.properties).every((name) => name in fields)
  })
  t.ok(admitting.length >= 5)
  for (const { rest } of admitting) t.ok(text.includes(`\`${rest}\``), rest ?? '')
})

t.test('whatever changes how somebody signs in, or what they may do, takes a fresh proof', async (t) => {
  const changing =
    /^(account\.(begin-totp|remove-totp|make-recovery-codes|begin-passkey|remove-passkey|change-email|change-password|link-.*|unlink-.*|end-.*|forget-device|ask-erasure)|(users|roles|api-keys)\.(create|update|delete|end-sessions|reset-second-factor)|invitations\.(create|revoke|withdraw))$/
  const found = operations.filter(({ name }) => changing.test(name))
  t.ok(found.length >= 18, found.map(({ name }) => name).join())
  for (const { name, stepUp } of found) t.equal(stepUp, true, name)
})

t.test('a person ends other sessions only after proving who they are', async (t) => {
  await mara.signIn(email, good)
  shop.later(16)
  const refused = { status: 403, body: { code: 'STEP_UP_REQUIRED' } }
  t.match(await mara.send('POST', '/account/sessions/end-others', {}), refused)
  t.match(await mara.send('POST', '/auth/step-up', { password: good }), { status: 200 })
  t.match(await mara.send('POST', '/account/sessions/end-others', {}), { status: 200 })
})

t.test('the same number at another vendor is another person', async (t) => {
  await shop.customer('vendor-one@example.com')
  await shop.customer('vendor-two@example.com')
  const link = (provider: string, email: string) =>
    shop.database.query(
      `insert into accounts_identities (id, user_id, provider, subject, linked_at)
       select gen_random_uuid(), id, $1, '4711', now() from users where email = $2`,
      [provider, email],
    )
  await link('one', 'vendor-one@example.com')
  await link('two', 'vendor-two@example.com')
  await t.rejects(link('one', 'vendor-two@example.com'), { code: '23505' }, 'but one of one vendor is one')
})

t.test('who is deleted is out', async (t) => {
  const robin = await shop.colleague('deleted@example.com', ['customers.read'])
  t.match(await robin.browser.send('GET', '/customers'), { status: 200 })
  t.equal((await shop.request('DELETE', `/api/v1/users/${robin.id}`)).status, 204)
  await shop.settle()
  t.match(await robin.browser.send('GET', '/customers'), { status: 401 })
})

t.test('every way in is noted with how it was proved, from where and with what', async (t) => {
  await shop.browser().send('POST', '/auth/login', { email, password: good }, { 'user-agent': 'Till 3' })
  const { body } = await shop.request('GET', '/api/v1/security-events?sort=-id&limit=1')
  t.match(body.data[0], { details: 'password', address: '127.0.0.1', userAgent: 'Till 3', createdAt: String })
  t.match(body.data[0].type, /signed-in|new-device/)
})

t.test('many sessions of one person are fine, and all are seen', async (t) => {
  for (let count = 0; count < 5; count++) await shop.browser().signIn(email, good)
  const { body } = await mara.send('GET', '/account/sessions')
  t.ok(body.sessions.length >= 6)
})
