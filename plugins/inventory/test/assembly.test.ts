import fc from 'fast-check'
import t from 'tap'
import { openShop, usd } from './shop.ts'

const shop = await openShop()
t.teardown(() => shop.app.end())

let counter = 0

async function parcel(count: number, carat: number, costPerCarat = usd(40_000)) {
  const parcelNumber = `M-${++counter}`
  return shop.send('POST', '/parcels', {
    parcelNumber,
    count,
    carat,
    costPerCarat,
    storeId: shop.storeA,
    shape: 'round',
  })
}

async function mounting(facts: Record<string, unknown> = {}) {
  const alloy = await shop.send('POST', '/alloys', {
    name: '18K yellow',
    code: `18KY-${++counter}`,
    metal: 'gold',
    color: 'yellow',
    fineness: 750,
  })
  return shop.piece({
    name: 'Mounting',
    grossWeight: 3.2,
    cost: usd(20_000),
    labourCost: usd(5_000),
    metals: [{ alloyId: alloy.id, netWeight: 3.1, grossWeight: 3.2 }],
    findings: [{ description: 'Peg head', count: 1 }],
    ...facts,
  })
}

/** What must be the same after taking apart what was assembled. */
async function facts(parts: { pieces: string[]; stones: string[]; parcels: string[] }) {
  const pieces = await Promise.all(
    parts.pieces.map((id) => shop.send('GET', `/pieces/${id}?include=metals,findings`)),
  )
  const stones = await Promise.all(parts.stones.map((id) => shop.send('GET', `/stones/${id}`)))
  const parcels = await Promise.all(parts.parcels.map((id) => shop.send('GET', `/parcels/${id}`)))
  return {
    pieces: pieces.map(({ status, cost, labourCost, otherCost, grossWeight, metals, findings, storeId }) => ({
      status,
      cost,
      labourCost,
      otherCost,
      grossWeight,
      metals,
      findings,
      storeId,
    })),
    stones: stones.map(({ status, cost, carat, storeId }) => ({ status, cost, carat, storeId })),
    parcels: parcels.map(({ count, carat, costPerCarat }) => ({ count, carat, costPerCarat })),
  }
}

t.test('a piece of a mounting, a stone and melee costs and weighs what its parts do', async (t) => {
  const mount = await mounting()
  const stone = await shop.stone({ carat: 1.5, cost: usd(500_000), color: 'F', clarity: 'VS1' })
  const melee = await parcel(100, 2)
  const ring = await shop.send('POST', '/pieces/assemble', {
    itemNumber: 'RING-1',
    name: 'Solitaire with halo',
    mountingIds: [mount.id],
    stones: [{ stoneId: stone.id, position: 'Centre' }],
    parcels: [{ parcelId: melee.id, count: 20, carat: 0.4, position: 'Halo' }],
    labourCost: usd(7_500),
    price: usd(1_200_000),
  })
  t.match(ring, {
    status: 'in_stock',
    cost: usd(20_000 + 500_000 + 16_000),
    labourCost: usd(12_500),
    grossWeight: 3.58,
    locationId: shop.safe,
  })
  const read = await shop.send('GET', `/pieces/${ring.id}?include=metals,settings,findings,components`)
  t.equal(read.metals.length, 1)
  t.equal(read.findings.length, 1)
  t.equal(read.components[0].componentId, mount.id)
  t.match(
    read.settings.map(({ stoneId, parcelId, count, carat, cost, position }: Record<string, unknown>) => ({
      stoneId,
      parcelId,
      count,
      carat,
      cost,
      position,
    })),
    [
      { stoneId: stone.id, parcelId: null, count: 1, carat: 1.5, cost: usd(500_000), position: 'Centre' },
      { stoneId: null, parcelId: melee.id, count: 20, carat: 0.4, cost: usd(16_000), position: 'Halo' },
    ],
  )
  t.match(await shop.send('GET', `/parcels/${melee.id}`), { count: 80, carat: 1.6 })
  t.equal((await shop.send('GET', `/stones/${stone.id}`)).status, 'consumed')
  const set = (await shop.movements({ parcelId: melee.id })).at(-1)
  t.match(set, { type: 'set', countChange: -20, caratChange: -0.4, document: 'RING-1' })

  const edited = await shop.try('PATCH', `/pieces/${ring.id}`, { settings: [] })
  t.match(edited, { status: 409, body: { code: 'INVENTORY_LINKED_PARTS' } })
  const held = await shop.try('POST', `/stones/${stone.id}/recover`, { locationId: shop.safe })
  t.match(held, { status: 409, body: { code: 'INVENTORY_HELD_BY_DOCUMENT' } })
  t.match(held.body.detail, /RING-1/)
  const twice = await shop.try('POST', '/pieces/assemble', {
    itemNumber: 'RING-2',
    name: 'Another',
    mountingIds: [],
    stones: [{ stoneId: stone.id }],
  })
  t.match(twice, { status: 409, body: { code: 'INVENTORY_STATUS_FORBIDS' } })
})

