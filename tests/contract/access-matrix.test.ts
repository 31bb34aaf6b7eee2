import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Operation } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t, { type Test } from 'tap'
import shop from '../../fastify.config.ts'
import { type Caller, isExpected, refusedByGraphql, refusedByRest } from './access-matrix.ts'

// Every declared operation × every role × REST and GraphQL, made from the declarations: what is added later is in it.
const app = await testApp({ plugins: shop.plugins })
t.teardown(() => app.end())
const operations = [...app.kernel.operations.values()]

interface RoleRow {
  id: string
  name: string
  permissions: string[]
  portal: boolean
}

/** Makes somebody with a role, signed in by a session of its own. */
async function signedIn({ id: roleId, name, permissions, portal }: RoleRow): Promise<Caller> {
  const [email, password] = [`${randomUUID()}@example.com`, 'plum kettle orbit seven']
  const { body: user } = await app.request('POST', '/api/v1/users', { name, email, roleId })
  const { hashPassword } = await import('@bezel/core')
  await app.database.query('update users set password_hash = $2 where id = $1', [
    user.id,
    await hashPassword(password),
  ])
  const login = await app.request('POST', '/api/v1/auth/login', { email, password }, { key: null })
  const cookies = [login.headers['set-cookie'] ?? []].flat().map((set) => set.split(';')[0])
  const headers: Record<string, string> = { cookie: cookies.join('; ') }
  const session = await app.request('GET', '/api/v1/auth/session', undefined, { key: null, headers })
  headers['x-csrf-token'] = session.body.csrfToken
  return { name, kind: portal ? 'portal' : 'staff', permissions, headers }
}

const roles = await app.database.query<RoleRow>(
  'select id, name, permissions, portal from roles where name not like $1',
  ['role %'],
)
const callers: Caller[] = [
  ...(await Promise.all(roles.map(signedIn))),
  {
    name: 'a key with one permission',
    kind: 'key',
    permissions: ['customers.read'],
    headers: { authorization: `Bearer ${await app.keyWith(['customers.read'])}` },
  },
]

/** Operations that say `signed-in` look closer in their handlers and may refuse more, never less. */
function fault(operation: Operation, caller: Caller, refused: boolean, by: string): string | undefined {
  const expected = isExpected(operation, caller)
  if (refused === !expected || (expected && operation.needs === 'signed-in')) return undefined
  return `${by} ${operation.name} (needs ${operation.needs}) ${refused ? 'is refused' : 'is open'}`
}

async function faultsOf(operation: Operation, caller: Caller): Promise<string[]> {
  const { rest, graphql } = operation
  const found = [
    rest && fault(operation, caller, await refusedByRest(app, rest, caller), 'REST'),
    graphql && fault(operation, caller, await refusedByGraphql(app, graphql, caller), 'GraphQL'),
  ]
  return found.filter((one): one is string => Boolean(one))
}

async function reachesExactly(t: Test, caller: Caller): Promise<void> {
  const faults: string[] = []
  for (let start = 0; start < operations.length; start += 8) {
    const part = operations.slice(start, start + 8)
    faults.push(...(await Promise.all(part.map((one) => faultsOf(one, caller)))).flat())
  }
  t.same(faults, [])
}

for (const caller of callers) {
  t.test(`${caller.name} reaches exactly the operations that the declarations allow`, async (t) => {
    await reachesExactly(t, caller)
  })
}

// One after the other: the role "guest" is one, and what it says now is what is tried.
const everything = app.kernel.registry.models.map(({ collection }) => `${collection}.*`)
for (const permissions of [[], ['customers.read', 'styles.*'], everything]) {
  t.test(
    `a guest whose role gives ${permissions.length} permissions reaches exactly the operations that the declarations allow`,
    async (t) => {
      await app.database.query(`update roles set permissions = $1 where name = 'guest'`, [permissions])
      await sleep(450)
      await reachesExactly(t, { name: 'a guest', kind: 'guest', permissions, headers: {} })
      await app.database.query(`update roles set permissions = '{}' where name = 'guest'`)
      await sleep(450)
    },
  )
}

t.test('the roles and operations of the matrix are those of the shop', async (t) => {
  t.ok(roles.length >= 9, `${roles.length} roles`)
  t.ok(operations.length > 150, `${operations.length} operations`)
  t.same(
    operations.filter(({ needs }) => !needs),
    [],
  )
})

t.test(
  'a customer reaches no row of anybody, even in a role that was given every reading permission by mistake',
  async (t) => {
    const permissions = app.kernel.registry.models.map(({ permissions: { read } }) => read)
    const { body: role } = await app.request('POST', '/api/v1/roles', {
      name: 'mistake',
      permissions,
      portal: true,
    })
    const caller = await signedIn(role)
    await app.request('POST', '/api/v1/customers', { givenName: 'Somebody', familyName: 'Else' })
    for (const { collection, table } of app.kernel.registry.models) {
      if (!app.kernel.operations.has(`${collection}.list`)) continue
      const list = await app.request('GET', `/api/v1/${collection}`, undefined, {
        key: null,
        headers: caller.headers,
      })
      t.same(list.body.data ?? [], [], collection)
      const [row] = await app.database.query<{ id: string }>(`select id from ${table} limit 1`)
      const one =
        row &&
        (await app.request('GET', `/api/v1/${collection}/${row.id}`, undefined, {
          key: null,
          headers: caller.headers,
        }))
      if (one) t.ok([403, 404].includes(one.status), `${collection} ${one.status}`)
    }
  },
)

t.test("what belongs to another's account is not there, by any operation of one's own account", async (t) => {
  const customer = roles.find(({ name }) => name === 'customer') as RoleRow
  const [ada, eve] = [await signedIn(customer), await signedIn(customer)]
  const { body } = await app.request('GET', '/api/v1/account', undefined, { key: null, headers: ada.headers })
  const ids = await app.database.query<{ id: string }>(
    `with p as (insert into accounts_passkeys (id, user_id, credential_id, public_key, counter, transports, name, backed_up, created_at)
         values (gen_random_uuid(), $1, 'credential', '', 0, '{}', 'Key', false, now()) returning id),
       i as (insert into accounts_identities (id, user_id, provider, subject, linked_at) values (gen_random_uuid(), $1, 'google', 's', now()) returning id)
     select id from p union all select id from i union all select id from accounts_devices where user_id = $1
     union all select id from bezel_core.sessions where user_id = $1`,
    [body.id],
  )
  t.equal(ids.length, 4)
  const own = operations.filter(({ needs, rest }) => needs === 'own-account' && rest?.includes(':id'))
  t.ok(own.length >= 4)
  for (const { rest = '' } of own) {
    const [method = '', path = ''] = rest.split(' ')
    for (const { id } of ids) {
      const answer = await app.request(method, `/api/v1${path.replace(':id', id)}`, undefined, {
        key: null,
        headers: eve.headers,
      })
      t.equal(answer.status, 404, rest)
    }
  }
})
