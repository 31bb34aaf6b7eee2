import t from 'tap'
import { createUser } from '../../src/auth/accounts.ts'
import { testApp } from '../../src/testing/app.ts'
import { openBrowser } from './session.ts'

let minutes = 0
const now = () => new Date(Date.now() + minutes * 60_000)
const app = await testApp({ plugins: [], environment: { now } })
t.teardown(() => app.end())
const [email, password] = ['owner@example.com', 'a long pass phrase']
await createUser(app.database, {
  id: app.kernel.environment.newId(),
  name: 'Owner',
  email,
  password,
  role: 'owner',
})

const newRole = (name: string) => ({ name, permissions: [] })

t.test('a dangerous operation asks who signed in long ago to confirm it', async (t) => {
  const browser = openBrowser(app)
  await browser.signIn(email, password)
  t.match(await browser.request('POST', '/api/v1/roles', newRole('At once')), { status: 201 })
  minutes = 16
  t.match(await browser.request('POST', '/api/v1/roles', newRole('Later')), {
    status: 403,
    body: { code: 'STEP_UP_REQUIRED' },
  })
  t.match(await browser.request('GET', '/api/v1/roles'), { status: 200 }, 'reading goes on')
  t.match(await browser.request('POST', '/api/v1/auth/step-up', { password: 'wrong' }), { status: 401 })
  t.match(await browser.request('POST', '/api/v1/auth/step-up', { password }), { status: 200 })
  await new Promise((resolve) => setTimeout(resolve, 450))
  t.match(await browser.request('POST', '/api/v1/roles', newRole('Confirmed')), { status: 201 })
})

t.test('confirming who one is gives the session a new token, and the old one is over', async (t) => {
  minutes = 0
  const browser = openBrowser(app)
  await browser.signIn(email, password)
  const before = browser.cookie()
  await browser.request('POST', '/api/v1/auth/step-up', { password })
  t.not(browser.cookie(), before)
  t.match(await browser.request('GET', '/api/v1/auth/session'), { status: 200 })
  t.match(await browser.request('POST', '/api/v1/roles', newRole('Same session')), { status: 201 })
  const stolen = await app.request('GET', '/api/v1/auth/session', undefined, {
    key: null,
    headers: { cookie: before },
  })
  t.equal(stolen.status, 401)
})

t.test(
  'a session ends after an hour without use, and twelve hours after signing in whatever its use',
  async (t) => {
    const browser = openBrowser(app)
    await browser.signIn(email, password)
    const idleFor = (minutes: number) =>
      app.database.query(
        `update bezel_core.sessions set last_seen_at = now() - make_interval(mins => $1),
         expires_at = now() + make_interval(mins => 60 - $1)`,
        [minutes],
      )
    const seen = async () => {
      await new Promise((resolve) => setTimeout(resolve, 450))
      return (await browser.request('GET', '/api/v1/auth/session')).status
    }
    const left = async () =>
      (
        await app.database.query<{ minutes: number }>(
          'select round(extract(epoch from max(expires_at) - now()) / 60)::int as minutes from bezel_core.sessions',
        )
      )[0]?.minutes
    t.equal(await left(), 60)
    await idleFor(59)
    t.equal(await seen(), 200)
    t.equal(await left(), 60, 'use keeps it open')
    await app.database.query(
      `update bezel_core.sessions set created_at = now() - interval '690 minutes', last_seen_at = now() - interval '2 minutes'`,
    )
    t.equal(await seen(), 200)
    t.equal(await left(), 30, 'but for twelve hours at most')
    await idleFor(61)
    t.equal(await seen(), 401)
  },
)

t.test('an API key confirms nothing, for it proves itself with every request', async (t) => {
  t.match(await app.request('POST', '/api/v1/roles', newRole('By key')), { status: 201 })
})

t.test('a key has what its role and its scopes allow, both', async (t) => {
  const role = await app.request('POST', '/api/v1/roles', {
    name: 'Narrowed',
    permissions: ['roles.*', 'users.read'],
  })
  const scopes = ['roles.read', 'users.*', 'audit.read']
  const made = await app.request('POST', '/api/v1/api-keys', { name: 'Narrow', roleId: role.body.id, scopes })
  const { body } = await app.request('GET', '/api/v1/auth/me', undefined, { key: made.body.key })
  t.same(body.permissions, ['roles.read', 'users.read'])
})

t.test('a secret that is shown once is kept encrypted for repeats of its request', async (t) => {
  const role = await app.request('POST', '/api/v1/roles', newRole('Repeats'))
  const body = { name: 'Repeated', roleId: role.body.id }
  const headers = { 'idempotency-key': 'repeat-1' }
  const first = await app.request('POST', '/api/v1/api-keys', body, { headers })
  const again = await app.request('POST', '/api/v1/api-keys', body, { headers })
  t.equal(again.body.key, first.body.key)
  const [row] = await app.database.query<{ answer: unknown }>(
    `select answer from bezel_core.idempotency where key = 'repeat-1'`,
  )
  t.notMatch(JSON.stringify(row?.answer), first.body.key)
})

t.test('who has a role of the portal reaches no rows and no pages of the staff', async (t) => {
  const role = await app.request('POST', '/api/v1/roles', {
    name: 'Portal',
    portal: true,
    permissions: ['users.read'],
  })
  const person = {
    id: app.kernel.environment.newId(),
    name: 'Cleo',
    email: 'cleo@example.com',
    password,
    role: 'Portal',
  }
  await createUser(app.database, person)
  t.ok(role.body.portal)
  const browser = openBrowser(app)
  await browser.signIn(person.email, password)
  t.match(await browser.request('GET', '/api/v1/auth/session'), { body: { limited: 'portal' } })
  t.match(await browser.request('GET', '/api/v1/users'), { status: 200, body: { data: [] } })
  t.match(await browser.request('GET', `/api/v1/users/${person.id}`), { status: 404 })
  t.match(await browser.request('GET', '/api/v1/saved-views'), { status: 403 })
  t.match(await browser.request('GET', '/api/v1/files'), { status: 403 })
})
