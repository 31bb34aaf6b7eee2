import t from 'tap'
import { testApp } from '../../src/testing/app.ts'
import { importFile, sendFile } from './fixtures/send.ts'
import { things } from './fixtures/things.ts'

const app = await testApp({ plugins: [things], work: { pollMs: 50, dispatchMs: 50 } })
t.teardown(() => app.end())
await app.startWork()
await app.request('POST', '/api/v1/makers', { code: 'LND', name: 'London' })

const list = async (query = '') =>
  (await app.request('GET', `/api/v1/things?limit=200&sort=id${query}`)).body.data
const clear = async () => {
  await app.database.query('delete from thing_parts')
  await app.database.query('delete from things')
}
const errorsOf = async (run: { id?: string }) =>
  (await app.request('GET', `/api/v1/imports/${run.id}/errors`)).body as string

t.test('columns are found, values normalised, references resolved', async (t) => {
  await clear()
  const csv =
    'Stock #;Name;Weight (g);Price;Made on;Grade;Active;Maker;Tags\n' +
    'A1;Ring;234,5;1.250,00 €;31.12.2023;first class;ja;LND;gold; unused\n'
  const run = await importFile(app, 'things', csv.replace('; unused', ''))
  t.match(run, { status: 'completed', created: 1, failed: 0, processed: 1, total: 1, format: 'csv' })
  t.match(await list(), [
    {
      sku: 'A1',
      name: 'Ring',
      weight: 234.5,
      price: { amount: 125_000, currency: 'EUR' },
      madeOn: '2023-12-31',
      grade: 'fine',
      active: true,
      tags: ['gold'],
      pieces: 1,
    },
  ])
  t.ok((await list())[0].makerId)
})

t.test(
  'a row with a known key updates its record, only where it differs; blank keeps, (empty) clears',
  async (t) => {
    await clear()
    await importFile(
      app,
      'things',
      'sku,name,notes,price\nA,Ann,first,5 USD\nB,Ben,second,6 USD\nC,Cy,third,7 USD\n',
    )
    const before = await list()
    const run = await importFile(
      app,
      'things',
      'sku,name,notes,price\nA,Ann,,5 USD\nB,Benny,(empty),\nD,Dan,,\n',
    )
    t.match(run, { created: 1, updated: 1, unchanged: 1, failed: 0 })
    const after = await list()
    t.same(after[0], before[0], 'nothing new was said of A')
    t.match(after[1], { name: 'Benny', notes: null, price: { amount: 600 }, version: 2 })
    t.match(after[3], { sku: 'D', version: 1 })
    const history = await app.request('GET', `/api/v1/things/${after[1].id}/history`)
    t.match(history.body.data[0], {
      operation: 'things.import',
      change: 'updated',
      diff: { name: ['Ben', 'Benny'], notes: ['second', null] },
    })
  },
)

t.test('rows without a key are known by their content, in any order of rows and columns', async (t) => {
  await clear()
  const rows = ['x,1', 'y,2', 'x,1', 'z,3', 'x,1']
  const first = await importFile(app, 'things', `name,weight\n${rows.join('\n')}\n`)
  t.match(first, { created: 5, unchanged: 0 }, 'equal rows are several records')
  const again = await importFile(app, 'things', `name,weight\n${rows.toReversed().join('\n')}\n`)
  t.match(again, { created: 0, unchanged: 5 })
  const turned = rows.map((row) => row.split(',').toReversed().join(';'))
  const otherWay = await importFile(
    app,
    'things',
    `weight;name\n${turned.join('\n')}\ny;4\n`.replace('y;4', '4;y'),
  )
  t.match(otherWay, { created: 1, unchanged: 5 })
  const [one] = await list('&name=z')
  await app.request('DELETE', `/api/v1/things/${one.id}`)
  t.match(
    await importFile(app, 'things', 'name,weight\nz,3\n'),
    { created: 1 },
    'a deleted record may come back',
  )
})

t.test('a key that comes twice in one file is one record, the later row its update', async (t) => {
  await clear()
  t.match(await importFile(app, 'things', 'sku,name\nA,one\na2,x\nA,two\nA,three\n'), {
    created: 2,
    updated: 2,
    failed: 0,
  })
  t.match(await list('&sku=A'), [{ name: 'three', version: 3 }])
})

