import t from 'tap'
import { stockAt } from '../src/domain/stock-ledger.ts'
import { openShop, usd } from './shop.ts'

const shop = await openShop()
t.teardown(() => shop.app.end())

const open = (facts: Record<string, unknown> = {}) =>
  shop.send('POST', '/stock-counts', { name: 'Year end', storeId: shop.storeA, ...facts })
const scan = async (id: string, codes: string[], locationId?: string) =>
  (await shop.send('POST', `/stock-counts/${id}/scan`, { codes, ...(locationId && { locationId }) })).results

const epc = '3074257BF7194E4000001A85'

t.test('a scanned code leads to its record, in every way it may be written', async (t) => {
  const piece = await shop.piece({
    itemNumber: 'Ring-77',
    barcode: '4006381333931',
    epc: 'urn:epc:tag:sgtin-96:3.0614141.812345.6789',
  })
  const stone = await shop.stone({ stockNumber: 'ST-9', certificateNumber: '2141438171' })
  const parcel = await shop.send('POST', '/parcels', { parcelNumber: 'MELEE-1', storeId: shop.storeA })
  const expected: [string, string][] = [
    ['ring-77', piece.id],
    ['4006381333931', piece.id],
    [epc, piece.id],
    [epc.toLowerCase(), piece.id],
    ['(01)80614141123458(21)6789', piece.id],
    ['st-9', stone.id],
    ['2141438171', stone.id],
    ['melee-1', parcel.id],
  ]
  for (const [code, id] of expected) {
    const { matches } = await shop.send('GET', `/lookup?code=${encodeURIComponent(code)}`)
    t.same(
      matches.map((match: { id: string }) => match.id),
      [id],
      code,
    )
  }
  t.match(await shop.try('GET', '/lookup?code=nothing'), {
    status: 404,
    body: { code: 'INVENTORY_CODE_UNKNOWN' },
  })
  t.match(await shop.try('PATCH', `/pieces/${piece.id}`, { epc: 'no hex' }), {
    status: 422,
    body: { code: 'INVENTORY_CODE_INVALID' },
  })
  const other = await shop.try('POST', '/pieces', { itemNumber: 'Dup', name: 'X', storeId: shop.storeA, epc })
  t.equal(other.status, 409, 'two pieces cannot carry the same tag, however it is written')
  await shop.send('POST', `/pieces/${piece.id}/report-lost`, { reason: 'tidy up' })
  await shop.send('POST', `/stones/${stone.id}/report-lost`, { reason: 'tidy up' })
})

