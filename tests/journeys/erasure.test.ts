import { runAsSystem, testApp } from '@bezel/core/testing'
import t from 'tap'
import shop from '../../fastify.config.ts'

// What one plugin erases must be gone from the others too, though none of them knows it.

const app = await testApp({ plugins: shop.plugins })
t.teardown(() => app.end())

// biome-ignore lint/suspicious/noExplicitAny: answers are of any shape; tests look into them freely
async function ok(method: string, path: string, body?: unknown): Promise<any> {
  const answer = await app.request(method, `/api/v1${path}`, body)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Every column of the database in which the pattern stands. */
async function placesOf(pattern: string): Promise<string[]> {
  const columns = await app.database.query<{ table: string; column: string }>(
    `select format('%I.%I', table_schema, table_name) as "table", quote_ident(column_name) as "column"
     from information_schema.columns where table_schema in ('public', 'bezel_core', 'graphile_worker')
       and (data_type in ('text', 'jsonb', 'json', 'ARRAY', 'tsvector', 'character varying') or udt_name = 'citext')`,
  )
  const found: string[] = []
  for (const { table, column } of columns) {
    const rows = await app.database.query(
      `select 1 as one from ${table} where ${column}::text ~* $1 limit 1`,
      [pattern],
    )
    if (rows.length > 0) found.push(`${table}.${column}`)
  }
  return found
}

const store = await ok('POST', '/stores', { name: 'Main Street', code: 'A' })
const safe = await ok('POST', '/locations', { storeId: store.id, name: 'Safe', code: 'SAFE', type: 'safe' })

async function piece(itemNumber: string): Promise<string> {
  const facts = { itemNumber, name: 'Ring', storeId: store.id, locationId: safe.id }
  return (await ok('POST', '/pieces', facts)).id
}

t.test("an erasure reaches names in ledger, memos, other people's notes and rejected rows", async (t) => {
  const contact = { email: 'zoe@quack.example', phone: '+12125550142' }
  const zoe = await ok('POST', '/customers', { givenName: 'Zoë', familyName: 'Quackenbush', ...contact })
  const friend = await ok('POST', '/customers', { givenName: 'Rose', familyName: 'Bell' })
  const [reserved, lent, other] = [await piece('P-1'), await piece('P-2'), await piece('P-3')]
  await ok('POST', `/pieces/${reserved}/reserve`, { counterparty: 'Mrs. Zoe QUACKENBUSH' })
  await ok('POST', `/pieces/${other}/reserve`, { counterparty: 'Zoë Other', reason: 'Asked by Rose Bell' })
  const memo = await ok('POST', '/memos', {
    number: 'M-1',
    direction: 'out',
    storeId: store.id,
    counterparty: 'Quackenbush, Zoë',
    lines: [{ pieceId: lent, value: { amount: 100, currency: 'USD' }, note: 'Call zoe@quack.example' }],
  })
  await ok('POST', `/memos/${memo.id}/issue`, {})
  const body = 'Sister of Zoë Quackenbush, likes pearls'
  const note = await ok('POST', '/customer-notes', { customerId: friend.id, body })
  const importId = app.kernel.environment.newId()
  await app.database.query(
    `insert into imports (id, created_at, updated_at, collection, file_name, status, dry_run) values ($1, now(), now(), 'customers', 'list.csv', 'completed', false)`,
    [importId],
  )
  const rejected = (line: number, values: string[]) =>
    app.database.query(
      `insert into bezel_core.import_errors (import_id, line, "values", problems) values ($1, $2, $3, '[]')`,
      [importId, line, JSON.stringify(values)],
    )
  await rejected(2, ['Quackenbush', 'x', 'Zoe', 'no mail'])
  await rejected(3, ['Rose', 'Bell', 'rose@bell.example'])

  const copy = await ok('GET', `/customers/${zoe.id}/personal-data`)
  t.match(copy.rejectedRows, [{ importId, line: 2, values: ['Quackenbush', 'x', 'Zoe', 'no mail'] }])
  const told = (copy.mentions as { collection: string; field: string; text: string }[]).map(
    ({ collection, field, text }) => `${collection}.${field}: ${text}`,
  )
  t.same([...new Set(told)].sort(), [
    'customer-notes.body: Sister of Zoë Quackenbush, likes pearls',
    'memo-lines.note: Call zoe@quack.example',
    'memos.counterparty: Quackenbush, Zoë',
    'movements.counterparty: Mrs. Zoe QUACKENBUSH',
    'movements.counterparty: Quackenbush, Zoë',
  ])

  const before = await ok('GET', '/movements?limit=200&sort=id')
  await ok('POST', `/customers/${zoe.id}/erase`, { reason: 'Asked by letter' })
  t.same(await placesOf('quack|2125550142'), [])

  const after = await ok('GET', '/movements?limit=200&sort=id')
  const told2 = ({ counterparty: _, version: __, updatedAt: ___, ...rest }: Record<string, unknown>) => rest
  t.same(after.data.map(told2), before.data.map(told2), 'every movement is still there, as it was')
  t.match(await ok('GET', `/memos/${memo.id}`), { status: 'issued', counterparty: 'Erased' })
  t.equal(
    (await ok('GET', `/customer-notes/${note.id}`)).body,
    'Sister of Erased, likes pearls',
    'of a longer text just the name goes',
  )
  const [kept] = (await ok('GET', `/movements?pieceId=${other}&type=reserve`)).data
  t.match(kept, { counterparty: 'Zoë Other', reason: 'Asked by Rose Bell' }, 'others keep their names')
  const rows = await app.database.query('select line from bezel_core.import_errors')
  t.same(rows, [{ line: 3 }])
})

t.test('the ledger takes no other change', async (t) => {
  const [{ id }] = (await ok('GET', '/movements?type=reserve')).data
  for (const change of [`type = 'sell'`, `counterparty = 'Somebody else'`, `reason = 'x'`, `at = now()`]) {
    await t.rejects(
      runAsSystem(app.kernel, 'test', (ctx) =>
        ctx.db.query(`update movements set ${change} where id = $1`, [id]),
      ),
      change,
    )
  }
})
