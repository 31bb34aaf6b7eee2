import { TOTP } from 'otpauth'
import t from 'tap'
import { type Browser, good, openShop } from './shop.ts'

const shop = await openShop(t)
let minutes = 0
const later = (more: number) => {
  minutes += more
  shop.later(more)
}
const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: Date.now() + minutes * 60_000 })

async function setUp(browser: Browser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await browser.send('POST', '/account/totp', {})).body
  const { body } = await browser.send('POST', '/account/totp/confirm', { code: codeOf(secret) })
  later(1)
  return { secret, recoveryCodes: body.recoveryCodes }
}

const ada = await shop.customer('ada@example.com')
const { secret, recoveryCodes } = await setUp(ada)

t.test(
  'with an authenticator app a password alone gives no session, only the question for a code',
  async (t) => {
    t.equal(recoveryCodes.length, 10)
    const browser = shop.browser()
    const first = await browser.signIn('ada@example.com', good)
    t.match(first, {
      status: 200,
      body: { user: null, secondFactor: { methods: ['totp', 'recovery-code'] } },
    })
    t.notOk(browser.cookies.has('bezel_session'))
    const { ticket } = first.body.secondFactor
    t.match(await browser.send('POST', '/account/second-factor', { ticket, code: '000000' }), { status: 401 })
    t.match(await browser.send('POST', '/account/second-factor', { ticket, code: codeOf(secret) }), {
      status: 200,
      body: { user: { email: 'ada@example.com' } },
    })
    t.match(await browser.send('GET', '/account'), { status: 200 })
  },
)

t.test('of many who enter the same code at once exactly one is let in', async (t) => {
  later(1)
  const tickets = await Promise.all(
    Array.from(
      { length: 9 },
      async () => (await shop.browser().signIn('ada@example.com', good)).body.secondFactor.ticket,
    ),
  )
  const code = codeOf(secret)
  await shop.database.query('delete from bezel_core.guesses')
  const answers = await Promise.all(
    tickets.map((ticket) => shop.browser().send('POST', '/account/second-factor', { ticket, code })),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, 1)
})

t.test('a recovery code works once, also when many use it together', async (t) => {
  await shop.database.query('delete from bezel_core.guesses')
  const code = recoveryCodes[0] as string
  const tickets = await Promise.all(
    Array.from(
      { length: 8 },
      async () => (await shop.browser().signIn('ada@example.com', good)).body.secondFactor.ticket,
    ),
  )
  const answers = await Promise.all(
    tickets.map((ticket) => shop.browser().send('POST', '/account/second-factor', { ticket, code })),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, 1)
})

t.test('a ticket takes five guesses, and an account ten codes an hour', async (t) => {
  await shop.database.query('delete from bezel_core.guesses')
  const ask = async () => (await shop.browser().signIn('ada@example.com', good)).body.secondFactor.ticket
  const guess = (ticket: string) =>
    Promise.all(
      Array.from({ length: 8 }, () =>
        shop.browser().send('POST', '/account/second-factor', { ticket, code: '123456' }),
      ),
    )
  const first = await guess(await ask())
  t.equal(first.filter(({ status }) => status === 401).length, 5)
  const second = await guess(await ask())
  t.equal(second.filter(({ status }) => status === 401).length, 2)
  t.ok(second.some(({ status }) => status === 429))
  await shop.database.query('delete from bezel_core.guesses')
})

t.test('a device that is trusted is not asked again, until everything is forgotten', async (t) => {
  later(1)
  const browser = shop.browser()
  const { ticket } = (await browser.signIn('ada@example.com', good)).body.secondFactor
  await browser.send('POST', '/account/second-factor', { ticket, code: codeOf(secret), remember: true })
  t.match(await browser.signIn('ada@example.com', good), { body: { user: { email: 'ada@example.com' } } })
  t.match(await browser.send('POST', '/account/sessions/end-others', {}), { status: 200 })
  t.match(await browser.signIn('ada@example.com', good), { body: { user: null } })
})

t.test('a role that takes a second factor lets nobody do anything before one is set up', async (t) => {
  const { browser } = await shop.colleague('boss@example.com', ['customers.read'], { secondFactor: true })
  t.match(await browser.send('GET', '/auth/session'), { body: { limited: 'second-factor' } })
  t.match(await browser.send('GET', '/customers'), { status: 403 })
  t.match((await browser.graphql('{ customers { nodes { id } } }')).body.errors, [
    { extensions: { code: 'FORBIDDEN' } },
  ])
  await setUp(browser)
  await shop.settle()
  t.match(await browser.send('GET', '/auth/session'), { body: { limited: null } })
  t.match(await browser.send('GET', '/customers'), { status: 200 })
  t.match(await browser.send('DELETE', '/account/totp'), {
    status: 409,
    body: { code: 'ACCOUNTS_SECOND_FACTOR_NEEDED' },
  })
})

t.test('who has a second factor may have a short password, and then keeps the factor', async (t) => {
  const browser = await shop.customer('short@example.com')
  await setUp(browser)
  t.match(await browser.send('POST', '/account/password', { current: good, password: 'k9 tulip' }), {
    status: 200,
  })
  t.match(await browser.send('DELETE', '/account/totp'), { status: 409 })
  t.match(
    await browser.send('POST', '/account/password', { current: 'k9 tulip', password: `${good} more` }),
    { status: 200 },
  )
  t.match(await browser.send('DELETE', '/account/totp'), { status: 200 })
})

t.test('a dangerous step later asks for the password and a code', async (t) => {
  const browser = await shop.customer('stepup@example.com')
  const mine = await setUp(browser)
  later(20)
  t.match(await browser.send('POST', '/account/recovery-codes', {}), {
    status: 403,
    body: { code: 'STEP_UP_REQUIRED' },
  })
  t.match(await browser.send('POST', '/auth/step-up', { password: good }), { status: 401 })
  t.match(await browser.send('POST', '/auth/step-up', { password: good, code: codeOf(mine.secret) }), {
    status: 200,
  })
  await shop.settle()
  t.match(await browser.send('POST', '/account/recovery-codes', {}), { status: 200 })
})

t.test('the seed of an app is encrypted and recovery codes are hashes in the database', async (t) => {
  const [row] = await shop.database.query<{ all: string }>(
    `select string_agg(t::text, ' ') as all from (
       select row_to_json(c)::text from accounts_credentials c union all select row_to_json(r)::text from accounts_recovery_codes r) t`,
  )
  t.notMatch(row?.all, secret)
  for (const code of recoveryCodes) t.notOk(row?.all.includes(code))
})