t.test('whatever is assembled comes apart again with nothing lost, and goes together again', async (t) => {
  const cases = fc.record({
    mountings: fc.integer({ min: 0, max: 2 }),
    stones: fc.array(fc.integer({ min: 200, max: 3000 }), { minLength: 1, maxLength: 3 }),
    melee: fc.option(
      fc.record({
        count: fc.integer({ min: 1, max: 60 }),
        each: fc.integer({ min: 3, max: 30 }),
        perCarat: fc.integer({ min: 1, max: 99_999 }),
        take: fc.integer({ min: 1, max: 60 }),
      }),
      { nil: undefined },
    ),
  })
  await fc.assert(
    fc.asyncProperty(cases, async ({ mountings, stones, melee }) => {
      const pieces = []
      for (let index = 0; index < mountings; index++) pieces.push(await mounting())
      const loose = []
      for (const thousandths of stones)
        loose.push(await shop.stone({ carat: thousandths / 1000, cost: usd(thousandths * 7) }))
      const bag = melee && (await parcel(melee.count, (melee.count * melee.each) / 1000, usd(melee.perCarat)))
      const taken = melee && Math.min(melee.take, melee.count)
      const parts = {
        pieces: pieces.map(({ id }) => id),
        stones: loose.map(({ id }) => id),
        parcels: bag ? [bag.id] : [],
      }
      const before = await facts(parts)
      const made = await shop.send('POST', '/pieces/assemble', {
        itemNumber: `X-${++counter}`,
        name: 'Anything',
        mountingIds: parts.pieces,
        stones: parts.stones.map((stoneId) => ({ stoneId })),
        parcels:
          bag && melee && taken
            ? [{ parcelId: bag.id, count: taken, carat: (taken * melee.each) / 1000 }]
            : [],
      })
      const apart = await shop.send('POST', `/pieces/${made.id}/take-apart`, { locationId: shop.tray })
      const after = await facts(parts)
      t.same(after, before)
      t.equal(apart.status, 'consumed')
      const again = await shop.send('POST', `/pieces/${made.id}/put-together`, { locationId: shop.safe })
      t.match(again, {
        status: 'in_stock',
        cost: made.cost,
        labourCost: made.labourCost,
        grossWeight: made.grossWeight,
      })
      await shop.send('POST', `/pieces/${made.id}/take-apart`, { locationId: shop.tray })
      t.same(await facts(parts), before)
    }),
    { numRuns: 12 },
  )
})

t.test('a piece that was bought finished cannot be taken apart into parts nobody knows', async (t) => {
  const { id } = await shop.piece()
  const refused = await shop.try('POST', `/pieces/${id}/take-apart`, { locationId: shop.safe })
  t.match(refused, { status: 409, body: { code: 'INVENTORY_NOT_ASSEMBLED' } })
})

