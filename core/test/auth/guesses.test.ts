import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { addressSubject, noteGuess } from '../../src/auth/guesses.ts'
import { testApp } from '../../src/testing/app.ts'

const app = await testApp({ plugins: [] })
t.teardown(() => app.end())

const count = (results: boolean[]) => results.filter(Boolean).length

t.test('of forty guesses at once no more than the limit go ahead', async (t) => {
  const limit = { most: 10, seconds: 3600 }
  const results = await Promise.all(
    Array.from({ length: 40 }, () => noteGuess(app.database, 'parallel', limit)),
  )
  t.equal(count(results), 10)
})

t.test('the limit holds in every stretch of time, not only in the clock’s hours', async (t) => {
  const limit = { most: 3, seconds: 1 }
  const guess = () => noteGuess(app.database, 'sliding', limit)
  t.same([await guess(), await guess(), await guess(), await guess()], [true, true, true, false])
  await sleep(1050)
  t.ok(await guess(), 'the first are long enough ago')
  const [row] = await app.database.query<{ at: string[] }>(
    `select at from bezel_core.guesses where subject = 'sliding'`,
  )
  t.equal(row?.at.length, 1, 'what does not count any more is not kept')
})

t.test('a /64 of IPv6 is one address, an IPv4 address is itself however it is written', async (t) => {
  t.equal(addressSubject('2001:db8:1:2::7'), addressSubject('2001:0db8:0001:0002:ffff::1'))
  t.not(addressSubject('2001:db8:1:2::7'), addressSubject('2001:db8:1:3::7'))
  t.equal(addressSubject('::ffff:192.0.2.1'), addressSubject('192.0.2.1'))
})

t.test(
  'ten guesses an hour at one account over REST, GraphQL aliases and forged addresses together',
  async (t) => {
    const email = 'guessed@example.com'
    const aliases = Array.from(
      { length: 8 },
      (_, index) => `g${index}: signIn(email: "${email}", password: "wrong ${index}") { user { id } }`,
    )
    const { body } = await app.request(
      'POST',
      '/graphql',
      { query: `mutation { ${aliases.join(' ')} }` },
      { key: null },
    )
    const codes = body.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)
    t.same(new Set(codes), new Set(['WRONG_CREDENTIALS']))
    t.equal(codes.length, 8)
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        app.request(
          'POST',
          '/api/v1/auth/login',
          { email, password: 'wrong' },
          {
            key: null,
            headers: { 'x-forwarded-for': `198.51.100.${index}` },
          },
        ),
      ),
    )
    t.equal(tries.filter(({ status }) => status === 401).length, 2)
    t.equal(tries.filter(({ status }) => status === 429).length, 8)
  },
)

t.test('the word of a trusted proxy counts for where a request came from, and nobody else’s', async (t) => {
  const behind = await testApp({ plugins: [], settings: { trustedProxies: ['127.0.0.1/32'] } })
  t.teardown(() => behind.end())
  const body = { email: 'nobody@example.com', password: 'x' }
  for (const one of [app, behind])
    await one.request('POST', '/api/v1/auth/login', body, {
      key: null,
      headers: { 'x-forwarded-for': '192.0.2.77, 198.51.100.9' },
    })
  const subjects = async (of: typeof app) =>
    (await of.database.query<{ subject: string }>('select subject from bezel_core.guesses')).map(
      ({ subject }) => subject,
    )
  t.ok(
    (await subjects(behind)).includes('address:198.51.100.9'),
    'the address nearest to the proxy, which it saw itself',
  )
  t.ok((await subjects(app)).includes('address:127.0.0.1'))
})
