import { randomUUID } from 'node:crypto'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

// What forged and twisted requests get, at every operation of the shop: what is added later is in it.
const app = await testApp({ plugins: shop.plugins })
t.teardown(() => app.end())
const operations = [...app.kernel.operations.values()]
const password = 'plum kettle orbit seven'

async function signIn(): Promise<{ cookie: string; token: string }> {
  const [role] = await app.database.query<{ id: string }>(`select id from roles where name = 'owner'`)
  const email = `${randomUUID()}@example.com`
  const { hashPassword } = await import('@bezel/core')
  await app.database.query(
    `insert into users (id, version, created_at, updated_at, name, email, role_id, active, password_hash)
     values ($1, 1, now(), now(), 'Mara', $2, $3, true, $4)`,
    [randomUUID(), email, role?.id, await hashPassword(password)],
  )
  const login = await app.request('POST', '/api/v1/auth/login', { email, password }, { key: null })
  const cookie = [login.headers['set-cookie'] ?? []]
    .flat()
    .map((set) => set.split(';')[0])
    .join('; ')
  const session = await app.request('GET', '/api/v1/auth/session', undefined, {
    key: null,
    headers: { cookie },
  })
  return { cookie, token: session.body.csrfToken }
}

const { cookie, token } = await signIn()
const addressOf = (path: string) => `/api/v1${path.replace(/:\w+/g, () => randomUUID())}`

t.test(
  'by cookie alone nothing is done that takes a person: every other method takes the token',
  async (t) => {
    const unsafe = operations.filter(
      ({ rest, needs }) => rest && !rest.startsWith('GET') && needs !== 'public',
    )
    t.ok(unsafe.length > 100)
    for (const { rest = '' } of unsafe) {
      const [method = '', path = ''] = rest.split(' ')
      for (const headers of [{ cookie }, { cookie, 'x-csrf-token': 'x'.repeat(token.length) }]) {
        const answer = await app.request(method, addressOf(path), method === 'DELETE' ? undefined : {}, {
          key: null,
          headers,
        })
        t.match(answer, { status: 403, body: { code: 'CSRF_TOKEN_MISMATCH' } }, rest)
      }
    }
    const query = { query: 'mutation { __typename }' }
    const forged = await app.request('POST', '/graphql', query, { key: null, headers: { cookie } })
    t.match(JSON.stringify(forged.body), /CSRF_TOKEN_MISMATCH/)
    t.match(await app.request('POST', '/api/v1/files', {}, { key: null, headers: { cookie } }), {
      status: 403,
    })
  },
)

t.test('the token of one session is none of another', async (t) => {
  const other = await signIn()
  const headers = { cookie, 'x-csrf-token': other.token }
  const answer = await app.request('POST', '/api/v1/auth/step-up', { password }, { key: null, headers })
  t.match(answer, { status: 403, body: { code: 'CSRF_TOKEN_MISMATCH' } })
})

t.test('what can be asked by GET changes nothing', async (t) => {
  const reading = operations.filter(({ rest }) => rest?.startsWith('GET'))
  t.ok(reading.length > 50)
  for (const { name, graphql } of reading) t.notMatch(graphql ?? 'query', /^mutation/, name)
  const mutation = encodeURIComponent('mutation { deleteStone(id: "x") { __typename } }')
  const answer = await app.request('GET', `/graphql?query=${mutation}`)
  t.ok(answer.status >= 400 && answer.body.errors, 'a mutation in an address is none')
  const before = await app.database.query('select count(*) from bezel_core.audit')
  for (const { rest = '' } of reading) await app.request('GET', addressOf(rest.split(' ')[1] ?? ''))
  t.same(await app.database.query('select count(*) from bezel_core.audit'), before)
})

t.test(
  'a form of another site cannot even send what we read: only JSON, or a file with the token',
  async (t) => {
    const headers = { cookie, 'x-csrf-token': token }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const sent = { key: null, headers: { ...headers, 'content-type': type } }
      t.match(
        await app.request('POST', '/api/v1/customers', '{"familyName":"x"}', sent),
        { status: 415 },
        type,
      )
      const graphql = await app.request('POST', '/graphql', '{"query":"{ __typename }"}', sent)
      t.ok(graphql.status >= 400, `GraphQL ${type}`)
    }
  },
)

