import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { type Exporting, exporting } from '../../src/exporting/exporting.ts'
import { parseList } from '../../src/query/parse-list.ts'
import { actorWith, testApp } from '../../src/testing/app.ts'
import { things } from '../importing/fixtures/things.ts'
import { readAll } from '../transfer/support.ts'

const app = await testApp({ plugins: [things] })
t.teardown(() => app.end())
const service = app.kernel.services.get(exporting.name) as Exporting
const maker = (await app.request('POST', '/api/v1/makers', { code: 'LND', name: 'London' })).body

async function create(data: object): Promise<void> {
  const { status, body } = await app.request('POST', '/api/v1/things', data)
  if (status !== 201) throw new Error(JSON.stringify(body))
}

async function fetchFile(query: string, key = app.key) {
  const answer = await app.server.inject({
    method: 'GET',
    url: `/api/v1/things/export?${query}`,
    headers: { authorization: `Bearer ${key}` },
  })
  return { status: answer.statusCode, headers: answer.headers, body: answer.rawPayload }
}

/** Rows of an exported file as objects, by header. */
async function records(query: string, key?: string): Promise<Record<string, unknown>[]> {
  const { source, values } = await readAll((await fetchFile(query, key)).body)
  return values.map((row) => Object.fromEntries(source.headers.map((header, at) => [header, row[at]])))
}

await create({
  sku: 'A',
  name: 'Ring',
  notes: '=HYPERLINK("http://x")',
  price: { amount: 125_050, currency: 'USD' },
  weight: 3.5,
  makerId: maker.id,
  tags: ['a', 'b'],
  secret: 'passport 123',
  limited: 'for few',
  parts: [{ name: 'lid', count: 2 }, { name: 'cap' }],
})
await create({ sku: 'B', name: 'Chain', weight: 10, grade: 'fine' })
await create({ sku: 'C', name: 'Brooch', weight: 1, grade: 'fine' })

t.test(
  'a file has a column for everything one may read, references by name, owned records in groups',
  async (t) => {
    const { headers, body } = await fetchFile('format=csv&sort=sku')
    t.match(headers, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': /attachment; filename="things\.csv"/,
      'x-content-type-options': 'nosniff',
    })
    t.notMatch(body.toString(), /passport/, 'secrets never leave in a file')
    t.match(body.toString(), /"'=HYPERLINK\(""http:\/\/x""\)"/, 'and formulas do not run')
    const [first, second] = await records('format=csv&sort=sku')
    t.match(first, {
      sku: 'A',
      notes: '=HYPERLINK("http://x")',
      price: '1250.50 USD',
      weight: '3.5',
      maker: 'LND',
      tags: 'a; b',
      limited: 'for few',
      'parts.1.name': 'lid',
      'parts.1.count': '2',
      'parts.2.name': 'cap',
    })
    t.match(second, { sku: 'B', maker: '', 'parts.1.name': '' })
  },
)

t.test('NDJSON keeps types', async (t) => {
  const lines = (await fetchFile('format=ndjson&sort=sku')).body.toString().trim().split('\n')
  t.match(JSON.parse(lines[0] ?? ''), {
    price: { amount: 125_050, currency: 'USD' },
    weight: 3.5,
    maker: 'LND',
    tags: ['a', 'b'],
    parts: [{ name: 'lid', count: 2, value: null }, { name: 'cap' }],
    custom: {},
  })
})

t.test('the filters, the order and the search of the list choose the records', async (t) => {
  const names = async (query: string) => (await records(query)).map(({ name }) => name)
  t.same(await names('format=csv&grade=fine&sort=-weight'), ['Chain', 'Brooch'])
  t.same(await names('format=xlsx&weight[gte]=3&sort=name'), ['Chain', 'Ring'])
  t.same(await names('format=csv&sku=nobody'), [])
  t.match(await fetchFile('format=csv&nonsense=1'), { status: 400 })
  t.match(await fetchFile('format=pdf'), { status: 400 })
})

t.test('who may not read a field gets no column of it, and no export without the permission', async (t) => {
  const reader = await app.keyWith(['things.read'])
  const [row] = await records('format=csv&sort=sku', reader)
  t.notOk(Object.hasOwn(row ?? {}, 'limited'))
  t.equal(row?.maker, undefined, 'who may not read makers gets their ids')
  t.equal(row?.makerId, maker.id)
  t.equal((await fetchFile('format=csv&limited=x', reader)).status, 400, 'nor may they filter by it')
  t.equal((await fetchFile('format=csv', await app.keyWith(['makers.read']))).status, 403)
})

t.test('an export never stops at some number of rows', async (t) => {
  await app.database.query(
    `insert into things (id, created_at, updated_at, name, sku) select gen_random_uuid(), now(), now(), 'many ' || n, 'M' || n from generate_series(1, 12345) n`,
  )
  const rows = await records('format=csv&name[startsWith]=many')
  t.equal(rows.length, 12_345)
  t.equal(new Set(rows.map(({ sku }) => sku)).size, 12_345)
})

t.test('a reader who goes away ends the export and frees its connection', async (t) => {
  const model = app.kernel.registry.byCollection('things')
  if (!model) throw new Error('no things')
  const actor = actorWith(['*'])
  const query = parseList(actor, model, { filters: [] }, { keyring: app.kernel.keyring })
  let taken = 0
  const gone = new Writable({
    write(_chunk, _encoding, done) {
      taken++
      done()
      if (taken === 2) this.destroy()
    },
  })
  await t.rejects(service.write(actor, model, query, 'csv', gone))
  for (let n = 0; n < 50 && app.database.pool.idleCount < app.database.pool.totalCount; n++) await sleep(20)
  t.equal(app.database.pool.idleCount, app.database.pool.totalCount)
})

t.test('more exports at once than the pool can bear are asked to wait', async (t) => {
  const ctx = { actor: actorWith(['*']), keyring: app.kernel.keyring } as never
  const model = app.kernel.registry.byCollection('things') as never
  const files = [1, 2, 3].map(() => service.file(ctx, model, { filters: [] }, 'csv'))
  t.throws(() => service.file(ctx, model, { filters: [] }, 'csv'), {
    code: 'OVERLOADED',
    retryAfterSeconds: 10,
  })
  for (const { content } of files) (content as unknown as { resume(): void }).resume()
  for (let n = 0; n < 200; n++) {
    await sleep(20)
    try {
      const { content } = service.file(ctx, model, { filters: [] }, 'csv')
      ;(content as unknown as { resume(): void }).resume()
      t.pass('and served afterwards')
      return
    } catch {}
  }
  t.fail('no export was served afterwards')
})
