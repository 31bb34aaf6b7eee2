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
  await t.rejects(transfer(id), /stand on a memo/)

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

async function line(memo: string, at = 0) {
  return (await shop.send('GET', `/memos/${memo}?include=lines`)).lines[at]
}

t.test(
  'of a line with stones of a parcel a part comes back, a part is invoiced, and the rest stays out',
  async (t) => {
    const { id } = await parcel()
    const memo = await lend([{ parcelId: id, count: 30, carat: 1.5, value: usd(100_000) }])
    await shop.send('POST', `/memos/${memo}/issue`)
    const { id: lineId } = await line(memo)
    const settle = (verb: string, count: number, carat: number) =>
      shop.try('POST', `/memos/${memo}/${verb}`, { parts: [{ lineId, count, carat }] })
    t.match(await settle('return', 10, 0.5), { status: 200, body: { status: 'partly_returned' } })
    t.match(await line(memo), {
      status: 'out',
      count: 30,
      returnedCount: 10,
      returnedCarat: 0.5,
      invoicedCount: 0,
    })
    t.match(await read(id), { count: 100, carat: 5, lentCount: 20, lentCarat: 1 })
    t.match(await settle('invoice', 7, 0.333), { status: 200 })
    t.match(await read(id), { count: 93, carat: 4.667, lentCount: 13, lentCarat: 0.667 })
    t.match(await settle('return', 14, 0.6), { status: 409, body: { code: 'INVENTORY_PARCEL_SHORT' } })
    t.match(await settle('return', 13, 0.6), { status: 409, body: { code: 'INVENTORY_PARCEL_REMAINDER' } })
    t.match(await read(id), { count: 93, lentCount: 13 }, 'what is refused changes nothing')
    const { totals } = await shop.send('GET', `/memos/${memo}/summary`)
    t.same(
      totals.map(({ status, value }: { status: string; value: object }) => [status, value]),
      [
        ['invoiced', usd(22_200)],
        ['returned', usd(33_333)],
        ['out', usd(44_467)],
      ],
      'together the value of the line, to the last cent',
    )
    t.match(await shop.send('POST', `/memos/${memo}/return`, {}), { status: 'invoiced' })
    t.match(await line(memo), {
      status: 'invoiced',
      returnedCount: 23,
      returnedCarat: 1.167,
      invoicedCount: 7,
    })
    t.match(await read(id), { count: 93, carat: 4.667, lentCount: 0, lentCarat: 0 })
    t.same(
      (await shop.movements({ parcelId: id })).map(({ type, countChange, reason }) => [
        type,
        countChange,
        reason,
      ]),
      [
        ['receive', 100, null],
        ['lend_on_memo', 0, '30 stones of 1.500 ct'],
        ['return_from_memo', 0, '10 stones of 0.500 ct'],
        ['return_from_memo', 0, '7 stones of 0.333 ct'],
        ['sell', -7, null],
        ['return_from_memo', 0, '13 stones of 0.667 ct'],
      ],
    )
  },
)

t.test('a part is named once, and of stones of a parcel only', async (t) => {
  const [{ id }, piece] = [await parcel(), await shop.piece()]
  const memo = await lend([
    { parcelId: id, count: 10, carat: 0.5, value: usd(1) },
    { pieceId: piece.id, value: usd(1) },
  ])
  await shop.send('POST', `/memos/${memo}/issue`)
  const lines = [await line(memo), await line(memo, 1)]
  const [stones, ring] = lines[0].parcelId ? lines : [lines[1], lines[0]]
  const refused = { status: 409, body: { code: 'INVENTORY_DOCUMENT_STATUS' } }
  const part = { lineId: stones.id, count: 1, carat: 0.05 }
  for (const body of [
    { parts: [part, part] },
    { parts: [part], lineIds: [stones.id] },
    { parts: [{ ...part, lineId: ring.id }] },
  ])
    t.match(await shop.try('POST', `/memos/${memo}/return`, body), refused, JSON.stringify(body))
})

t.test('who settles the same stones at once gets each of them once', async (t) => {
  const { id } = await parcel()
  const memo = await lend([{ parcelId: id, count: 10, carat: 1, value: usd(1) }])
  await shop.send('POST', `/memos/${memo}/issue`)
  const { id: lineId } = await line(memo)
  const answers = await Promise.all(
    ['return', 'invoice', 'return', 'invoice'].map((verb) =>
      shop.try('POST', `/memos/${memo}/${verb}`, { parts: [{ lineId, count: 4, carat: 0.4 }] }),
    ),
  )
  t.same(answers.map(({ status }) => status).sort(), [200, 200, 409, 409])
  t.match(await read(id), { lentCount: 2, lentCarat: 0.2 })
  await t.rejects(
    shop.app.database.query('update memo_lines set returned_count = returned_count + 3 where id = $1', [
      lineId,
    ]),
    /no more is settled than was lent/,
  )
})

const held = { status: 409, body: { code: 'INVENTORY_PARCEL_SHORT' } }