t.test('a credential in an address is none', async (t) => {
  for (const name of ['access_token', 'api_key', 'key', 'token', 'authorization']) {
    const answer = await app.request('GET', `/api/v1/auth/me?${name}=${app.key}`, undefined, { key: null })
    t.match(answer, { status: 401, body: { code: 'UNAUTHENTICATED' } }, name)
  }
})

t.test(
  'fields that are not meant to be written are refused by every operation that takes a record',
  async (t) => {
    const creating = operations.filter(({ rest }) => /^POST \/[\w-]+$/.test(rest ?? ''))
    t.ok(creating.length > 10)
    const forbidden = {
      id: randomUUID(),
      version: 7,
      createdAt: '2020-01-01T00:00:00Z',
      passwordHash: 'x',
      nobodyKnows: 1,
    }
    for (const { rest = '', name } of creating) {
      const answer = await app.request('POST', addressOf(rest.split(' ')[1] ?? ''), forbidden)
      // Uploads and imports take no JSON at all.
      if (answer.status === 415 || answer.status === 406) continue
      t.equal(answer.status, 400, name)
      const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)
      t.ok(pointers.includes('/nobodyKnows'), name)
    }
  },
)

t.test('names of the language are names like any other, and change no object', async (t) => {
  const bodies = [
    '{"__proto__":{"polluted":true},"name":"x","permissions":[]}',
    '{"constructor":{"prototype":{"polluted":true}},"name":"x","permissions":[]}',
    '{"name":"x","permissions":[],"custom":{"__proto__":{"polluted":true}}}',
  ]
  for (const body of bodies) {
    const headers = { 'content-type': 'application/json' }
    const answer = await app.request('POST', '/api/v1/roles', body, { headers })
    t.equal(answer.status, 400, body)
  }
  for (const query of ['__proto__[polluted]=true', 'constructor[prototype][polluted]=true', '__proto__=x'])
    t.equal((await app.request('GET', `/api/v1/roles?${query}`)).status, 400, query)
  t.equal(({} as { polluted?: boolean }).polluted, undefined)
})

t.test('a value of another type is refused, never made to fit', async (t) => {
  const values: [string, unknown][] = [
    ['name', ['x']],
    ['name', { toString: 'x' }],
    ['name', 7],
    ['name', true],
    ['permissions', 'customers.read'],
    ['permissions', { 0: 'customers.read', length: 1 }],
    ['portal', 'false'],
    ['portal', 0],
  ]
  for (const [field, value] of values) {
    const answer = await app.request('POST', '/api/v1/roles', { name: 'x', permissions: [], [field]: value })
    t.equal(answer.status, 400, `${field}: ${JSON.stringify(value)}`)
    t.match(answer.body.errors[0].pointer, new RegExp(`^/${field}`))
  }
})

t.test('a parameter that stands twice, or in two places, is refused', async (t) => {
  const id = randomUUID()
  for (const path of ['/api/v1/customers?limit=1&limit=100', '/api/v1/audit?limit=1&limit=2'])
    t.equal((await app.request('GET', path)).status, 400, path)
  const both = await app.request('GET', '/api/v1/roles?name=owner&name=manager&total=exact')
  t.equal(both.body.page.total, 0, 'of two filters both hold, none is chosen')
  const twice = await app.request('PATCH', `/api/v1/customers/${id}`, { id: randomUUID() })
  t.equal(twice.status, 400)
  t.match(twice.body.errors[0].pointer, '/id')
})

t.test(
  'a body that is too long or too deep, or an address that is, is refused before it is understood',
  async (t) => {
    const long = await app.request('POST', '/api/v1/roles', { name: 'x'.repeat(1_100_000), permissions: [] })
    t.equal(long.status, 413)
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const headers = { 'content-type': 'application/json' }
    t.equal((await app.request('POST', '/api/v1/roles', deep, { headers })).status, 400)
    t.ok((await app.request('GET', `/api/v1/customers/${'x'.repeat(5000)}`)).status >= 400)
  },
)
