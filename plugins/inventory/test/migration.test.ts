import { readdir, readFile } from 'node:fs/promises'
import { examineDatabase } from '@bezel/core/testing'
import t from 'tap'
import { openShop } from './shop.ts'

const shop = await openShop()
t.teardown(() => shop.app.end())

const folder = new URL('../migrations/', import.meta.url)
const names = (await readdir(folder)).sort()
const files = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
const ways = files.map((file) => file.split('\n-- down\n'))
/** Up and down of the one migration that says this. */
const only = (words: string) => ways[files.findIndex((file) => file.includes(words))] as [string, string]
const up = ways.map(([up = '']) => up).join('\n')
const down = ways
  .map(([, down = '']) => down)
  .reverse()
  .join('\n')

t.test('the tables are what the entities say', async (t) => {
  const { findings } = await examineDatabase({
    database: shop.app.database,
    plugins: shop.app.plugins,
    registry: shop.app.kernel.registry,
  })
  t.same(
    findings.filter(({ level }) => level !== 'note'),
    [],
  )
})

/** Every table, function and trigger of the plugin, for comparing before and after. */
async function things(client: { query(text: string): Promise<{ rows: unknown[] }> }) {
  const { rows } = await client.query(`
    select relkind::text as kind, relname as name from pg_class where relnamespace = 'public'::regnamespace
    union all select 'f', proname from pg_proc where pronamespace = 'public'::regnamespace and prolang = (select oid from pg_language where lanname = 'plpgsql')
    order by 1, 2`)
  return rows
}

t.test('photographs go and come back alone, and the pieces that had some stay', async (t) => {
  const [photosUp, photosDown] = only('add column photos')
  const piece = await shop.piece()
  const { pool } = shop.app.database
  await pool.query('update pieces set photos = array[gen_random_uuid()] where id = $1', [piece.id])
  await pool.query(`begin; ${photosDown}; commit`)
  await pool.query(`begin; ${photosUp}; commit`)
  const { rows } = await pool.query('select photos from pieces where id = $1', [piece.id])
  t.same(rows, [{ photos: [] }])
})

t.test('what the ledger tells of keeps its goods and its places, with foreign keys or without', async (t) => {
  const [up, down] = only('movements_follow_goods')
  const { pool } = shop.app.database
  let windows = 0
  async function assertGuarded(): Promise<void> {
    const kept = await shop.piece()
    const mistake = await shop.stone()
    const place = { name: 'Window', code: `W-${++windows}`, type: 'tray', storeId: shop.storeA }
    const { id } = await shop.send('POST', '/locations', place)
    await shop.send('POST', `/pieces/${kept.id}/move`, { locationId: id })
    await shop.send('POST', `/pieces/${kept.id}/move`, { locationId: shop.tray })
    t.match(await shop.try('DELETE', `/locations/${id}`), { status: 409 }, 'goods were there once')
    t.match(await shop.try('DELETE', `/pieces/${kept.id}`), { status: 409 }, 'more than its receipt')
    t.match(await shop.try('DELETE', `/stones/${mistake.id}`), { status: 204 })
    const { rows } = await pool.query('select from movements where stone_id = $1', [mistake.id])
    t.equal(rows.length, 0, 'the receipt goes with the stone')
  }
  await assertGuarded()
  await pool.query(`begin; ${down}; commit`)
  await assertGuarded()
  await pool.query(`begin; ${up}; commit`)
  await assertGuarded()
})

t.test(
  'parcels on memos and spot prices of two currencies go back to what older versions know',
  async (t) => {
    const { pool } = shop.app.database
    const usd = { amount: 1, currency: 'USD' }
    const at = '2026-01-05T10:00:00.000Z'
    for (const currency of ['USD', 'GBP'])
      await shop.send('POST', '/spot-prices', { metal: 'gold', at, pricePerOunce: { amount: 9, currency } })
    const parcel = await shop.send('POST', '/parcels', {
      parcelNumber: 'DOWN',
      count: 9,
      carat: 1,
      storeId: shop.storeA,
    })
    const lines = [{ parcelId: parcel.id, count: 3, carat: 0.3, value: usd }]
    const said = { number: 'DOWN', direction: 'out', storeId: shop.storeA, counterparty: 'X' }
    const memo = await shop.send('POST', '/memos', { ...said, lines })
    await shop.send('POST', `/memos/${memo.id}/issue`)
    const later = ways.slice(names.indexOf('0007_erased_names.sql'))
    for (const [, undo = ''] of [...later].reverse()) await pool.query(`begin; ${undo}; commit`)
    for (const [redo = ''] of later) await pool.query(`begin; ${redo}; commit`)
    t.match(await shop.send('GET', `/parcels/${parcel.id}`), { count: 9, carat: 1, lentCount: 0 })
    t.equal((await shop.send('GET', '/spot-prices?metal=gold')).data.length, 1)
  },
)