t.test('a count finds what is there, misses what is not and changes the books only when told', async (t) => {
  const [here, there, gone, missing] = [
    await shop.piece({ epc: '3034257BF7194E4000001A86' }),
    await shop.piece({ locationId: shop.tray }),
    await shop.piece(),
    await shop.piece({ cost: usd(7_000) }),
  ]
  const stone = await shop.stone()
  await shop.send('POST', `/pieces/${gone.id}/sell`, {})
  const parcel = await shop.send('POST', '/parcels', {
    parcelNumber: 'MELEE-2',
    count: 10,
    carat: 1,
    storeId: shop.storeA,
  })
  const { id } = await open({ locationId: shop.safe })
  const first = await scan(id, [
    '30 34 25 7B F7 19 4E 40 00 00 1A 86',
    there.itemNumber,
    gone.itemNumber,
    'STRANGE',
    stone.stockNumber,
    'melee-2',
  ])
  t.same(
    first.map(({ outcome, repeated }: { outcome: string; repeated: boolean }) => [outcome, repeated]),
    [
      ['found', false],
      ['elsewhere', false],
      ['should_be_gone', false],
      ['unknown', false],
      ['found', false],
      ['parcel', false],
    ],
  )
  const again = await scan(id, ['STRANGE', here.itemNumber])
  t.same(
    again.map(({ repeated }: { repeated: boolean }) => repeated),
    [true, false],
  )
  await shop.send('POST', `/stock-counts/${id}/parcels`, { code: 'MELEE-2', count: 8, carat: 0.8 })
  await shop.send('POST', `/stock-counts/${id}/parcels`, { parcelId: parcel.id, count: 9, carat: 0.9 })

  const live = await shop.send('GET', `/stock-counts/${id}/variance`)
  t.match(live.totals, {
    expected: 3,
    found: 2,
    missing: 1,
    elsewhere: 1,
    shouldBeGone: 1,
    unknown: 1,
    missingCost: [usd(7_000)],
  })
  t.match(live.missing, [{ id: missing.id, kind: 'piece' }])
  t.match(live.parcels, [{ number: 'MELEE-2', expectedCount: 10, countedCount: 9, count: -1, carat: -0.1 }])

  const closed = await shop.send('POST', `/stock-counts/${id}/close`, { moveFound: true })
  t.match(closed, { status: 'closed', report: { totals: { missing: 1 } } })
  t.notOk('missingCost' in closed.report.totals, 'costs are not kept where everybody reads them')
  t.equal((await shop.send('GET', `/pieces/${missing.id}`)).status, 'in_stock')
  t.equal((await shop.send('GET', `/pieces/${there.id}`)).locationId, shop.safe)
  t.match(await shop.try('POST', `/stock-counts/${id}/scan`, { codes: ['x'] }), {
    status: 409,
    body: { code: 'INVENTORY_COUNT_CLOSED' },
  })

  const second = await open({ name: 'Again' })
  await scan(second.id, [here.itemNumber, there.itemNumber, stone.stockNumber], shop.safe)
  await shop.send('POST', `/stock-counts/${second.id}/parcels`, { parcelId: parcel.id, count: 9, carat: 0.9 })
  await shop.send('POST', `/stock-counts/${second.id}/close`, { bookMissing: true, correctParcels: true })
  t.equal((await shop.send('GET', `/pieces/${missing.id}`)).status, 'lost')
  t.equal((await shop.send('GET', `/pieces/${here.id}`)).status, 'in_stock')
  t.match(await shop.send('GET', `/parcels/${parcel.id}`), { count: 9, carat: 0.9 })
  t.match((await shop.movements({ pieceId: missing.id })).at(-1), {
    type: 'report_lost',
    document: 'count Again',
  })
})

t.test('scans sent twice or by several people at once count once', async (t) => {
  const pieces = await Promise.all(
    Array.from({ length: 20 }, () => shop.piece({ storeId: shop.storeB, locationId: shop.safeB })),
  )
  const { id } = await open({ storeId: shop.storeB })
  const codes = pieces.map(({ itemNumber }) => itemNumber)
  await Promise.all([1, 2, 3, 4].map(() => scan(id, codes)))
  const { totals } = await shop.send('GET', `/stock-counts/${id}/variance`)
  t.match(totals, { expected: 20, found: 20, missing: 0, scans: 20 })
})

t.test(
  'what is sold, received or sent out while a count goes on is neither missing nor a riddle',
  async (t) => {
    const store = await shop.send('POST', '/stores', { name: 'Counted', code: 'CNT' })
    const place = { storeId: store.id, name: 'Case', code: 'CNT-1', type: 'case' }
    const locationId = (await shop.send('POST', '/locations', place)).id
    const facts = { storeId: store.id, locationId }
    const [sold, atWorkshop, missing] = [
      await shop.piece(facts),
      await shop.piece(facts),
      await shop.piece(facts),
    ]
    await shop.send('POST', `/pieces/${atWorkshop.id}/send-to-service`, { reason: 'Resize' })
    t.equal((await shop.send('GET', `/pieces/${atWorkshop.id}`)).locationId, null, 'not in its case')
    const parcel = await shop.send('POST', '/parcels', {
      parcelNumber: 'CNT-P',
      count: 5,
      carat: 0.5,
      ...facts,
    })
    const far = await shop.send('POST', '/parcels', {
      parcelNumber: 'FAR-P',
      count: 5,
      carat: 0.5,
      storeId: shop.storeB,
    })
    const { id } = await open({ name: 'Open day', storeId: store.id })
    await scan(id, [sold.itemNumber])
    await shop.send('POST', `/pieces/${sold.id}/sell`, {})
    const received = await shop.piece({ ...facts, receivedOn: '2026-01-01' })

    const live = await shop.send('GET', `/stock-counts/${id}/variance`)
    t.match(live.totals, { expected: 1, missing: 1, shouldBeGone: 0, elsewhere: 0, moved: 2 })
    t.same(live.moved.map((line: { id: string }) => line.id).sort(), [sold.id, received.id].sort())
    t.match(live.parcelsNotCounted, [{ number: 'CNT-P', expectedCount: 5, carat: 0.5 }])
    const wrong = { parcelId: far.id, count: 4, carat: 0.4 }
    t.match(await shop.try('POST', `/stock-counts/${id}/parcels`, wrong), {
      status: 422,
      body: { code: 'INVENTORY_PLACE_IMPOSSIBLE' },
    })
    await shop.send('POST', `/stock-counts/${id}/parcels`, { parcelId: parcel.id, count: 5, carat: 0.5 })
    await shop.send('POST', `/stock-counts/${id}/close`, { bookMissing: true })
    const status = async (of: { id: string }) => (await shop.send('GET', `/pieces/${of.id}`)).status
    t.equal(await status(missing), 'lost')
    t.equal(await status(received), 'in_stock')
    t.equal(await status(atWorkshop), 'in_service')
  },
)

