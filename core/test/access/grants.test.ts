import { randomUUID } from 'node:crypto'
import t from 'tap'
import { type Actor, system } from '../../src/access/actor.ts'
import { actorWith, testApp } from '../../src/testing/app.ts'
import { importFile } from '../importing/fixtures/send.ts'

const app = await testApp({ plugins: [], work: { pollMs: 50, dispatchMs: 50 } })
t.teardown(() => app.end())
await app.startWork()

const manages = ['roles.read', 'roles.write', 'roles.delete', 'users.read', 'users.write', 'users.delete']
const manager = await app.keyWith([...manages, 'api-keys.write', 'api-keys.read', 'files.write'])
const asManager = { key: manager }
const wide = { status: 403, body: { code: 'GRANT_TOO_WIDE' } }

async function newRole(permissions: string[]): Promise<string> {
  const { body } = await app.request('POST', '/api/v1/roles', { name: `role ${randomUUID()}`, permissions })
  return body.id
}

async function newUser(roleId: string, more: object = {}): Promise<string> {
  const email = `${randomUUID()}@example.com`
  const { body } = await app.request('POST', '/api/v1/users', { name: 'Somebody', email, roleId, ...more })
  return body.id
}

const [ownerRole, clerkRole] = [await newRole(['*']), await newRole(['users.read'])]
const owner = await newUser(ownerRole)

t.test('a role takes no permission that its maker lacks, by whatever way', async (t) => {
  for (const permission of ['*', 'stones.read', 'roles.*', 'users.*', '*.*', 'audit.read']) {
    const body = { name: `role ${randomUUID()}`, permissions: ['users.read', permission] }
    const refused = await app.request('POST', '/api/v1/roles', body, asManager)
    t.match(refused, wide, permission)
    t.ok(refused.body.detail.includes(`"${permission}"`), 'it says which')
  }
  t.match(await app.request('PATCH', `/api/v1/roles/${clerkRole}`, { permissions: ['*'] }, asManager), wide)
  t.match(await app.request('PATCH', `/api/v1/roles/${ownerRole}`, { permissions: [] }, asManager), wide)
  t.match(
    await app.request('DELETE', `/api/v1/roles/${await newRole(['audit.read'])}`, undefined, asManager),
    wide,
  )
  const operations = [
    { op: 'create', data: { name: 'Narrow', permissions: ['users.read'] } },
    { op: 'create', data: { name: 'Wide', permissions: ['*'] } },
    { op: 'update', id: clerkRole, data: { permissions: ['*'] } },
  ]
  const bulk = await app.request('POST', '/api/v1/roles/bulk', { operations }, asManager)
  t.match(
    bulk.body.results.map(({ status }: { status: number }) => status),
    [201, 403, 403],
  )
  const query = 'mutation($input: CreateRoleInput!) { createRole(input: $input) { id } }'
  const variables = { input: { name: 'By GraphQL', permissions: ['*'] } }
  const { body } = await app.request('POST', '/graphql', { query, variables }, asManager)
  t.match(body.errors, [{ extensions: { code: 'GRANT_TOO_WIDE' } }])
  const csv = 'name,permissions\nImported narrow,users.read\nImported wide,*\nNarrow,users.*\n'
  t.match(await importFile(app, 'roles', csv, asManager), { created: 1, failed: 2, updated: 0 })
  const { body: left } = await app.request('GET', '/api/v1/roles?permissions[contains]=*')
  t.notOk(left.data.some(({ name }: { name: string }) => /wide|GraphQL|^Narrow/i.test(name)))
})

t.test('nobody makes, changes or removes a person who may do more', async (t) => {
  const email = 'new@example.com'
  t.match(
    await app.request('POST', '/api/v1/users', { name: 'X', email, roleId: ownerRole }, asManager),
    wide,
  )
  const clerk = await newUser(clerkRole)
  t.match(await app.request('PATCH', `/api/v1/users/${clerk}`, { roleId: ownerRole }, asManager), wide)
  t.match(await app.request('PATCH', `/api/v1/users/${owner}`, { email }, asManager), wide, 'no taking over')
  t.match(await app.request('PATCH', `/api/v1/users/${owner}`, { active: false }, asManager), wide)
  t.match(await app.request('DELETE', `/api/v1/users/${owner}`, undefined, asManager), wide)
  t.match(await app.request('PATCH', `/api/v1/users/${clerk}`, { name: 'Renamed' }, asManager), {
    status: 200,
  })
  const { body } = await app.request('GET', `/api/v1/users/${owner}`)
  const csv = `email,name,roleId\nimported@example.com,Imp,${ownerRole}\nfine@example.com,Fine,${clerkRole}\n`
  const imported = await importFile(app, 'users', csv, asManager)
  t.match(imported, { created: 1, failed: 1 })
  const taken = await importFile(app, 'users', `id,email\n${owner},thief@example.com\n`, asManager)
  t.match(taken, { updated: 0, failed: 1 })
  t.equal((await app.request('GET', `/api/v1/users/${owner}`)).body.email, body.email)
})

