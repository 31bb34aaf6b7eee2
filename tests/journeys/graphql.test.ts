import { testApp } from '@bezel/core/testing'
import customers from '@bezel/customers'
import inventory from '@bezel/inventory'
import t from 'tap'

const app = await testApp({ plugins: [customers, inventory] })
t.teardown(() => app.end())

function graphql(query: string, variables: object = {}, options = {}) {
  const headers = { accept: 'application/graphql-response+json' }
  return app.request('POST', '/graphql', { query, variables }, { headers, ...options })
}

t.test('a nested query costs one statement per level and reads only what was asked', async (t) => {
  for (const familyName of ['Arnold', 'Berger', 'Costa']) {
    const made = await graphql(
      `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { id familyName addresses { city } } }`,
      {
        input: {
          givenName: 'Eva',
          familyName,
          addresses: [
            { street: 'A 1', city: 'Rome', country: 'IT' },
            { street: 'B 2', country: 'IT' },
          ],
        },
      },
    )
    t.equal(made.status, 200, JSON.stringify(made.body))
    t.equal(made.body.data.createCustomer.addresses.length, 2)
  }
  const query = `query ($first: Int) { customers(first: $first, sort: ["familyName"]) {
    nodes { name: familyName latest: addresses(first: 1, sort: ["-id"]) { street customer { givenName } } all: addresses { street } }
    pageInfo { hasNextPage endCursor } totalCount } }`
  for (const round of [1, 2, 3]) {
    const queries = await app.queriesOf(async () => {
      const { body } = await graphql(query, { first: 2 })
      t.same(
        body.data.customers.nodes[0],
        {
          name: 'Arnold',
          latest: [{ street: 'B 2', customer: { givenName: 'Eva' } }],
          all: [{ street: 'A 1' }, { street: 'B 2' }],
        },
        `round ${round}, compiled or not`,
      )
      t.equal(body.data.customers.totalCount, 3)
      t.ok(body.data.customers.pageInfo.hasNextPage)
    })
    t.equal(queries.length, 4, 'root, two to-many, one to-one')
    t.notMatch(queries[0], /birthday/)
  }
})

t.test('the contract of lists: filter, sort, first, after, q', async (t) => {
  for (const [carat, cut] of [
    [1, 'Ideal'],
    [1.2, 'Ideal'],
    [0.4, 'Good'],
  ] as const) {
    const made = await graphql(
      'mutation ($input: CreateStoneInput!) { createStone(input: $input) { id carat price { amount } } }',
      {
        input: { carat, cut, price: { amount: Math.round(carat * 100_000), currency: 'USD' } },
      },
    )
    t.equal(made.body.data?.createStone.carat, carat, JSON.stringify(made.body))
  }
  const { body } = await graphql(
    `{ stones(filter: { cut: { eq: "Ideal" }, carat: { gte: 1 } }, sort: ["-price"], first: 1) { nodes { carat } pageInfo { hasNextPage endCursor } totalCount } }`,
  )
  t.same(body.data.stones.nodes, [{ carat: 1.2 }])
  const next = await graphql(
    `query ($after: String) { stones(filter: { cut: { eq: "Ideal" }, carat: { gte: 1 } }, sort: ["-price"], first: 1, after: $after) { nodes { carat } pageInfo { hasNextPage } } }`,
    { after: body.data.stones.pageInfo.endCursor },
  )
  t.same(next.body.data.stones, { nodes: [{ carat: 1 }], pageInfo: { hasNextPage: false } })
})

t.test('errors carry the same codes as REST', async (t) => {
  const wrong = await graphql('mutation { createStone(input: { carat: 0.12345 }) { id } }')
  t.equal(wrong.body.errors[0].extensions.code, 'VALIDATION_FAILED')
  t.equal(wrong.body.errors[0].extensions.errors[0].pointer, '/carat')
  const nobody = await graphql('{ stones { nodes { id } } }', {}, { key: null })
  t.equal(nobody.status, 401)
  t.equal(nobody.body.errors[0].extensions.code, 'UNAUTHENTICATED')
  const missing = await graphql('{ stone(id: "01a2064d-3508-76e6-a7a5-e3f1cd1c4e98") { id } }')
  t.equal(missing.body.errors[0].extensions.code, 'NOT_FOUND')
  const unknown = await graphql('{ stones { nodes { colour } } }')
  t.equal(unknown.status, 400)
  t.equal(unknown.body.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED')
})

t.test('queries that are too deep, too wide or too costly are refused before they run', async (t) => {
  const deep = `{ customers { nodes { ${'addresses { customer { '.repeat(7)} id ${'} }'.repeat(7)} } } }`
  const wide = `{ ${Array.from({ length: 30 }, (_, index) => `a${index}: stones { totalCount }`).join(' ')} }`
  const costly =
    '{ customers(first: 200) { nodes { addresses(first: 200) { customer { addresses(first: 200) { id } } } } } }'
  for (const query of [deep, wide, costly]) {
    const queries = await app.queriesOf(async () => {
      const { status, body } = await graphql(query)
      t.equal(status, 400)
      t.equal(body.errors[0].extensions.code, 'QUERY_TOO_COMPLEX')
    })
    t.equal(queries.length, 0)
  }
})

t.test('a query that somebody ran before answers each caller what that one may read', async (t) => {
  const query = '{ customers(filter: { givenName: { eq: "Newest" } }) { nodes { notes givenName } } }'
  const reader = await app.keyWith(['customers.read'])
  await app.request('POST', '/api/v1/customers', { givenName: 'Newest', notes: 'for few eyes' })
  for (const round of [1, 2, 3]) {
    const own = await graphql(query)
    t.same(own.body.data.customers.nodes, [{ notes: 'for few eyes', givenName: 'Newest' }], `owner, ${round}`)
    const theirs = await graphql(query, {}, { key: reader })
    t.same(theirs.body.data.customers.nodes, [{ notes: null, givenName: 'Newest' }], `reader, ${round}`)
  }
})

t.test('a query whose selection depends on variables is planned for each of its runs', async (t) => {
  const query =
    'query ($more: Boolean!, $few: Int) { customers(first: 1) { nodes { givenName familyName @include(if: $more) addresses(first: $few) { city } } } }'
  for (const more of [true, false, true]) {
    const { body } = await graphql(query, { more, few: more ? 5 : 1 })
    t.equal('familyName' in body.data.customers.nodes[0], more)
  }
})

t.test('fields one may not read are null, and cannot be filtered by', async (t) => {
  const key = await app.keyWith(['customers.read'])
  const read = await graphql('{ customers { nodes { notes } } }', {}, { key })
  t.ok(read.body.data.customers.nodes.every(({ notes }: { notes: unknown }) => notes === null))
  const filtered = await graphql(
    '{ customers(filter: { notes: { contains: "x" } }) { nodes { id } } }',
    {},
    { key },
  )
  t.equal(filtered.body.errors[0].extensions.code, 'INVALID_QUERY')
  const owned = await graphql('{ customers { nodes { addresses { city } } } }', {}, { key })
  t.equal(owned.body.errors, undefined, 'what a customer owns is part of it')
  const back = await app.keyWith(['reminders.read'])
  const related = await graphql('{ reminders { nodes { customer { givenName } } } }', {}, { key: back })
  t.equal(related.body.errors[0].extensions.code, 'FORBIDDEN')
})