interface Movement {
  id: string
  at: string
  type: string
  pieceId: string
  fromStatus: string | null
  toStatus: string
  fromOwnership: string
  toOwnership: string
  fromResumes: string | null
  toResumes: string | null
  fromLocationId: string | null
  toLocationId: string | null
  actor: string
}

t.test('the stock of any past instant is what the ledger says, in SQL as in the domain', async (t) => {
  const piece = await shop.piece({ receivedOn: '2024-05-01', cost: usd(1_000), labourCost: usd(500) })
  await shop.piece({ receivedOn: '2025-02-01', ownership: 'consignment', cost: usd(9_000) })
  await shop.send('POST', `/pieces/${piece.id}/reserve`, { counterparty: 'X' })
  const rows: Movement[] = []
  let cursor = ''
  do {
    const page = await shop.send('GET', `/movements?pieceId[isNull]=false&limit=200&sort=id${cursor}`)
    rows.push(...page.data)
    cursor = page.page.nextCursor ? `&cursor=${page.page.nextCursor}` : ''
  } while (cursor)
  const ledger = rows.map((row, sequence) => ({
    pieceId: row.pieceId,
    kind: row.type as 'receive',
    at: row.at,
    sequence,
    actor: row.actor,
    before: null,
    after: {
      status: row.toStatus as 'in_stock',
      ownership: row.toOwnership as 'owned',
      resumes: row.toResumes as null,
      locationId: row.toLocationId,
    },
  }))
  const instants = [...new Set(rows.map(({ at }) => at))].sort()
  const middle = instants.filter((_, index) => index % Math.ceil(instants.length / 25) === 0)
  for (const at of ['2024-05-01T11:59:59.999Z', ...middle, '2099-01-01T00:00:00Z']) {
    const expected = stockAt(ledger, at)
    const found = new Map<string, Record<string, unknown>>()
    let next = ''
    do {
      const page = await shop.send('GET', `/stock-at?at=${at}&kind=piece&left=true&limit=7${next}`)
      for (const line of page.data) found.set(line.id, line)
      next = page.page.nextCursor ? `&cursor=${page.page.nextCursor}` : ''
    } while (next)
    t.same([...found.keys()].sort(), [...expected.keys()].sort(), at)
    for (const [id, { status, ownership, locationId }] of expected)
      t.match(found.get(id), { status, ownership, locationId })
  }
  const value = await shop.send('GET', '/stock-value-at?at=2025-03-01T00:00:00Z')
  t.same(value.onBooks, [usd(1_500)], 'consigned goods are not on the books')
  t.equal(
    value.groups.reduce((sum: number, { goods }: { goods: number }) => sum + goods, 0),
    2,
  )
  const past = await shop.send('GET', `/stock-at?at=2025-03-01T00:00:00Z&store=${shop.storeA}`)
  t.match(
    past.data.find(({ id }: { id: string }) => id === piece.id),
    { status: 'in_stock', onBooks: true, cost: usd(1_500), since: '2024-05-01T12:00:00.000Z' },
  )
  t.same((await shop.send('GET', `/stock-at?at=2025-03-01T00:00:00Z&store=${shop.storeB}`)).data, [])
  t.equal((await shop.try('GET', '/stock-at?at=yesterday')).status, 400)
})
