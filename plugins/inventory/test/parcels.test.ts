import t from 'tap'
import { openShop, usd } from './shop.ts'

const shop = await openShop()
t.teardown(() => shop.app.end())

let count = 0
const parcel = (facts: Record<string, unknown> = {}) =>
  shop.send('POST', '/parcels', {
    parcelNumber: `MELEE-${++count}`,
    count: 100,
    carat: 5,
    costPerCarat: usd(40_000),
    storeId: shop.storeA,
    locationId: shop.safe,
    ...facts,
  })
const read = (id: string) => shop.send('GET', `/parcels/${id}`)

async function transfer(parcelId: string) {
  const { id } = await shop.send('POST', '/transfers', {
    number: `PT-${++count}`,
    fromStoreId: shop.storeA,
    toStoreId: shop.storeB,
    lines: [{ parcelId }],
  })
  await shop.send('POST', `/transfers/${id}/send`)
  return id as string
}

t.test('a parcel travels whole, and nobody takes stones out of it on the way', async (t) => {
  const { id } = await parcel()
  const sent = await transfer(id)
  t.match(await read(id), { storeId: shop.storeA, locationId: null })
  const held = { status: 409, body: { code: 'INVENTORY_HELD_BY_DOCUMENT' } }
  t.match(await shop.try('POST', `/parcels/${id}/sell`, { count: 1, carat: 0.05 }), held)
  t.match(await shop.try('PATCH', `/parcels/${id}`, { locationId: shop.tray }), held)
  const twice = await shop.send('POST', '/transfers', {
    number: 'PT-twice',
    fromStoreId: shop.storeA,
    toStoreId: shop.storeB,
    lines: [{ parcelId: id }],
  })
  t.match(await shop.try('POST', `/transfers/${twice.id}/send`), held)
  await shop.send('POST', `/transfers/${sent}/receive`, { locationId: shop.safeB })
  t.match(await read(id), { storeId: shop.storeB, locationId: shop.safeB, count: 100, carat: 5 })
  t.same(
    (await shop.movements({ parcelId: id })).map(({ type, storeId }) => [type, storeId]),
    [
      ['receive', shop.storeA],
      ['transfer_out', shop.storeA],
      ['transfer_in', shop.storeB],
    ],
  )
  const back = await parcel()
  const given = await transfer(back.id)
  await shop.send('POST', `/transfers/${given}/cancel`, {})
  t.match(await read(back.id), { storeId: shop.storeA, locationId: shop.safe })
})

t.test('stones do not change their store by splitting a parcel', async (t) => {
  const [here, there] = [await parcel(), await parcel({ storeId: shop.storeB, locationId: shop.safeB })]
  const split = { count: 10, carat: 0.5, intoId: there.id }
  t.match(await shop.try('POST', `/parcels/${here.id}/split`, split), {
    status: 422,
    body: { code: 'INVENTORY_PLACE_IMPOSSIBLE' },
  })
})

t.test('what parcels held, and stood in the books with, can be asked for any instant', async (t) => {
  const { id, parcelNumber } = await parcel({ storeId: shop.storeB, locationId: shop.safeB })
  const instants: string[] = []
  const now = async () => {
    const rows = await shop.movements({ parcelId: id })
    instants.push(rows.at(-1).at)
  }
  await now()
  await shop.send('POST', `/parcels/${id}/sell`, { count: 40, carat: 2 })
  await now()
  await shop.send('PATCH', `/parcels/${id}`, { costPerCarat: usd(50_000) })
  await now()
  await shop.send('POST', `/parcels/${id}/sell`, { count: 60, carat: 3 })
  await now()
  const at = async (instant: string, more = '') =>
    (await shop.send('GET', `/stock-at?at=${instant}&kind=parcel&store=${shop.storeB}${more}`)).data.find(
      (line: { id: string }) => line.id === id,
    )
  const [full, less, dearer, empty] = instants as [string, string, string, string]
  t.match(await at(full), { number: parcelNumber, count: 100, carat: 5, cost: usd(200_000), onBooks: true })
  t.match(await at(less), { count: 60, carat: 3, cost: usd(120_000) })
  t.match(await at(dearer), { count: 60, carat: 3, cost: usd(150_000) })
  t.equal(await at(empty), undefined)
  t.match(await at(empty, '&left=true'), { count: 0, status: 'consumed', onBooks: false })
  const value = await shop.send('GET', `/stock-value-at?at=${less}&kind=parcel&store=${shop.storeB}`)
  t.match(
    value.groups.filter(({ kind }: { kind: string }) => kind === 'parcel'),
    [{ status: 'in_stock', onBooks: true }],
  )
  const all: string[] = []
  let cursor = ''
  do {
    const page = await shop.send('GET', `/stock-at?at=2099-01-01T00:00:00Z&limit=2&left=true${cursor}`)
    all.push(...page.data.map((line: { id: string }) => line.id))
    cursor = page.page.nextCursor ? `&cursor=${page.page.nextCursor}` : ''
  } while (cursor)
  t.equal(new Set(all).size, all.length)
  t.ok(all.includes(id), 'parcels are part of the whole stock')
})

t.test('of many who take the last stones at once, the parcel gives no more than it holds', async (t) => {
  const { id } = await parcel({ count: 10, carat: 1 })
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => shop.try('POST', `/parcels/${id}/sell`, { count: 2, carat: 0.2 })),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, 5)
  t.match(await read(id), { count: 0, carat: 0 })
})
