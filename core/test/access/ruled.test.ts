import t from 'tap'
import {
  crud,
  defineEntity,
  many,
  money,
  operation,
  optional,
  reference,
  ruled,
  Type,
  text,
} from '../../src/index.ts'
import { draftedApp } from './fixtures/drafted-app.ts'

const secret = { read: 'vault.cost', write: 'vault.cost' }
const Vendor = defineEntity('Vendor', { collection: 'vendors', fields: { name: text() } })
const Box = defineEntity('Box', {
  collection: 'boxes',
  fields: { name: text(), vendor: optional(reference('Vendor', secret)) },
  relations: { items: many('BoxItem', { via: 'box', owned: true }) },
})
const BoxItem = defineEntity('BoxItem', {
  collection: 'box-items',
  nav: false,
  custom: false,
  fields: { box: reference('Box'), name: text(), cost: optional(money(secret)) },
})
const amount = Type.Object({ amount: Type.Integer(), currency: Type.String() })
const appraise = operation({
  name: 'boxes.appraise',
  needs: ['boxes.write', 'vault.appraise'],
  summary: 'Appraise what lies in boxes',
  input: Type.Object({
    note: Type.Optional(Type.String()),
    lines: Type.Array(Type.Object({ cost: Type.Optional(ruled(amount, secret)) })),
  }),
  output: Type.Object({ lines: Type.Integer() }),
  rest: 'POST /boxes/appraise',
  graphql: 'mutation appraiseBoxes',
  run: (_, { lines }) => ({ lines: lines.length }),
})

const app = await draftedApp({
  entities: [Vendor, Box, BoxItem],
  operations: [...crud(Vendor), ...crud(Box), appraise],
  permissions: { 'vault.cost': 'See and change costs', 'vault.appraise': 'Appraise' },
})
t.teardown(() => app.end())

const everything = ['boxes.*', 'vendors.*', 'box-items.*', 'vault.appraise']
const clerk = { key: await app.keyWith(everything) }
const half = { key: await app.keyWith(['boxes.*', 'vault.cost']) }
const cost = { amount: 5, currency: 'USD' }
const refusedAt = (pointer: string) => ({
  status: 400,
  body: { code: 'VALIDATION_FAILED', errors: [{ pointer, message: /may not set/ }] },
})

t.test('an operation that needs several permissions takes all of them', async (t) => {
  const refused = await app.request('POST', '/api/v1/boxes/appraise', { lines: [] }, half)
  t.match(refused, { status: 403, body: { detail: /"vault\.appraise"/ } })
  t.match(await app.request('POST', '/api/v1/boxes/appraise', { lines: [] }, clerk), { status: 200 })
  const { body: manifest } = await app.request('GET', '/openapi.json')
  t.equal(
    manifest.paths['/api/v1/boxes/appraise']?.post.description ??
      manifest.paths['/boxes/appraise']?.post.description,
    'Takes the permissions `boxes.write` and `vault.appraise`.',
  )
})

t.test('a ruled part of an input is refused wherever it stands', async (t) => {
  const lines = [{}, { cost }]
  t.match(
    await app.request('POST', '/api/v1/boxes/appraise', { lines }, clerk),
    refusedAt('/lines/1/cost'),
    'deep in the input of an operation',
  )
  t.match(await app.request('POST', '/api/v1/boxes/appraise', { lines }), { body: { lines: 2 } })
  const items = [{ name: 'Ring', cost }]
  t.match(
    await app.request('POST', '/api/v1/boxes', { name: 'A', items }, clerk),
    refusedAt('/items/0/cost'),
    'in a part that a record owns',
  )
  t.match(
    await app.request('POST', '/api/v1/boxes', { name: 'A', items: [{ name: 'Ring', cost: null }] }, clerk),
    refusedAt('/items/0/cost'),
    'also as null',
  )
  const operations = [{ op: 'create', data: { name: 'B', items } }]
  t.match(
    (await app.request('POST', '/api/v1/boxes/bulk', { operations }, clerk)).body.results,
    [{ status: 400, problem: { errors: [{ pointer: '/items/0/cost' }] } }],
    'in a body among many',
  )
  const query = 'mutation($input: CreateBoxInput!) { createBox(input: $input) { id } }'
  const asked = { query, variables: { input: { name: 'C', items } } }
  t.match(
    (await app.request('POST', '/graphql', asked, clerk)).body.errors,
    [{ extensions: { code: 'VALIDATION_FAILED' } }],
    'by GraphQL',
  )
  t.match(await app.request('POST', '/api/v1/boxes', { name: 'D', items }), { status: 201 })
  t.match(await app.request('POST', '/api/v1/boxes', { name: 'D', items: [{ name: 'Ring' }] }, clerk), {
    status: 201,
  })
})

t.test('a parent is written by who may not write a ruled part, and the part keeps what it had', async (t) => {
  const { body: box } = await app.request('POST', '/api/v1/boxes', {
    name: 'E',
    items: [{ name: 'Ring', cost }],
  })
  const { body: full } = await app.request('GET', `/api/v1/boxes/${box.id}?include=items`)
  const items = [{ id: full.items[0].id, name: 'Brooch' }]
  t.match(await app.request('PATCH', `/api/v1/boxes/${box.id}`, { items }, clerk), { status: 200 })
  const { body: after } = await app.request('GET', `/api/v1/boxes/${box.id}?include=items`)
  t.match(after.items, [{ name: 'Brooch', cost }])
})

t.test('a relation is followed only by who may read the field that makes it', async (t) => {
  const { body: vendor } = await app.request('POST', '/api/v1/vendors', { name: 'Secret source' })
  const { body: box } = await app.request('POST', '/api/v1/boxes', { name: 'F', vendorId: vendor.id })
  const path = `/api/v1/boxes/${box.id}?include=vendor`
  t.match((await app.request('GET', path)).body, { vendor: { name: 'Secret source' } })
  t.match(await app.request('GET', path, undefined, clerk), { status: 403 })
  const query = `{ box(id: "${box.id}") { vendor { name } } }`
  t.match((await app.request('POST', '/graphql', { query }, clerk)).body, {
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  })
})
