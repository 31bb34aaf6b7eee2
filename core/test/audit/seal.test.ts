import t from 'tap'
import { eraseHistory } from '../../src/audit/erase.ts'
import { createSealer } from '../../src/audit/sealer.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { testApp } from '../../src/testing/app.ts'
import { notes } from '../jobs/fixtures/notes.ts'

const app = await testApp({ plugins: [notes()] })
t.teardown(() => app.end())
const { database } = app

async function sealAll(): Promise<void> {
  const seal = createSealer(app)
  while (await seal());
}

async function note(title: string): Promise<string> {
  return (await app.request('POST', '/api/v1/notes', { title })).body.id
}

/** Runs `forge` in a transaction, verifies the chain as it then is, and undoes it all. */
async function verifiedAfter(...forgeries: string[]) {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    for (const forgery of forgeries) await client.query(forgery)
    return await verifyAudit({
      query: async (text, values) => (await client.query(text, values as unknown[])).rows,
      values: async (text) => (await client.query<unknown[]>({ text, rowMode: 'array' })).rows,
    })
  } finally {
    await client.query('rollback')
    client.release()
  }
}

t.test('every committed change is sealed, in one chain that holds', async (t) => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => note(`Note ${index}`)))
  await app.request('PATCH', `/api/v1/notes/${ids[0]}`, { title: 'Changed' })
  t.match(await verifyAudit(database), { verified: 0, broken: null })
  await sealAll()
  const report = await verifyAudit(database)
  t.match(report, { unsealed: 0, broken: null })
  t.ok(report.verified >= 21)
  await note('One more')
  t.match(await verifyAudit(database), { verified: report.verified, unsealed: 1, broken: null })
  await sealAll()
  t.match(await verifyAudit(database), { verified: report.verified + 1, unsealed: 0, broken: null })
})

t.test('several sealers at once make one chain', async (t) => {
  await Promise.all(Array.from({ length: 30 }, (_, index) => note(`Together ${index}`)))
  await Promise.all([1, 2, 3, 4].map(() => createSealer(app)()))
  await sealAll()
  t.match(await verifyAudit(database), { unsealed: 0, broken: null })
})

t.test('what was changed, taken out, put in, swapped or cut off is found', async (t) => {
  const { verified } = await verifyAudit(database)
  const middle = Math.floor(verified / 2)
  const where = `where seal_number = ${middle}`
  const at = { broken: { sealNumber: middle } }
  t.match(await verifiedAfter(`update bezel_core.audit set actor_id = null ${where}`), at)
  t.match(await verifiedAfter(`update bezel_core.audit set at = at + interval '1 second' ${where}`), at)
  t.match(await verifiedAfter(`update bezel_core.audit set operation = 'users.delete' ${where}`), at)
  t.match(
    await verifiedAfter(`update bezel_core.audit set diff = '{"title": [null, "Forged"]}' ${where}`),
    at,
  )
  t.match(await verifiedAfter(`update bezel_core.audit set diff_hash = sha256('x') ${where}`), at)
  t.match(await verifiedAfter(`delete from bezel_core.audit ${where}`), {
    broken: { sealNumber: middle, reason: 'the row is missing' },
  })
  t.match(
    await verifiedAfter(
      `update bezel_core.audit set seal_number = 0 ${where}`,
      `update bezel_core.audit set seal_number = ${middle} where seal_number = ${middle + 1}`,
      `update bezel_core.audit set seal_number = ${middle + 1} where seal_number = 0`,
    ),
    at,
  )
  t.match(await verifiedAfter(`delete from bezel_core.audit where seal_number = ${verified}`), {
    verified: verified - 1,
    broken: { sealNumber: verified, reason: /does not end/ },
  })
  t.match(
    await verifiedAfter(
      `update bezel_core.audit set seal_number = null, seal = null where seal_number = ${verified}`,
    ),
    {
      broken: { sealNumber: verified },
    },
  )
  t.match(await verifyAudit(database), { verified, broken: null }, 'and nothing of it was kept')
})

t.test(
  'the values of a record can be erased and the chain holds, with nothing left to guess them from',
  async (t) => {
    const id = await note('+44 20 7946 0958')
    await sealAll()
    const [before] = await database.query<{ diff: object }>(
      'select diff from bezel_core.audit where record_id = $1',
      [id],
    )
    t.same(before?.diff, { title: [null, '+44 20 7946 0958'], custom: [null, {}] })
    const late = await note('not sealed yet')
    t.equal(await eraseHistory(database, 'Note', [id, late]), 2)
    t.equal(await eraseHistory(database, 'Note', [id]), 0)
    await sealAll()
    t.match(await verifyAudit(database), { unsealed: 0, broken: null })
    t.same(
      await database.query('select diff, diff_salt from bezel_core.audit where record_id = any($1)', [
        [id, late],
      ]),
      [
        { diff: null, diff_salt: null },
        { diff: null, diff_salt: null },
      ],
    )
    const guess = await database.query(
      `select from bezel_core.audit where record_id = $1 and diff_hash = sha256(convert_to('{"title": [null, "+44 20 7946 0958"], "custom": [null, {}]}', 'UTF8'))`,
      [id],
    )
    t.equal(guess.length, 0)
  },
)

t.test('rows written past the usual way are hashed when they are sealed', async (t) => {
  await database.query(
    `insert into bezel_core.audit (id, at, actor_type, operation, request_id, entity, record_id, change, version, diff)
     values (gen_random_uuid(), now(), 'system', 'import', 'r', 'Note', gen_random_uuid(), 'created', 1, '{"title": [null, "Bulk"]}')`,
  )
  await sealAll()
  const [row] = await database.query<{ hashed: boolean }>(
    `select diff_hash is not null as hashed from bezel_core.audit where operation = 'import'`,
  )
  t.ok(row?.hashed)
  const report = await verifyAudit(database)
  t.equal(report.broken, null)
  t.match(await verifiedAfter(`update bezel_core.audit set diff = '{}' where operation = 'import'`), {
    broken: { reason: /diff/ },
  })
})
