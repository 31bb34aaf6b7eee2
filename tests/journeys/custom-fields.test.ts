import { testApp } from '@bezel/core/testing'
import customers from '@bezel/customers'
import t from 'tap'

const app = await testApp({ plugins: [customers] })
t.teardown(() => app.end())

t.test(
  'a shop owner adds fields at run time; they are validated, filtered, sorted and shown everywhere',
  async (t) => {
    for (const definition of [
      { name: 'partnerSince', label: 'Partner since', type: 'number' },
      { name: 'engraving', label: 'Engraving', type: 'text' },
      { name: 'tier', label: 'Tier', type: 'choice', choices: ['gold', 'silver'] },
    ]) {
      const made = await app.request('POST', '/api/v1/custom-fields', {
        collection: 'customers',
        ...definition,
      })
      t.equal(made.status, 201, JSON.stringify(made.body))
    }
    for (const [givenName, custom] of [
      ['A', { partnerSince: 1999, engraving: 'Forever', tier: 'Gold' }],
      ['B', { partnerSince: 2010.5 }],
    ] as const) {
      const made = await app.request('POST', '/api/v1/customers', { givenName, familyName: 'X', custom })
      t.equal(made.status, 201, JSON.stringify(made.body))
    }
    const since = await app.request('GET', '/api/v1/customers?custom.partnerSince[gt]=2000')
    t.same(
      since.body.data.map(({ givenName }: { givenName: string }) => givenName),
      ['B'],
    )
    const sorted = await app.request('GET', '/api/v1/customers?sort=custom.partnerSince&limit=1')
    t.same(sorted.body.data[0].custom, { partnerSince: 1999, engraving: 'Forever', tier: 'gold' })
    const next = await app.request(
      'GET',
      `/api/v1/customers?sort=custom.partnerSince&limit=1&cursor=${sorted.body.page.nextCursor}`,
    )
    t.equal(next.body.data[0].givenName, 'B')
    const graphql = await app.request('POST', '/graphql', {
      query:
        '{ customers(filter: { custom: [{ name: "tier", eq: "gold" }] }) { nodes { givenName custom } } }',
    })
    t.equal(graphql.body.data.customers.nodes[0].custom.engraving, 'Forever')
  },
)

t.test('unknown and wrong custom values are refused; null clears and absent keeps', async (t) => {
  const unknown = await app.request('POST', '/api/v1/customers', {
    givenName: 'C',
    familyName: 'X',
    custom: { shoe: 1 },
  })
  t.equal(unknown.status, 400)
  t.match(unknown.body.errors[0].message, /shoe/)
  const { body } = await app.request('GET', '/api/v1/customers?custom.tier=gold')
  const path = `/api/v1/customers/${body.data[0].id}`
  const changed = await app.request('PATCH', path, { custom: { engraving: null } })
  t.equal(changed.body.custom.engraving, null)
  t.equal(changed.body.custom.partnerSince, 1999)
})

t.test('a saved view belongs to who made it, unless it is shared', async (t) => {
  const view = { collection: 'customers', name: 'Gold', query: { 'custom.tier': 'gold' } }
  const made = await app.request('POST', '/api/v1/saved-views', { ...view, shared: true })
  t.equal(made.status, 201, JSON.stringify(made.body))
  await app.request('POST', '/api/v1/saved-views', view)
  const other = await app.keyWith([])
  const seen = await app.request('GET', '/api/v1/saved-views', undefined, { key: other })
  t.equal(seen.body.data.length, 1)
  t.equal(
    (await app.request('DELETE', `/api/v1/saved-views/${made.body.id}`, undefined, { key: other })).status,
    404,
  )
})
