import t from 'tap'
import { crud, defineEntity, many, reference, text } from '../../src/index.ts'
import { runAsSystem } from '../../src/operation/transaction.ts'
import { draftedApp } from '../access/fixtures/drafted-app.ts'

// How far one question may reach: what is small on every level multiplies from level to level.

const Tray = defineEntity('Tray', {
  collection: 'trays',
  fields: { name: text() },
  relations: { gems: many('Gem', { via: 'tray' }) },
})
const Gem = defineEntity('Gem', {
  collection: 'gems',
  fields: { name: text(), tray: reference('Tray') },
  relations: { marks: many('Mark', { via: 'gem', owned: true }) },
})
const Mark = defineEntity('Mark', {
  collection: 'marks',
  nav: false,
  custom: false,
  fields: { gem: reference('Gem'), text: text() },
})
const app = await draftedApp({ entities: [Tray, Gem, Mark], operations: [...crud(Tray), ...crud(Gem)] })
t.teardown(() => app.end())

const { body: tray } = await app.request('POST', '/api/v1/trays', { name: 'Velvet' })
const marks = [{ text: '750' }]
const { body: gem } = await app.request('POST', '/api/v1/gems', { name: 'Opal', trayId: tray.id, marks })

t.test('include follows single records, and one list in a path', async (t) => {
  const found = await app.request('GET', `/api/v1/gems/${gem.id}?include=tray,tray.gems,marks`)
  t.match(found.body, { tray: { gems: [{ name: 'Opal' }] }, marks })
  const refused = async (include: string, message: RegExp) =>
    t.match(await app.request('GET', `/api/v1/trays?include=${include}`), {
      status: 400,
      body: { code: 'INVALID_QUERY', errors: [{ pointer: '/query/include', message }] },
    })
  await refused('gems.marks', /from list to list/)
  await refused('gems.tray.gems', /from list to list/)
  await refused('gems.tray.gems.marks', /4 levels/)
  await refused('gems.tray.nothing', /no relation of trays/)
})

const nested = (first: string) =>
  `{ trays { nodes { gems${first} { tray { gems${first} { tray { gems${first} { id } } } } } } } }`
const tooComplex = { body: { errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }] } }
const ask = (query: string, variables = {}) => app.request('POST', '/graphql', { query, variables })

t.test('a list in GraphQL costs what it gives unasked, and a variable the largest page', async (t) => {
  t.match(await ask(nested('')), tooComplex, '20 × 20 × 20 × 20 records')
  t.match(await ask(nested('(first: 2)')), { body: { data: { trays: { nodes: [{ gems: [{}] }] } } } })
  const variable = 'query ($n: Int) { trays(first: $n) { nodes { gems(first: $n) { id } } } }'
  t.match(await ask(variable, { n: 200 }), tooComplex, '200 × 200 records')
  const one = 'query ($n: Int) { trays(first: $n) { nodes { gems(first: 20) { id name } } } }'
  t.match(await ask(one, { n: 200 }), { body: { data: { trays: { nodes: [{}] } } } })
})

t.test('a question has so many sort keys, filters and listed values, and no more', async (t) => {
  const refused = (pointer: string, message: RegExp) => ({
    status: 400,
    body: { code: 'INVALID_QUERY', errors: [{ pointer, message }] },
  })
  const many = (count: number, text: string) => Array.from({ length: count }, () => text)
  const list = (query: string) => app.request('GET', `/api/v1/gems?${query}`)
  t.match(await list(`sort=${many(9, 'name').join()}`), refused('/query/sort', /at most 8/))
  t.match(await list(`name[in]=${many(1001, 'a').join()}`), refused('/query/name', /at most 1000/))
  t.match(await list(many(101, 'name=a').join('&')), refused('/query', /at most 100/))
  const query = 'query ($sort: [String!]) { gems(sort: $sort, first: 1) { nodes { id } } }'
  const started = performance.now()
  const { body } = await ask(query, { sort: many(50_000, 'name') })
  t.match(body.errors, [{ extensions: { code: 'INVALID_QUERY' } }])
  t.ok(performance.now() - started < 2000)
  t.match(await list('sort=name,-createdAt&name[in]=Opal,Ruby'), { status: 200 })
})

t.test('a repeat that asks for another answer is no repeat', async (t) => {
  const headers = { 'idempotency-key': 'same' }
  const post = (path: string) => app.request('POST', path, { name: 'Silk' }, { headers })
  const first = await post('/api/v1/trays')
  t.equal((await post('/api/v1/trays')).body.id, first.body.id)
  t.match(await post('/api/v1/trays?include=gems'), { status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
  const mutate = (field: string, selected: string) =>
    app.request(
      'POST',
      '/graphql',
      {
        query: `mutation ($i: Create${field}Input!) { a: create${field}(input: $i) { ${selected} } }`,
        variables: { i: { name: 'Satin', ...(field === 'Gem' && { trayId: tray.id }) } },
      },
      { headers },
    )
  const made = await mutate('Tray', 'id')
  t.same((await mutate('Tray', 'id')).body, made.body)
  const reused = { errors: [{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }] }
  t.match((await mutate('Tray', 'id name')).body, reused)
  t.match((await mutate('Gem', 'id')).body, reused)
})

t.test('so many records are made at once that no statement could hold them', async (t) => {
  const rows = Array.from({ length: 12_000 }, (_, at) => ({ name: `Bulk ${at}` }))
  const made = await runAsSystem(app.kernel, 'test', (ctx) => ctx.records(Tray).createMany(rows))
  t.equal(made.length, 12_000)
  t.same([made[0]?.name, made[11_999]?.name], ['Bulk 0', 'Bulk 11999'])
})
