import { randomUUID } from 'node:crypto'
import t from 'tap'
import { testApp } from '../../src/testing/app.ts'

const app = await testApp({ plugins: [] })
t.teardown(() => app.end())

const made = async (path: string, body: object) => (await app.request('POST', `/api/v1${path}`, body)).body
const role = await made('/roles', { name: 'clerk', permissions: ['users.*'] })
const user = await made('/users', { name: 'Clerk', email: 'clerk@example.com', roleId: role.id })
const explain = async (query: Record<string, string>) =>
  (await app.request('GET', `/api/v1/access/explain?${new URLSearchParams(query)}`)).body

t.test('it says which permission an operation takes and what of the role gives it', async (t) => {
  t.match(await explain({ userId: user.id, operation: 'users.list' }), {
    allowed: true,
    reasons: ['"users.list" takes the permission "users.read", which the role gives by "users.*".'],
  })
  t.match(await explain({ userId: user.id, operation: 'roles.create' }), {
    allowed: false,
    reasons: [/does not give/, /fifteen minutes/],
  })
})

t.test('it tells a record that is not there from one that is hidden', async (t) => {
  const view = await made('/saved-views', { collection: 'users', name: 'Mine', query: {} })
  const of = { userId: user.id, operation: 'saved-views.get' }
  t.match(await explain({ ...of, recordId: view.id }), {
    allowed: false,
    reasons: [String, /hides the record/],
  })
  t.match(await explain({ ...of, recordId: randomUUID() }), {
    allowed: false,
    reasons: [String, /no such record/],
  })
  t.match(await explain({ userId: user.id, operation: 'users.get', recordId: user.id }), { allowed: true })
})

t.test('keys are explained with their scopes; who is suspended may do nothing', async (t) => {
  const key = await made('/api-keys', { name: 'Narrow', roleId: role.id, scopes: ['users.read'] })
  t.match(await explain({ keyId: key.id, operation: 'users.list' }), { allowed: true })
  t.match(await explain({ keyId: key.id, operation: 'users.create' }), { allowed: false })
  await app.request('PATCH', `/api/v1/users/${user.id}`, { active: false })
  t.match(await explain({ userId: user.id, operation: 'users.list' }), { code: 'NOT_FOUND' })
  t.match(await explain({ operation: 'users.list' }), { code: 'VALIDATION_FAILED' })
})
