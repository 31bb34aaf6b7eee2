import { readFile } from 'node:fs/promises'
import { examineDatabase } from '@bezel/core/testing'
import t from 'tap'
import { good, openShop } from './shop.ts'

const shop = await openShop(t)
const read = async (path: string): Promise<[up: string, down: string]> => {
  const [up = '', down = ''] = (await readFile(new URL(path, import.meta.url), 'utf8')).split('\n-- down\n')
  return [up, down]
}
const ways = [
  await read('../../../core/migrations/0008_accounts.sql'),
  await read('../migrations/0001_accounts.sql'),
]
const { pool } = shop.database

t.test('the tables are what the entities say', async (t) => {
  const { findings } = await examineDatabase({
    database: shop.database,
    plugins: shop.plugins,
    registry: shop.kernel.registry,
  })
  t.same(
    findings.filter(({ level }) => level !== 'note'),
    [],
  )
})

t.test('details of events that were English become codes, and go back', async (t) => {
  const [up, down] = await read('../migrations/0002_event_details.sql')
  const details = async () =>
    (await pool.query<{ details: string }>('select details from security_events order by id')).rows.map(
      (row) => row.details,
    )
  await pool.query('delete from security_events')
  await pool.query(
    `insert into security_events (id, created_at, updated_at, type, details)
     select uuidv7(), now(), now(), 'session-ended', details
     from unnest(array['by a colleague', '3 others', 'password, totp']) as details`,
  )
  await pool.query(`begin; ${up}; commit`)
  t.same((await details()).sort(), ['by-colleague', 'others:3', 'password, totp'])
  await pool.query(`begin; ${down}; commit`)
  t.same((await details()).sort(), ['3 others', 'by a colleague', 'password, totp'])
})

t.test('accounts go down over people, sessions and mails, and come up over those who stay', async (t) => {
  await shop.customer('ada@example.com')
  const before = await shop.colleague('grace@example.com', ['roles.read'])
  await shop.settle()
  for (const [, down] of [...ways].reverse()) await pool.query(`begin; ${down}; commit`)
  const { rows } = await pool.query(
    `select from pg_class where relname in ('mails', 'accounts_challenges', 'guesses')`,
  )
  t.equal(rows.length, 0, 'nothing of it is left')
  for (const [up] of ways) await pool.query(`begin; ${up}; commit`)
  const { rows: people } = await pool.query(`select id from users where id = $1`, [before.id])
  t.equal(people.length, 1, 'people stay')
  const again = await shop.browser().signIn('grace@example.com', good)
  t.equal(again.status, 200, 'and sign in as before')
})
