import { testApp } from '@bezel/core/testing'
import customers from '@bezel/customers'
import inventory from '@bezel/inventory'
import t from 'tap'

const app = await testApp({ plugins: [customers, inventory] })
t.teardown(() => app.end())

t.test('a customer with two addresses is created in one request and read back with them', async (t) => {
  const body = {
    givenName: 'Ada',
    familyName: 'Lovelace',
    email: 'Ada@Example.COM',
    addresses: [
      { street: '12 St James Square', city: 'London', country: 'GB' },
      { street: '1 Main St', city: 'Springfield', country: 'US' },
    ],
  }
  const made = await app.request('POST', '/api/v1/customers', body)
  t.equal(made.status, 201, JSON.stringify(made.body))
  t.equal(made.headers.etag, '"1"')
  t.equal(made.body.addresses.length, 2)
  const queries = await app.queriesOf(async () => {
    const read = await app.request('GET', `/api/v1/customers/${made.body.id}?include=addresses`)
    t.equal(read.status, 200)
    t.same(
      read.body.addresses.map(({ city }: { city: string }) => city),
      ['London', 'Springfield'],
    )
    t.equal(read.body.email, 'Ada@example.com')
  })
  t.equal(queries.length, 2, 'one statement per level')
})

t.test('stones are filtered, sorted and paged by key', async (t) => {
  for (let index = 0; index < 25; index++) {
    const made = await app.request('POST', '/api/v1/stones', {
      stockNumber: `S-${index}`,
      carat: Number((1 + index / 100).toFixed(2)),
      cut: index % 2 ? 'Ideal' : 'Good',
      price: { amount: 100_000 + (index % 5) * 1000, currency: 'USD' },
    })
    t.equal(made.status, 201, JSON.stringify(made.body))
  }
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await app.request(
      'GET',
      `/api/v1/stones?cut=ideal&carat[gte]=1.01&sort=-price,id&limit=5&total=exact${cursor}`,
    )
    t.equal(page.status, 200, JSON.stringify(page.body))
    t.equal(page.body.page.total, 12)
    seen.push(...page.body.data.map(({ id }: { id: string }) => id))
    cursor = page.body.page.nextCursor ? `&cursor=${page.body.page.nextCursor}` : ''
  } while (cursor)
  t.equal(new Set(seen).size, 12)
})

t.test('bad input names the field and the remedy', async (t) => {
  const unknown = await app.request('GET', '/api/v1/stones?colour=D&carat[like]=1')
  t.equal(unknown.status, 400)
  t.match(unknown.headers['content-type'], 'application/problem+json')
  t.same(
    unknown.body.errors.map(({ pointer }: { pointer: string }) => pointer),
    ['/query/colour', '/query/carat'],
  )
  const body = await app.request('POST', '/api/v1/stones', { carat: 1.23456, weight: 2 })
  t.equal(body.status, 400)
  t.same(body.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), ['/carat', '/weight'])
})

t.test('a stale change is refused and a taken value named', async (t) => {
  const made = await app.request('POST', '/api/v1/customers', {
    givenName: 'A',
    familyName: 'B',
    email: 'a@b.example',
  })
  const path = `/api/v1/customers/${made.body.id}`
  const changed = await app.request('PATCH', path, { familyName: 'C' }, { headers: { 'if-match': '"1"' } })
  t.equal(changed.body.version, 2)
  const stale = await app.request('PATCH', path, { familyName: 'D' }, { headers: { 'if-match': '"1"' } })
  t.equal(stale.status, 412)
  const taken = await app.request('POST', '/api/v1/customers', {
    givenName: 'X',
    familyName: 'Y',
    email: 'A@B.EXAMPLE',
  })
  t.equal(taken.status, 409)
  t.equal(taken.body.errors[0].pointer, '/email')
  t.equal((await app.request('DELETE', path)).status, 204)
  t.equal((await app.request('GET', path)).status, 404)
})

t.test('a repeated POST with the same Idempotency-Key answers the same record', async (t) => {
  const headers = { 'idempotency-key': 'k-1' }
  const body = { givenName: 'Once', familyName: 'Only' }
  const answers = await Promise.all(
    [1, 2, 3].map(() => app.request('POST', '/api/v1/customers', body, { headers })),
  )
  t.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
  const other = await app.request('POST', '/api/v1/customers', { ...body, familyName: 'Other' }, { headers })
  t.equal(other.status, 422)
})

t.test('search finds prefixes, accents and typing errors', async (t) => {
  await app.request('POST', '/api/v1/customers', { givenName: 'Zoë', familyName: 'Kowalczyk' })
  for (const q of ['zoe', 'kowal', 'Kowalczik']) {
    const found = await app.request('GET', `/api/v1/customers?q=${encodeURIComponent(q)}`)
    t.equal(found.body.data[0]?.familyName, 'Kowalczyk', q)
  }
})

t.test('who lacks a permission is refused, and fields it may not read do not exist for it', async (t) => {
  const key = await app.keyWith(['customers.read'])
  t.equal(
    (await app.request('POST', '/api/v1/customers', { givenName: 'A', familyName: 'B' }, { key })).status,
    403,
  )
  t.equal((await app.request('GET', '/api/v1/customers', undefined, { key: null })).status, 401)
  const list = await app.request('GET', '/api/v1/customers', undefined, { key })
  t.notOk('notes' in list.body.data[0])
  t.equal((await app.request('GET', '/api/v1/customers?notes[contains]=x', undefined, { key })).status, 400)
})