async function vendors(facts: object = {}) {
  const vendor = await parcel({ ownership: 'vendor_memo', costPerCarat: undefined, ...facts })
  const supplier = await shop.send('POST', '/suppliers', { name: `Vendor ${count}`, code: `PV${count}` })
  const memo = await shop.send('POST', '/memos', {
    number: `IN-${count}`,
    direction: 'in',
    storeId: shop.storeA,
    supplierId: supplier.id,
    lines: [{ parcelId: vendor.id, count: 100, carat: 5, value: usd(200_000) }],
  })
  await shop.send('POST', `/memos/${memo.id}/issue`)
  return { vendor, memo: memo.id as string, lineId: (await line(memo.id)).id as string }
}

t.test("a supplier's parcel comes in on memo, is bought in part and goes back in part", async (t) => {
  const { vendor, memo, lineId } = await vendors()
  t.match(await read(vendor.id), { ownership: 'vendor_memo', count: 100, lentCount: 100, lentCarat: 5 })
  t.match(await shop.try('POST', `/parcels/${vendor.id}/sell`, { count: 1, carat: 0.05 }), held)
  t.match(await shop.try('PATCH', `/parcels/${vendor.id}`, { ownership: 'owned' }), {
    status: 409,
    body: { code: 'INVENTORY_HELD_BY_DOCUMENT' },
  })
  const part = { lineId, count: 30, carat: 1.5 }
  t.match(await shop.try('POST', `/memos/${memo}/invoice`, { parts: [part] }), {
    status: 422,
    body: { code: 'INVENTORY_DOCUMENT_INCOMPLETE', detail: /intoId/ },
  })
  const parcelNumber = `BOUGHT-${++count}`
  await shop.send('POST', `/memos/${memo}/invoice`, { parts: [{ ...part, parcelNumber }] })
  const { data } = await shop.send('GET', `/parcels?parcelNumber=${parcelNumber}`)
  t.match(data, [
    { ownership: 'owned', count: 30, carat: 1.5, costPerCarat: usd(40_000), locationId: shop.safe },
  ])
  await shop.send('POST', `/memos/${memo}/return`, { parts: [{ lineId, count: 20, carat: 1 }] })
  t.match(await read(vendor.id), { count: 50, carat: 2.5, lentCount: 50, lentCarat: 2.5 })
  const at = async () =>
    (await shop.send('GET', `/stock-at?at=2099-01-01T00:00:00Z&kind=parcel&limit=200`)).data.find(
      ({ id }: { id: string }) => id === vendor.id,
    )
  t.match(await at(), { ownership: 'vendor_memo', onBooks: false, count: 50 })
  t.match(await shop.send('POST', `/memos/${memo}/invoice`, {}), { status: 'invoiced' })
  t.match(await read(vendor.id), {
    ownership: 'owned',
    count: 50,
    carat: 2.5,
    lentCount: 0,
    costPerCarat: usd(40_000),
  })
  t.match(await at(), { ownership: 'owned', onBooks: true, cost: usd(100_000) })
  t.same(
    (await shop.movements({ parcelId: vendor.id })).map(({ type, countChange, toOwnership }) => [
      type,
      countChange,
      toOwnership,
    ]),
    [
      ['receive', 100, 'vendor_memo'],
      ['split_out', -30, 'vendor_memo'],
      ['return_to_vendor', -20, 'vendor_memo'],
      ['change_ownership', 0, 'owned'],
    ],
  )
})

t.test("a supplier's stones go into a parcel of ours in the same store only", async (t) => {
  const { memo, lineId } = await vendors()
  const mine = await parcel({ costPerCarat: usd(20_000) })
  const [other, elsewhere] = [await vendors(), await parcel({ storeId: shop.storeB, locationId: shop.safeB })]
  const buy = (intoId: string) =>
    shop.try('POST', `/memos/${memo}/invoice`, { parts: [{ lineId, count: 100, carat: 5, intoId }] })
  t.match(await buy(other.vendor.id), { status: 409, body: { code: 'INVENTORY_OWNERSHIP_FORBIDS' } })
  t.match(await buy(elsewhere.id), { status: 422, body: { code: 'INVENTORY_PLACE_IMPOSSIBLE' } })
  t.match(await buy(mine.id), { status: 200, body: { status: 'invoiced' } })
  t.match(await read(mine.id), { count: 200, carat: 10, costPerCarat: usd(30_000) })
})

t.test('a memo takes parcels of the side that they belong to', async (t) => {
  const ours = await parcel()
  const vendor = await parcel({ ownership: 'vendor_memo' })
  const part = { count: 1, carat: 0.05, value: usd(1) }
  const out = await lend([{ parcelId: vendor.id, ...part }])
  const refused = { status: 422, body: { code: 'INVENTORY_DOCUMENT_INCOMPLETE' } }
  t.match(await shop.try('POST', `/memos/${out}/issue`), refused)
  const supplier = await shop.send('POST', '/suppliers', { name: 'Owners', code: 'OWN' })
  const into = await shop.send('POST', '/memos', {
    number: 'IN-ours',
    direction: 'in',
    storeId: shop.storeA,
    supplierId: supplier.id,
    lines: [{ parcelId: ours.id, ...part }],
  })
  t.match(await shop.try('POST', `/memos/${into.id}/issue`), refused)
  const split = { count: 1, carat: 0.05, intoId: ours.id }
  t.match(await shop.try('POST', `/parcels/${vendor.id}/split`, split), {
    status: 409,
    body: { code: 'INVENTORY_OWNERSHIP_FORBIDS' },
  })
})