t.test('a person cannot raise his own role', async (t) => {
  const role = await newRole(['users.read', 'users.write', 'roles.read', 'roles.write'])
  const id = await newUser(role)
  const actor: Actor = { ...actorWith(['users.read', 'users.write', 'roles.read', 'roles.write']), id }
  const call = { actor, requestId: 'test' }
  await t.rejects(app.run('users.update', { id, roleId: ownerRole }, call), { code: 'GRANT_TOO_WIDE' })
  await t.rejects(app.run('roles.update', { id: role, permissions: ['*'] }, call), { code: 'GRANT_TOO_WIDE' })
  await t.resolves(app.run('users.update', { id, roleId: clerkRole }, call), 'but lower it')
})

t.test('an API key gets no role and no stores that its maker lacks', async (t) => {
  const key = { name: 'k', roleId: ownerRole }
  t.match(await app.request('POST', '/api/v1/api-keys', key, asManager), wide)
  const made = await app.request('POST', '/api/v1/api-keys', { name: 'k', roleId: clerkRole }, asManager)
  t.equal(made.status, 201)
  t.match(
    await app.request('PATCH', `/api/v1/api-keys/${made.body.id}`, { roleId: ownerRole }, asManager),
    wide,
  )
  const owners = await app.request('POST', '/api/v1/api-keys', key)
  t.match(await app.request('POST', `/api/v1/api-keys/${owners.body.id}/revoke`, {}, asManager), wide)
})

t.test('who works in some stores gives no others', async (t) => {
  const [mine, other] = [randomUUID(), randomUUID()]
  const call = { actor: actorWith(['*'], [mine]), requestId: 'test' }
  const person = () => ({ name: 'X', email: `${randomUUID()}@example.com`, roleId: clerkRole })
  await t.rejects(app.run('users.create', person(), call), { code: 'GRANT_TOO_WIDE' }, 'not all stores')
  await t.rejects(app.run('users.create', { ...person(), stores: [mine, other] }, call), {
    code: 'GRANT_TOO_WIDE',
  })
  const made = (await app.run('users.create', { ...person(), stores: [mine] }, call)) as { id: string }
  await t.rejects(app.run('users.update', { id: made.id, stores: null }, call), { code: 'GRANT_TOO_WIDE' })
  const everywhere = await newUser(clerkRole)
  await t.rejects(app.run('users.update', { id: everywhere, stores: [mine] }, call), {
    code: 'GRANT_TOO_WIDE',
  })

  const key = (await app.run('api-keys.create', { name: 'k', roleId: ownerRole }, call)) as {
    id: string
    key: string
  }
  const read = await app.request('GET', `/api/v1/api-keys/${key.id}`)
  t.same(read.body.stores, [mine], 'a key reaches as far as who made it')
  t.same((await app.request('GET', '/api/v1/auth/me', undefined, key)).status, 200)
  await t.rejects(app.run('api-keys.create', { name: 'k', roleId: ownerRole, stores: [other] }, call), {
    code: 'GRANT_TOO_WIDE',
  })
  await t.rejects(app.run('api-keys.update', { id: key.id, stores: null }, call), { code: 'GRANT_TOO_WIDE' })
  const beyond = await app.request('POST', '/api/v1/users', person(), key)
  t.match(beyond, wide, 'the key itself is held to its stores')
})

t.test('the last active owner stays', async (t) => {
  const last = { code: 'LAST_OWNER' }
  const call = { actor: system, requestId: 'test' }
  await t.rejects(app.run('users.update', { id: owner, active: false }, call), last)
  await t.rejects(app.run('users.update', { id: owner, roleId: clerkRole }, call), last)
  await t.rejects(app.run('users.delete', { id: owner }, call), last)
  await t.rejects(app.run('roles.update', { id: ownerRole, permissions: ['users.read'] }, call), last)
  const gone = await newUser(ownerRole, { active: false })
  await t.rejects(app.run('users.delete', { id: owner }, call), last, 'one who is inactive does not count')
  await app.run('users.delete', { id: gone }, call)

  const second = await newUser(ownerRole)
  const both = await Promise.allSettled(
    [owner, second].map((id) => app.run('users.update', { id, active: false }, call)),
  )
  t.same(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'not even both at once')
  const refused = await app.request('POST', '/api/v1/users/bulk', {
    operations: [owner, second].map((id) => ({ op: 'update', id, data: { active: false } })),
  })
  t.match(
    refused.body.results.filter(({ status }: { status: number }) => status === 409),
    [{ problem: last }],
  )
})