t.test('parts in two stores are not one piece', async (t) => {
  const mount = await mounting()
  const stone = await shop.stone({ storeId: shop.storeB, locationId: shop.safeB })
  const refused = await shop.try('POST', '/pieces/assemble', {
    itemNumber: 'TWO',
    name: 'Two stores',
    mountingIds: [mount.id],
    stones: [{ stoneId: stone.id }],
  })
  t.match(refused, { status: 422, body: { code: 'INVENTORY_PLACE_IMPOSSIBLE' } })
  t.equal((await shop.send('GET', `/pieces/${mount.id}`)).status, 'in_stock', 'nothing was changed')
})

t.test('count and weight of parcels are the sum of their movements and never below zero', async (t) => {
  const melee = await parcel(10, 1, usd(10_000))
  const more = await shop.send('POST', `/parcels/${melee.id}/receive`, {
    count: 10,
    carat: 1,
    cost: usd(20_000),
  })
  t.match(more, { count: 20, carat: 2, costPerCarat: usd(15_000) })
  const short = await shop.try('POST', `/parcels/${melee.id}/sell`, { count: 21, carat: 1 })
  t.match(short, { status: 409, body: { code: 'INVENTORY_PARCEL_SHORT' } })
  const remainder = await shop.try('POST', `/parcels/${melee.id}/sell`, { count: 20, carat: 1.5 })
  t.match(remainder, { status: 409, body: { code: 'INVENTORY_PARCEL_REMAINDER' } })
  const sold = await Promise.all(
    Array.from({ length: 12 }, () => shop.try('POST', `/parcels/${melee.id}/sell`, { count: 2, carat: 0.2 })),
  )
  t.equal(sold.filter(({ status }) => status === 200).length, 10, 'ten times two, then it is empty')
  t.match(await shop.send('GET', `/parcels/${melee.id}`), { count: 0, carat: 0 })
  const from = await parcel(50, 5, usd(10_000))
  const into = await shop.send('POST', `/parcels/${from.id}/split`, {
    count: 20,
    carat: 2,
    parcelNumber: 'SPLIT-1',
  })
  t.match(into, { count: 20, carat: 2, costPerCarat: usd(10_000), parcelNumber: 'SPLIT-1', shape: 'round' })
  await shop.send('PATCH', `/parcels/${from.id}`, { count: 29, carat: 2.9 })
  await shop.send('POST', `/parcels/${from.id}/correct`, { count: 28, carat: 2.8, reason: 'Weighed again' })
  const movements = await shop.movements({ parcelId: from.id })
  t.same(
    movements.map(({ type, countChange }) => [type, countChange]),
    [
      ['receive', 50],
      ['split_out', -20],
      ['correct', -1],
      ['correct', -1],
    ],
  )
  await t.rejects(shop.app.database.query('update parcels set count = -1 where id = $1', [from.id]))
})

t.test("a customer's stone in our mounting is not taken on the books unsaid", async (t) => {
  const mounting = await shop.piece({ cost: usd(20_000) })
  const theirs = await shop.stone({ ownership: 'customer_property' })
  const body = {
    itemNumber: 'MIX-1',
    name: 'Ring',
    mountingIds: [mounting.id],
    stones: [{ stoneId: theirs.id }],
  }
  t.match(await shop.try('POST', '/pieces/assemble', body), {
    status: 409,
    body: { code: 'INVENTORY_OWNERSHIP_FORBIDS', errors: [{ pointer: '/ownership' }] },
  })
  const made = await shop.send('POST', '/pieces/assemble', { ...body, ownership: 'customer_property' })
  t.equal(made.ownership, 'customer_property')
  const own = await shop.stone({ ownership: 'customer_property' })
  const all = { itemNumber: 'MIX-2', name: 'Pendant', mountingIds: [], stones: [{ stoneId: own.id }] }
  t.equal((await shop.send('POST', '/pieces/assemble', all)).ownership, 'customer_property')
})
