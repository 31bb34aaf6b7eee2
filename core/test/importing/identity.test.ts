import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { testApp } from '../../src/testing/app.ts'
import { sharedText, skipWithout } from '../transfer/support.ts'
import { importFile } from './fixtures/send.ts'
import { things } from './fixtures/things.ts'

const options = { plugins: [things], work: { pollMs: 50, dispatchMs: 50 } }
const [from, to] = [await testApp(options), await testApp(options)]
t.teardown(() => Promise.all([from.end(), to.end()]))
await to.startWork()
await from.startWork()
for (const app of [from, to]) {
  await app.request('POST', '/api/v1/makers', { code: 'LND', name: 'London' })
  await app.request('POST', '/api/v1/makers', { code: '=1+1', name: 'Formula' })
  for (const field of [
    { name: 'finish', type: 'text' },
    { name: 'turns', type: 'number' },
    { name: 'day', type: 'date' },
    { name: 'open', type: 'boolean' },
  ]) {
    await app.request('POST', '/api/v1/custom-fields', { collection: 'things', label: field.name, ...field })
  }
}
const makers = (await from.request('GET', '/api/v1/makers')).body.data as { id: string }[]

/** Text that PostgreSQL can hold, mostly odd: formulas, markers, blanks, quotes, other scripts. */
const odd = [
  '(empty)',
  '\\(empty)',
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\t',
  ' ',
  '  lead',
  'trail  ',
  '"',
  '""',
  "'",
  "'=1",
  "'123",
  'a,b;c|d',
  '[1]',
  '[',
  '\\N',
  '\\',
  'NULL',
  'null',
  'n/a',
  '-',
  'TRUE',
  '1e5',
  '007',
  '1,5',
  '\r\n',
  'a\nb',
  '\u200b',
  '\ufeffx',
  'é',
  '𝒳',
  '{"a":1}',
  '<script>',
  '2024-01-01',
  '١٢٣',
]
const text = fc
  .oneof(fc.constantFrom(...odd), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }))
  .map((value) => value.replaceAll('\0', '0').toWellFormed())
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const amount = fc.record({
  amount: fc.integer({ min: -1_000_000, max: 9_007_199_254_740_991 }),
  currency: fc.constantFrom('USD', 'JPY', 'KWD', 'EUR'),
})
const day = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const moment = fc
  .date({ min: new Date('0100-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const storable = (value: unknown) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value))

const thing = fc.record({
  name: text,
  notes: maybe(text),
  email: maybe(fc.constantFrom('Ann.O@example.com', "o'neil+x@example.org", 'a@b.co')),
  phone: maybe(fc.constantFrom('+12125550123', '+442079460018')),
  price: maybe(amount),
  weight: maybe(fc.integer({ min: -100_000, max: 999_000 }).map((milli) => milli / 1000)),
  pieces: fc.integer({ min: 0, max: 1_000_000 }),
  madeOn: maybe(day),
  soldAt: maybe(moment),
  grade: maybe(fc.constantFrom('fine', 'good', 'poor')),
  active: fc.boolean(),
  makerId: maybe(fc.constantFrom(...makers.map(({ id }) => id))),
  tags: fc.array(text, { maxLength: 4 }),
  sizes: maybe(
    fc.array(
      fc.integer({ min: -50, max: 500 }).map((tenths) => tenths / 10),
      { maxLength: 4 },
    ),
  ),
  facts: maybe(
    fc
      .jsonValue({ maxDepth: 2 })
      .filter(
        (value) =>
          value !== null &&
          storable(value) &&
          JSON.stringify(value) === JSON.stringify(JSON.parse(JSON.stringify(value))),
      ),
  ),
  limited: maybe(text.map((value) => value.slice(0, 200))),
  parts: fc.array(
    fc.record({
      name: text,
      label: maybe(text.map((value) => value.slice(0, 40))),
      count: maybe(fc.nat(1000)),
      value: maybe(amount.map(({ amount: minor, ...rest }) => ({ amount: Math.abs(minor), ...rest }))),
    }),
    { maxLength: 3 },
  ),
  custom: fc.record(
    { finish: text, turns: fc.integer({ min: -1000, max: 1000 }), day, open: fc.boolean() },
    { requiredKeys: [] },
  ),
})

const ids = (app: typeof from) =>
  app.database.query<{ id: string; code: string }>('select id, code from makers')

/** All things of a shop, in the order of their names of birth, without what the receiving shop makes anew. */
async function contents(app: typeof from) {
  const codes = new Map((await ids(app)).map(({ id, code }) => [id, code]))
  const read = async (cursor = ''): Promise<Record<string, unknown>[]> => {
    const { body } = await app.request('GET', `/api/v1/things?limit=200&sort=id&include=parts${cursor}`)
    const next = body.page.nextCursor
    return [...body.data, ...(next ? await read(`&cursor=${next}`) : [])]
  }
  return (await read()).map(({ version: _, createdAt: __, updatedAt: ___, makerId, parts, ...rest }) => ({
    ...rest,
    maker: makerId && codes.get(makerId as string),
    parts: (parts as Record<string, unknown>[]).map(
      ({ version: _v, createdAt: _c, updatedAt: _u, ...part }) => part,
    ),
  }))
}

async function fill(rows: unknown[]): Promise<void> {
  await from.database.query('delete from thing_parts')
  await from.database.query('delete from things')
  const made = await from.request('POST', '/api/v1/things/bulk', {
    operations: rows.map((data) => ({ op: 'create', data })),
  })
  const wrong = made.body.results?.filter(({ status }: { status: number }) => status !== 201)
  if (made.status !== 200 || wrong.length > 0)
    throw new Error(JSON.stringify(wrong ?? made.body).slice(0, 1000))
}

async function throughFile(format: string): Promise<void> {
  await to.database.query('delete from thing_parts')
  await to.database.query('delete from things')
  const file = await from.server.inject({
    method: 'GET',
    url: `/api/v1/things/export?format=${format}&sort=id`,
    headers: { authorization: `Bearer ${from.key}` },
  })
  if (file.statusCode !== 200) throw new Error(`${file.statusCode} ${file.body}`)
  const run: Record<string, unknown> = await importFile(to, 'things', file.rawPayload, {
    name: `things.${format}`,
  })
  if (run.failed !== 0 || run.status !== 'completed') {
    const errors = await to.request('GET', `/api/v1/imports/${run.id}/errors`)
    throw new Error(`${run.status} ${run.error}: ${String(errors.body).slice(0, 2000)}`)
  }
}

for (const format of ['csv', 'ndjson', 'xlsx']) {
  t.test(
    `what is exported as ${format} and imported elsewhere is the same, whatever it is`,
    { timeout: 300_000 },
    async () => {
      const shops = fc.array(thing, { minLength: 1, maxLength: 30 })
      await fc.assert(
        fc.asyncProperty(shops, async (rows) => {
          await fill(rows)
          await throughFile(format)
          deepStrictEqual(await contents(to), await contents(from))
        }),
        { numRuns: 12, endOnFailure: false },
      )
    },
  )
}

t.test(
  'texts that break programs go out and come in byte by byte',
  { skip: skipWithout('contacts/blns.json'), timeout: 120_000 },
  async (t) => {
    const naughty = (JSON.parse(sharedText('contacts/blns.json')) as string[]).filter(
      (value) => value !== '' && !value.includes('\0') && value.isWellFormed(),
    )
    await fill(naughty.map((name) => ({ name, tags: [name.slice(0, 200)], custom: { finish: name } })))
    const before = await contents(from)
    for (const format of ['csv', 'ndjson', 'xlsx']) {
      await throughFile(format)
      t.same(await contents(to), before, format)
    }
  },
)

t.test('importing an export into the shop it comes from changes nothing', async (t) => {
  await fill([
    { name: 'One', tags: ['a'], parts: [{ name: 'p' }], custom: { turns: 2 } },
    { name: 'Two', price: { amount: 5, currency: 'USD' } },
  ])
  for (const format of ['csv', 'ndjson', 'xlsx']) {
    const file = await from.server.inject({
      method: 'GET',
      url: `/api/v1/things/export?format=${format}`,
      headers: { authorization: `Bearer ${from.key}` },
    })
    const run = await importFile(from, 'things', file.rawPayload)
    t.match(run, { status: 'completed', created: 0, updated: 0, unchanged: 2, failed: 0 }, format)
  }
})
