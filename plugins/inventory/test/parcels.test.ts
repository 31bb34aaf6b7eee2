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

async function lend(lines: object[]): Promise<string> {
  const memo = {
    number: `PM-${++count}`,
    direction: 'out',
    storeId: shop.storeA,
    counterparty: 'Setter & Sons',
  }
  return (await shop.send('POST', '/memos', { ...memo, lines })).id
}

t.test('a part of a parcel goes out on memo, and comes back or is sold', async (t) => {
  const { id } = await parcel()
  const memo = await lend([
    { parcelId: id, count: 30, carat: 1.5, value: usd(90_000) },
    { parcelId: id, count: 20, carat: 1.2, value: usd(60_000) },
  ])
  await shop.send('POST', `/memos/${memo}/issue`)
  t.match(await read(id), { count: 100, carat: 5, lentCount: 50, lentCarat: 2.7 })
  const short = { status: 409, body: { code: 'INVENTORY_PARCEL_SHORT' } }
  t.match(
    await shop.try('POST', `/parcels/${id}/sell`, { count: 51, carat: 2 }),
    short,
    'what is out is not here',
  )
  t.match(await shop.try('PATCH', `/parcels/${id}`, { count: 40, carat: 4 }), { status: 422 })
  await t.rejects(transfer(id), /out on memo/)

  const { lines } = await shop.send('GET', `/memos/${memo}?include=lines`)
  const lineOf = (stones: number) => lines.find((line: { count: number }) => line.count === stones).id
  t.match(await shop.send('POST', `/memos/${memo}/return`, { lineIds: [lineOf(30)], reason: 'Too yellow' }), {
    status: 'partly_returned',
  })
  t.match(await read(id), { count: 100, carat: 5, lentCount: 20, lentCarat: 1.2 })
  t.match(await shop.send('POST', `/memos/${memo}/invoice`, { lineIds: [lineOf(20)] }), {
    status: 'invoiced',
  })
  t.match(await read(id), { count: 80, carat: 3.8, lentCount: 0, lentCarat: 0 })
  t.match(
    (await shop.movements({ parcelId: id })).map(
      ({ type, countChange, caratChange, reason, counterparty }) => [
        type,
        countChange,
        caratChange,
        reason,
        counterparty,
      ],
    ),
    [
      ['receive', 100, 5, null, null],
      ['lend_on_memo', 0, 0, '30 stones of 1.500 ct', 'Setter & Sons'],
      ['lend_on_memo', 0, 0, '20 stones of 1.200 ct', 'Setter & Sons'],
      ['return_from_memo', 0, 0, '30 stones of 1.500 ct: Too yellow', 'Setter & Sons'],
      ['return_from_memo', 0, 0, '20 stones of 1.200 ct', 'Setter & Sons'],
      ['sell', -20, -1.2, null, 'Setter & Sons'],
    ],
  )
})

t.test('no more of a parcel is lent than it holds, however many lend at once', async (t) => {
  const { id } = await parcel()
  const memos = await Promise.all(
    [1, 2, 3].map(() => lend([{ parcelId: id, count: 40, carat: 2, value: usd(1) }])),
  )
  const issued = await Promise.all(memos.map((memo) => shop.try('POST', `/memos/${memo}/issue`)))
  t.same(issued.map(({ status }) => status).sort(), [200, 200, 409])
  t.match(await read(id), { lentCount: 80, lentCarat: 4 })
  const rest = await lend([{ parcelId: id, count: 20, carat: 0.9, value: usd(1) }])
  t.match(await shop.try('POST', `/memos/${rest}/issue`), { body: { code: 'INVENTORY_PARCEL_REMAINDER' } })
})

t.test('a line of a memo says how much of a parcel, and of nothing else', async (t) => {
  const { id } = await parcel()
  const [stone, value] = [await shop.stone(), usd(1)]
  const refused = {
    status: 422,
    body: { code: 'RULE_VIOLATED', detail: /"a line (names either|says how many)/ },
  }
  for (const line of [
    { parcelId: id, value },
    { parcelId: id, count: 5, value },
    { stoneId: stone.id, count: 1, carat: 1, value },
    { parcelId: id, stoneId: stone.id, count: 1, carat: 1, value },
    { value },
  ]) {
    const memo = { number: `PM-${++count}`, direction: 'out', storeId: shop.storeA, counterparty: 'X' }
    t.match(await shop.try('POST', '/memos', { ...memo, lines: [line] }), refused, JSON.stringify(line))
  }
})
