import t from 'tap'
import { good, openShop } from './shop.ts'

const shop = await openShop(t)
const email = 'ada@example.com'
const ada = await shop.customer(email)

const wrong = (browser = shop.browser(), name = email) => browser.signIn(name, 'not the password')

t.test('an e-mail address and a user name both sign in, whatever their case', async (t) => {
  t.match(await ada.send('PATCH', '/account', { username: 'ada.v' }), {
    status: 200,
    body: { username: 'ada.v' },
  })
  for (const name of ['ADA@example.com', ' ada@example.com ', 'ada.v', 'Ada.V'])
    t.match(await shop.browser().signIn(name, good), { status: 200 }, name)
  t.match(
    await ada.send('PATCH', '/account', { username: 'other@example.com' }),
    { status: 400 },
    'no address as name',
  )
})

t.test('unknown accounts, wrong passwords and suspended users are refused in the same words', async (t) => {
  const gone = await shop.colleague('gone@example.com', [])
  await shop.request('PATCH', `/api/v1/users/${gone.id}`, { active: false })
  const answers = [
    await wrong(),
    await wrong(shop.browser(), 'nobody@example.com'),
    await shop.browser().signIn('gone@example.com', good),
  ]
  const plain = answers.map(({ status, body: { requestId: _, ...body } }) => ({ status, body }))
  t.same(plain[0], plain[1])
  t.same(plain[0], plain[2])
})

t.test('strangers who guess lock nobody out of a device that was known before', async (t) => {
  const stranger = shop.browser()
  const tries = await Promise.all(Array.from({ length: 25 }, () => wrong(stranger, 'ada.v')))
  t.ok(tries.filter(({ status }) => status === 401).length <= 10, 'ten guesses at most')
  t.match(await shop.browser().signIn(email, good), { status: 429 }, 'strangers wait, by whatever name')
  ada.cookies.delete('bezel_session')
  t.match(await ada.signIn(email, good), { status: 200 }, 'the known device does not')
  const mails = await shop.mailsTo(email)
  t.ok(mails > 1, 'the owner of the account is told')
  const { body } = await shop.request('GET', '/api/v1/security-events?type=guesses-exhausted')
  t.equal(body.data.length, 1, 'once')
})

t.test('a known device has ten guesses of its own, not more', async (t) => {
  const browser = await shop.customer('thief@example.com')
  browser.cookies.delete('bezel_session')
  const tries = await Promise.all(Array.from({ length: 15 }, () => wrong(browser, 'thief@example.com')))
  t.equal(tries.filter(({ status }) => status === 401).length, 10)
  t.match(await browser.signIn('thief@example.com', good), { status: 429 })
  t.match(await shop.browser().signIn('thief@example.com', good), { status: 200 }, 'other devices go on')
})

t.test(
  'one address guesses a hundred times an hour at all accounts together, whatever it forges',
  async (t) => {
    const guess = (index: number) =>
      shop
        .browser()
        .send(
          'POST',
          '/auth/login',
          { email: `nobody${index}@example.com`, password: 'x' },
          { 'x-forwarded-for': `203.0.113.${index % 250}` },
        )
    const answers = await Promise.all(Array.from({ length: 130 }, (_, index) => guess(index)))
    t.ok(answers.filter(({ status }: { status: number }) => status === 401).length <= 100)
    t.ok(answers.some(({ status }: { status: number }) => status === 429))
    await shop.database.query('delete from bezel_core.guesses')
  },
)

t.test('a sign-in gives a new session, and ends the one the browser had', async (t) => {
  const browser = shop.browser()
  await browser.signIn(email, good)
  const first = browser.cookies.get('bezel_session')
  await browser.send('POST', '/auth/login', { email, password: good })
  t.not(browser.cookies.get('bezel_session'), first)
  await shop.settle()
  const answer = await shop.request('GET', '/api/v1/auth/session', undefined, {
    key: null,
    headers: { cookie: `bezel_session=${first}` },
  })
  t.equal(answer.status, 401)
})

t.test('sessions are listed with device and place, and revoked one by one', async (t) => {
  const other = shop.browser()
  await other.send('POST', '/auth/login', { email, password: good }, { 'user-agent': 'Phone of Ada' })
  ada.cookies.delete('bezel_session')
  await ada.signIn(email, good)
  const { body } = await ada.send('GET', '/account/sessions')
  const phone = body.sessions.find(({ userAgent }: { userAgent: string }) => userAgent === 'Phone of Ada')
  t.match(phone, { address: '127.0.0.1', methods: ['password'], current: false })
  t.equal(body.sessions.filter(({ current }: { current: boolean }) => current).length, 1)
  const stranger = await shop.customer('stranger@example.com')
  t.match(
    await stranger.send('DELETE', `/account/sessions/${phone.id}`),
    { status: 404 },
    "another's is not there",
  )
  t.match(await ada.send('DELETE', `/account/sessions/${phone.id}`), { status: 200 })
  await shop.settle()
  t.match(await other.send('GET', '/account'), { status: 401 })
  t.match(await ada.send('GET', '/account'), { status: 200 })
})

t.test('a session and a device are told by browser, system and network', async (t) => {
  const firefox = 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
  const other = shop.browser()
  await other.send('POST', '/auth/login', { email, password: good }, { 'user-agent': firefox })
  await shop.browser().send('POST', '/auth/login', { email, password: good }, { 'user-agent': phone })
  await shop.database.query('update bezel_core.sessions set address = $2 where user_agent = $1', [
    phone,
    '192.168.1.20',
  ])
  await shop.database.query('update accounts_devices set address = $2 where name = $1', [phone, '8.8.8.8'])
  const { sessions } = (await other.send('GET', '/account/sessions')).body
  const of = (agent: string) => sessions.find(({ userAgent }: { userAgent: string }) => userAgent === agent)
  t.match(of(firefox), { browser: 'Firefox', system: 'Linux', network: 'this-network', current: true })
  t.match(of(phone), { browser: 'Safari', system: 'iOS', network: 'private-network', current: false })
  const answer = await other.send('GET', '/account/devices')
  t.match(answer, { status: 200 }, JSON.stringify(answer.body))
  const { devices } = answer.body
  t.match(
    devices.find(({ name }: { name: string }) => name === phone),
    { browser: 'Safari', system: 'iOS', address: '8.8.8.8', network: 'elsewhere' },
  )
  const graphql = await other.graphql('{ accountSessions { sessions { browser network } } }')
  t.match(graphql.body.data.accountSessions.sessions[0], { network: /this|private/ })
})

t.test('who is suspended is out within a second', async (t) => {
  const robin = await shop.colleague('robin@example.com', ['customers.read'])
  t.match(await robin.browser.send('GET', '/customers'), { status: 200 })
  await shop.request('PATCH', `/api/v1/users/${robin.id}`, { active: false })
  await new Promise((resolve) => setTimeout(resolve, 900))
  t.match(await robin.browser.send('GET', '/customers'), { status: 401 })
})

t.test('a password kept under an earlier policy is hashed anew at the next sign-in', async (t) => {
  const { hash } = await import('@node-rs/argon2')
  const old = await hash(good, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
  await shop.database.query('update users set password_hash = $1 where email = $2', [old, email])
  t.match(await ada.signIn(email, good), { status: 200 })
  const [row] = await shop.database.query<{ hash: string }>(
    'select password_hash as hash from users where email = $1',
    [email],
  )
  t.match(row?.hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  t.match(await shop.browser().signIn(email, good), { status: 200 })
})
