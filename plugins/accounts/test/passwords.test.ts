import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testApp } from '@bezel/core/testing'
import fc from 'fast-check'
import t from 'tap'
import { loadCommon } from '../src/passwords/common.ts'
import { good, needed, openShop } from './shop.ts'

const list = join(import.meta.dirname, '../../../../shared/data/security/passwords-10k-most-common.txt')

t.test('every one of the 10,000 most common passwords of eight characters and more is refused', async (t) => {
  if (!existsSync(list)) return t.comment('skipped: the list is not here')
  const isCommon = await loadCommon()
  const entries = readFileSync(list, 'utf8')
    .split('\n')
    .filter((entry) => entry.length >= 8)
  t.ok(entries.length > 2000)
  t.same(
    entries.filter((entry) => !isCommon(entry)),
    [],
  )
})

t.test('what a common password is decorated with does not make it a good one', async (t) => {
  const isCommon = await loadCommon()
  for (const password of [
    'Sunshine2024!!!!',
    'passwordpassword',
    'QWERTYUIOP',
    '1234567890',
    'abcabcabcabcabc',
    'ｐａｓｓｗｏｒｄ',
  ])
    t.ok(isCommon(password), password)
  fc.assert(
    fc.property(fc.uuid(), (text) => !isCommon(text)),
    { numRuns: 50 },
  )
})

const shop = await openShop(t)
const email = 'ada.vermeer@example.com'
const ada = await shop.customer(email)
const register = (password: string, more = {}) =>
  shop.browser().send('POST', '/account/register', {
    name: 'Benedikta Longname',
    email: 'b@example.com',
    password,
    ...more,
  })

t.test(
  'a password alone has fifteen characters, any of Unicode, up to 128, and says what is wrong',
  async (t) => {
    const refused = {
      status: 422,
      body: { code: 'ACCOUNTS_PASSWORD_REFUSED', errors: [{ pointer: '/password' }] },
    }
    t.match(await register('fourteen chars'), refused)
    t.match(await register('benedikta longname'), refused, 'not one’s own name')
    t.match(await register('password12345678'), refused, 'not a common one with a tail')
    t.match(await register('💎'.repeat(14)), refused, 'a code point counts as one')
    t.match(await register('ruby 💎 lapis ünter'), { status: 202 })
    t.match(await register(`x ${'long enough '.repeat(10)}`.slice(0, 128)), { status: 202 })
    t.match(await register('y'.repeat(129)), { status: 400 })
  },
)

t.test('a change asks for the old password, and every other session ends', async (t) => {
  const other = shop.browser()
  await other.signIn(email, good)
  const changed = 'river walnut comet four'
  t.match(await ada.send('POST', '/account/password', { current: 'wrong', password: changed }), {
    status: 401,
  })
  t.match(await ada.send('POST', '/account/password', { password: changed }), { status: 401 })
  t.match(await ada.send('POST', '/account/password', { current: good, password: changed }), { status: 200 })
  await shop.settle()
  t.match(await other.send('GET', '/account'), { status: 401 })
  t.match(await ada.send('GET', '/account'), { status: 200 })
  t.match(await shop.browser().signIn(email, changed), { status: 200 })
  t.match(await shop.browser().signIn(email, good), { status: 401 })
})

t.test('a forgotten password is chosen anew by link or code, once, and ends all sessions', async (t) => {
  const [first, second] = ['amber ladder whistle two', 'cedar lantern pigeon nine']
  await shop.browser().send('POST', '/account/recover', { email })
  const mail = await shop.proof(email)
  t.match(
    await shop.browser().send('POST', '/account/reset-password', { token: mail.token, password: 'short' }),
    {
      status: 422,
      body: { code: 'ACCOUNTS_PASSWORD_REFUSED' },
    },
  )
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      shop.browser().send('POST', '/account/reset-password', { token: mail.token, password: first }),
    ),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, 1, 'exactly one caller receives it')
  await shop.settle()
  t.match(await ada.send('GET', '/account'), { status: 401 })
  t.match(await shop.browser().signIn(email, first), { status: 200 })

  const browser = shop.browser()
  const { ticket } = (await browser.send('POST', '/account/recover', { email })).body
  const next = await shop.proof(email)
  t.match(
    await browser.send('POST', '/account/reset-password', { ticket, code: next.code, password: second }),
    {
      status: 200,
    },
  )
  t.match(await shop.browser().signIn(email, second), { status: 200 })
})

t.test('who wants to recover an unknown account hears the same, and nobody gets a mail', async (t) => {
  const known = await shop.browser().send('POST', '/account/recover', { email })
  const unknown = await shop.browser().send('POST', '/account/recover', { email: 'nobody@example.com' })
  t.equal(known.status, unknown.status)
  t.same(Object.keys(known.body), Object.keys(unknown.body))
  t.equal(await shop.mailsTo('nobody@example.com'), 0)
})

t.test('known and unknown accounts cost the same statements', async (t) => {
  // Nothing works in the background here, so what is counted is the requests' own.
  const quiet = await testApp({ plugins: needed })
  t.teardown(() => quiet.end())
  const { body: roles } = await quiet.request('GET', '/api/v1/roles?name=customer')
  const known = 'known@example.com'
  await quiet.request('POST', '/api/v1/users', { name: 'Known', email: known, roleId: roles.data[0].id })
  const statements = (path: string, body: object) =>
    quiet.queriesOf(() => quiet.request('POST', `/api/v1${path}`, body, { key: null }))
  for (const [path, more] of [
    ['/account/recover', {}],
    ['/account/register', { name: 'Somebody', password: good }],
    ['/auth/login', { password: 'not the password' }],
  ] as const) {
    const ofKnown = await statements(path, { email: known, ...more })
    t.ok(ofKnown.length > 1, path)
    t.same(await statements(path, { email: 'nobody@example.com', ...more }), ofKnown, path)
  }
})