t.test('lines settled before they could be in parts say what became of them', async (t) => {
  const { pool } = shop.app.database
  const [redo, undo] = only('of a line no more is settled than was lent')
  const value = { amount: 1, currency: 'USD' }
  const parcel = await shop.send('POST', '/parcels', {
    parcelNumber: 'PARTS',
    count: 9,
    carat: 1,
    storeId: shop.storeA,
  })
  const said = { direction: 'out', storeId: shop.storeA, counterparty: 'X' }
  const made = async (number: string, verb?: string) => {
    const lines = [{ parcelId: parcel.id, count: 3, carat: 0.3, value }]
    const { id } = await shop.send('POST', '/memos', { ...said, number, lines })
    await shop.send('POST', `/memos/${id}/issue`)
    if (verb) await shop.send('POST', `/memos/${id}/${verb}`, {})
    return async () => (await shop.send('GET', `/memos/${id}?include=lines`)).lines[0]
  }
  const [back, sold, out] = [await made('PA-1', 'return'), await made('PA-2', 'invoice'), await made('PA-3')]
  await pool.query(`begin; ${undo}; commit`)
  await pool.query(`begin; ${redo}; commit`)
  t.match(await back(), { returnedCount: 3, returnedCarat: 0.3, invoicedCount: 0 })
  t.match(await sold(), { returnedCount: 0, invoicedCount: 3, invoicedCarat: 0.3 })
  t.match(await out(), { status: 'out', returnedCount: 0, invoicedCount: 0 })
  t.match(await shop.send('GET', `/parcels/${parcel.id}`), { ownership: 'owned' })
})

t.test('the migrations go down over tables full of rows and up again', async (t) => {
  const piece = await shop.piece()
  await shop.send('POST', `/pieces/${piece.id}/move`, { locationId: shop.tray })
  const stone = await shop.stone()
  await shop.send('POST', '/pieces/assemble', {
    itemNumber: 'DOWN-1',
    name: 'Ring',
    mountingIds: [piece.id],
    stones: [{ stoneId: stone.id }],
  })
  const client = shop.app.database.pool
  const full = await things(client)
  await client.query(`begin; ${down}; commit`)
  const left = await client.query(
    `select relname from pg_class where relname in ('pieces', 'movements', 'piece_codes', 'movements_only_grow')`,
  )
  t.same(left.rows, [])
  await client.query(`begin; ${up}; commit`)
  t.same(await things(client), full, 'exactly what was there before')
  const made = await shop.send('POST', '/stores', { name: 'New', code: 'N' })
  t.ok(made.id)
})

t.test('rules of the data hold in the database itself', async (t) => {
  const [store] = await shop.app.database.query<{ id: string }>('select id from stores limit 1')
  const { id } = await shop.send('POST', '/pieces', { itemNumber: 'RULES', name: 'Ring', storeId: store?.id })
  const refused = (sql: string) => t.rejects(shop.app.database.query(sql), sql)
  await refused(
    `update pieces set cost_amount = 1, cost_currency = 'USD', labour_cost_amount = 1, labour_cost_currency = 'EUR' where id = '${id}'`,
  )
  await refused(`update movements set type = 'move' where piece_id = '${id}'`)
  await refused(`delete from movements where piece_id = '${id}'`)
  await refused(
    `insert into piece_components (id, created_at, updated_at, piece_id, component_id) values (gen_random_uuid(), now(), now(), '${id}', '${id}')`,
  )
})
