import t from 'tap'
import { createKeyring } from '../../src/secrets/keyring.ts'
import { rotateSecrets } from '../../src/secrets/rotate.ts'
import { testApp } from '../../src/testing/app.ts'

const app = await testApp({ plugins: [] })
t.teardown(() => app.end())
const [before, after] = [
  'the secret before, long enough to be one',
  'the secret after, also long enough to be one',
]
const old = createKeyring([before])
const ring = createKeyring([after, before])
const column = { table: 'rotated', column: 'sealed' }

await app.database.query('create table rotated (id int primary key, sealed text)')
await app.database.query(
  'insert into rotated select r.id, r.sealed from jsonb_to_recordset($1::jsonb) as r(id int, sealed text)',
  [
    JSON.stringify(
      Array.from({ length: 1201 }, (_, id) => ({ id, sealed: id === 7 ? null : old.encrypt(`value ${id}`) })),
    ),
  ],
)

t.test('every value is under the current key afterwards, while others go on to write', async (t) => {
  const writing = Array.from({ length: 40 }, (_, index) =>
    app.database.query('update rotated set sealed = $2 where id = $1', [
      1200 - index,
      ring.encrypt(`new ${1200 - index}`),
    ]),
  )
  const [rotated] = await rotateSecrets(app.database, ring, [column])
  await Promise.all(writing)
  t.ok((rotated?.count ?? 0) >= 1160)
  const rows = await app.database.query<{ id: number; sealed: string | null }>(
    'select id, sealed from rotated order by id',
  )
  const current = createKeyring([after])
  for (const { id, sealed } of rows) {
    const text = sealed === null ? null : current.decrypt(sealed)
    const expected = id === 7 ? null : id > 1160 ? `new ${id}` : `value ${id}`
    if (text !== expected) t.fail(`${id}: ${text}`)
  }
  t.same(
    await rotateSecrets(app.database, ring, [column]),
    [{ ...column, count: 0 }],
    'again there is nothing to do',
  )
})

t.test('a value whose key is missing stops the rotation and says what to add', async (t) => {
  const stranger = createKeyring(['a secret that nobody kept, sadly for it'])
  await app.database.query('update rotated set sealed = $1 where id = 1', [stranger.encrypt('lost')])
  await t.rejects(rotateSecrets(app.database, ring, [column]), { message: /BEZEL_SECRET_PREVIOUS/ })
})
