import t from 'tap'
import { crud, defineEntity, many, reference, text } from '../../src/index.ts'
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