t.test(
  'wrong rows are refused alone, with line, field and remedy, in a file that can be sent again',
  async (t) => {
    await clear()
    const csv =
      'sku,name,weight,grade,maker,email,made on\n' +
      'A,ok,1,good,LND,a@b.co,2024-01-01\n' +
      'B,,1,good,LND,a@b.co,2024-01-01\n' +
      'C,heavy,many,superb,XXX,nonsense,2024-02-31\n' +
      'D,too heavy for the table,1000,good,LND,,\n' +
      'E,ok,2,good,LND,,\n'
    const run = await importFile(app, 'things', csv)
    t.match(run, { status: 'completed', created: 2, failed: 3, processed: 5 })
    const file = await errorsOf(run)
    const lines = file.replace('\ufeff', '').trim().split('\r\n')
    t.equal(lines[0], 'sku,name,weight,grade,maker,email,made on,_row,_field,_error')
    t.match(lines[1], /^B,,1,good,LND,a@b\.co,2024-01-01,3,name,"is required/)
    t.match(lines[2], /^C,.*,4,"weight; grade; makerId; email; madeOn",/)
    t.match(lines[2], /must be one of: fine, good, poor/)
    t.match(
      lines[2],
      /There is no maker with the code or id ""XXX""\. Create it first, or correct the cell\./,
    )
    t.match(lines[3], /^D,.*,5,,.*things_weight_check/, 'what only the database refuses')
    const corrected = file
      .replace('B,,', 'B,now named,')
      .replace(/C,heavy.*\r\n/, '')
      .replace('table,1000', 'table,999')
    t.match(await importFile(app, 'things', corrected), { created: 2, failed: 0 })
  },
)

t.test('many rows that the database refuses are told apart from those it takes', async (t) => {
  await clear()
  const rows = Array.from({ length: 3000 }, (_, n) => `S${n},n${n},${n % 100 === 7 ? 1000 : 1}`)
  t.match(await importFile(app, 'things', `sku,name,weight\n${rows.join('\n')}\n`), {
    created: 2970,
    failed: 30,
  })
})

t.test('a dry run checks everything and keeps nothing', async (t) => {
  await clear()
  await importFile(app, 'things', 'sku,name\nA,one\nB,two\n')
  const csv = 'sku,name,weight\nA,one,\nB,changed,\nC,new,1\nC,new again,1\nD,bad,1000\n'
  const run = await importFile(app, 'things', csv, { dryRun: true })
  t.match(run, { status: 'completed', dryRun: true, created: 1, updated: 2, unchanged: 1, failed: 1 })
  t.same(
    (await list()).map(({ name }: { name: string }) => name),
    ['one', 'two'],
  )
  t.match(await errorsOf(run), /D,bad/)
  const events = await app.database.query(
    `select 1 from bezel_core.outbox where name = 'things.imported.v1' and payload->>'id' = $1`,
    [run.id],
  )
  t.equal(events.length, 0)
})

t.test('a mapping says what is what; defaults fill what is blank', async (t) => {
  await clear()
  const csv = 'a,b,c\n1,Ring,x\n2,Chain,\n'
  const fields = {
    mapping: { a: 'sku', b: 'name', c: null },
    defaults: { maker: 'LND', grade: 'good', notes: 'from a list' },
  }
  const run = await importFile(app, 'things', csv, { fields })
  t.match(run, { created: 2, mapping: { a: 'sku', b: 'name', c: null } })
  t.match(await list(), [
    { sku: '1', grade: 'good', notes: 'from a list' },
    { sku: '2', grade: 'good' },
  ])
  const wrong = await sendFile(app, 'things/import', csv, {
    fields: { mapping: { a: 'sku', b: 'sku', zz: 'name', c: 'nothing' } },
  })
  t.equal(wrong.status, 422)
  t.equal(wrong.body.code, 'IMPORT_MAPPING_INVALID')
  t.same(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
    '/mapping/a',
    '/mapping/b',
    '/mapping/c',
    '/mapping/zz',
  ])
  t.match(await sendFile(app, 'things/import', csv, { fields: { defaults: { grade: 'awful' } } }), {
    status: 422,
  })
  t.match(await sendFile(app, 'things/import', 'q,w\n,\n1,2\n'), {
    status: 422,
    body: { code: 'IMPORT_NOTHING_MAPPED' },
  })
})

t.test('owned records come in columns or lists, are compared, never deleted', async (t) => {
  await clear()
  const csv = 'sku,name,parts.1.name,parts.1.count,parts.2.name\nA,one,lid,2,cap\n'
  t.match(await importFile(app, 'things', csv), { created: 1 })
  t.match(await importFile(app, 'things', csv), { unchanged: 1, updated: 0 })
  const parts = async () => (await app.request('GET', '/api/v1/things?include=parts')).body.data[0].parts
  t.match(await parts(), [{ name: 'lid', count: 2 }, { name: 'cap' }])
  const [lid] = await parts()
  const ndjson = `${JSON.stringify({ sku: 'A', name: 'one', parts: [{ id: lid.id, name: 'lid', count: 3 }, { name: 'rim' }] })}\n`
  t.match(await importFile(app, 'things', ndjson), { updated: 1 })
  t.match(await parts(), [{ name: 'lid', count: 3 }, { name: 'cap' }, { name: 'rim' }])
  t.match(await importFile(app, 'things', 'sku,name,parts.1.count\nB,two,5\n'), { failed: 1, created: 0 })
})

t.test('extras become fields by the rule of the entity', async (t) => {
  await clear()
  await importFile(app, 'things', 'sku,name,Size in mm\nA,one,3 x 4\nB,two,\n')
  t.match(await list(), [{ notes: 'measures 3 x 4' }, { notes: null }])
})

t.test('one event tells of an import, one entry of history of what a batch created', async (t) => {
  await clear()
  const run = await importFile(app, 'things', 'sku,name\nA,one\nB,two\n')
  const sql = `select name from bezel_core.outbox where name like 'things.%' and payload->>'id' = $1`
  t.match(await app.database.query(sql, [run.id]), [{ name: 'things.imported.v1' }])
  const { body } = await app.request('GET', `/api/v1/imports/${run.id}/history`)
  t.match(body.data, [
    {
      change: 'imported',
      operation: 'things.import',
      diff: { created: [null, 2], collection: [null, 'things'] },
    },
  ])
})

t.test('a file that is none is refused at once', async (t) => {
  t.match(await sendFile(app, 'things/import', '%PDF-1.4 …'), {
    status: 422,
    body: { code: 'IMPORT_FORMAT_UNKNOWN' },
  })
  t.match(await sendFile(app, 'things/import', ''), { status: 422, body: { code: 'IMPORT_FILE_EMPTY' } })
})

t.test('the same request with the same key imports once', async (t) => {
  await clear()
  const headers = { 'idempotency-key': 'import-once' }
  const first = await sendFile(app, 'things/import', 'sku,name\nA,one\n', { headers })
  const second = await sendFile(app, 'things/import', 'sku,name\nA,one\n', { headers })
  t.equal(second.body.id, first.body.id)
  const other = await sendFile(app, 'things/import', 'sku,name\nB,two\n', { headers })
  t.match(other, { status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
})
