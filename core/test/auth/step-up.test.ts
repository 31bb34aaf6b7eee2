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
