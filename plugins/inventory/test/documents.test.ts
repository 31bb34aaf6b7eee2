import t from 'tap'
import { openShop, usd } from './shop.ts'

const shop = await openShop()
t.teardown(() => shop.app.end())

const status = async (id: string) => (await shop.send('GET', `/pieces/${id}`)).status

t.test('goods lent on memo come back or are sold, line by line', async (t) => {
  const [one, two, three] = [await shop.piece(), await shop.piece(), await shop.piece()]
  const memo = await shop.send('POST', '/memos', {
    number: 'M-100',
    direction: 'out',
    storeId: shop.storeA,
    counterparty: 'Gallery North',
    dueOn: '2020-02-01',
    lines: [one, two, three].map(({ id }) => ({ pieceId: id, value: usd(100_000) })),
  })
  t.equal(memo.status, 'draft')
  const early = await shop.try('POST', `/memos/${memo.id}/return`, { locationId: shop.safe })
  t.match(early, { status: 409, body: { code: 'INVENTORY_DOCUMENT_STATUS' } })
  t.equal((await shop.send('POST', `/memos/${memo.id}/issue`)).status, 'issued')
  t.equal(await status(one.id), 'memo_out')
  t.match(await shop.try('POST', `/memos/${memo.id}/issue`), { status: 409 })
  t.match(await shop.try('PATCH', `/memos/${memo.id}`, { lines: [] }), {
    status: 409,
    body: { code: 'INVENTORY_DOCUMENT_SETTLED' },
  })
  t.match(await shop.try('DELETE', `/memos/${memo.id}`), { status: 409 })
  t.match(await shop.try('POST', `/pieces/${one.id}/sell`, {}), {
    status: 409,
    body: { code: 'INVENTORY_HELD_BY_DOCUMENT' },
  })

  const overdue = await shop.send('GET', '/memos/overdue?q=gallery&total=exact')
  t.equal(overdue.page.total, 1)
  const { lines } = await shop.send('GET', `/memos/${memo.id}?include=lines`)
  const line = (id: string) => lines.find(({ pieceId }: { pieceId: string }) => pieceId === id).id
  const partly = await shop.send('POST', `/memos/${memo.id}/return`, {
    lineIds: [line(one.id)],
    locationId: shop.tray,
  })
  t.equal(partly.status, 'partly_returned')
  t.match(await shop.send('GET', `/pieces/${one.id}`), { status: 'in_stock', locationId: shop.tray })
  const again = await shop.try('POST', `/memos/${memo.id}/return`, {
    lineIds: [line(one.id)],
    locationId: shop.tray,
  })
  t.equal(again.status, 409)
  const invoiced = await shop.send('POST', `/memos/${memo.id}/invoice`, { lineIds: [line(two.id)] })
  t.equal(invoiced.status, 'partly_returned')
  t.equal(await status(two.id), 'sold')
  t.match(await shop.try('POST', `/memos/${memo.id}/close`), { status: 409 })
  t.equal((await shop.send('POST', `/memos/${memo.id}/invoice`, {})).status, 'invoiced')
  const summary = await shop.send('GET', `/memos/${memo.id}/summary`)
  t.match(summary, {
    overdue: false,
    totals: [
      { status: 'returned', lines: 1 },
      { status: 'invoiced', lines: 2, value: usd(200_000) },
    ],
  })
  t.equal((await shop.send('POST', `/memos/${memo.id}/close`)).status, 'closed')
  t.equal((await shop.send('GET', '/memos/overdue?total=exact')).page.total, 0)
  const ledger = await shop.movements({ pieceId: two.id })
  t.match(ledger.at(-1), { type: 'sell', document: 'memo M-100', counterparty: 'Gallery North' })
})

t.test("a vendor's goods are bought or given back", async (t) => {
  const supplier = await shop.send('POST', '/suppliers', { name: 'Vendor Ltd', code: 'V1' })
  const [kept, back] = [
    await shop.piece({ ownership: 'vendor_memo' }),
    await shop.piece({ ownership: 'vendor_memo' }),
  ]
  const memo = await shop.send('POST', '/memos', {
    number: 'IN-1',
    direction: 'in',
    storeId: shop.storeA,
    supplierId: supplier.id,
    lines: [kept, back].map(({ id }) => ({ pieceId: id, value: usd(50_000) })),
  })
  await shop.send('POST', `/memos/${memo.id}/issue`)
  t.equal(await status(kept.id), 'in_stock')
  const { lines } = await shop.send('GET', `/memos/${memo.id}?include=lines`)
  const line = (id: string) => lines.find(({ pieceId }: { pieceId: string }) => pieceId === id).id
  await shop.send('POST', `/memos/${memo.id}/invoice`, { lineIds: [line(kept.id)] })
  t.match(await shop.send('GET', `/pieces/${kept.id}`), { ownership: 'owned', status: 'in_stock' })
  await shop.send('POST', `/memos/${memo.id}/return`, {})
  t.equal(await status(back.id), 'returned_to_vendor')
})

t.test('a memo whose goods cannot all be lent lends none', async (t) => {
  const [good, sold] = [await shop.piece(), await shop.piece()]
  await shop.send('POST', `/pieces/${sold.id}/sell`, {})
  const memo = await shop.send('POST', '/memos', {
    number: 'M-200',
    direction: 'out',
    storeId: shop.storeA,
    counterparty: 'X',
    lines: [good, sold].map(({ id }) => ({ pieceId: id, value: usd(1) })),
  })
  t.equal((await shop.try('POST', `/memos/${memo.id}/issue`)).status, 409)
  t.equal(await status(good.id), 'in_stock')
})

t.test('a transfer is sent by one store and received by the other, what is missing later', async (t) => {
  const [here, late, reserved] = [await shop.piece(), await shop.piece(), await shop.piece()]
  await shop.send('POST', `/pieces/${reserved.id}/reserve`, { counterparty: 'B' })
  const draft = await shop.send('POST', '/transfers', {
    number: 'T-1',
    fromStoreId: shop.storeA,
    toStoreId: shop.storeB,
    lines: [here, late, reserved].map(({ id }) => ({ pieceId: id })),
  })
  const [sender, receiver] = [shop.storeA, shop.storeB]
  const papers = ['transfers.*', 'pieces.read']
  await t.rejects(
    shop.runIn(sender, papers, 'transfers.send', { id: draft.id }),
    { code: 'FORBIDDEN' },
    'who may not move goods does not move them by paper either',
  )
  const granted = [...papers, 'inventory.move']
  await t.rejects(shop.runIn(receiver, granted, 'transfers.send', { id: draft.id }), {
    code: 'INVENTORY_DOCUMENT_INCOMPLETE',
  })
  await shop.runIn(sender, granted, 'transfers.send', { id: draft.id })
  t.match(await shop.send('GET', `/pieces/${here.id}`), { status: 'in_transit', locationId: null })
  t.equal((await shop.try('POST', `/pieces/${here.id}/transfer-in`, { locationId: shop.safe })).status, 409)
  const { lines } = await shop.send('GET', `/transfers/${draft.id}?include=lines`)
  const line = (id: string) => lines.find(({ pieceId }: { pieceId: string }) => pieceId === id).id
  await t.rejects(shop.runIn(sender, granted, 'transfers.receive', { id: draft.id, locationId: shop.safe }))
  await shop.runIn(receiver, granted, 'transfers.receive', {
    id: draft.id,
    locationId: shop.safeB,
    missingLineIds: [line(late.id)],
  })
  t.match(await shop.send('GET', `/pieces/${here.id}`), {
    status: 'in_stock',
    storeId: shop.storeB,
    locationId: shop.safeB,
  })
  t.match(await shop.send('GET', `/pieces/${reserved.id}`), { status: 'reserved', storeId: shop.storeB })
  t.equal(await status(late.id), 'in_transit')
  await shop.runIn(receiver, granted, 'transfers.receive', { id: draft.id, locationId: shop.safeB })
  t.equal(await status(late.id), 'in_stock')
  await t.rejects(
    shop.runIn(receiver, granted, 'transfers.receive', { id: draft.id, locationId: shop.safeB }),
  )
})

t.test('a cancelled transfer puts goods back where they left from', async (t) => {
  const { id } = await shop.piece({ locationId: shop.tray })
  const draft = await shop.send('POST', '/transfers', {
    number: 'T-2',
    fromStoreId: shop.storeA,
    toStoreId: shop.storeB,
    lines: [{ pieceId: id }],
  })
  await shop.send('POST', `/transfers/${draft.id}/send`)
  t.equal((await shop.send('POST', `/transfers/${draft.id}/cancel`, {})).status, 'cancelled')
  t.match(await shop.send('GET', `/pieces/${id}`), {
    status: 'in_stock',
    locationId: shop.tray,
    storeId: shop.storeA,
  })
})

t.test("somebody of one store neither sees nor changes another one's goods", async (t) => {
  const mine = await shop.piece({ storeId: shop.storeB, locationId: shop.safeB })
  const other = await shop.piece()
  const granted = [
    'pieces.*',
    'inventory.move',
    'inventory.correct',
    'movements.read',
    'stones.read',
    'parcels.read',
    'memos.*',
  ]
  const run = (operation: string, input: unknown) => shop.runIn(shop.storeB, granted, operation, input)
  t.equal((await run('pieces.get', { id: mine.id })).id, mine.id)
  const missing = { code: 'NOT_FOUND', status: 404 }
  await t.rejects(run('pieces.get', { id: other.id }), missing)
  await t.rejects(run('pieces.sell', { id: other.id }), missing)
  await t.rejects(run('pieces.allowed-transitions', { id: other.id }), missing)
  await t.rejects(run('pieces.move', { id: other.id, locationId: shop.safeB }), missing)
  await t.rejects(run('pieces.tags', { ids: [other.id], stock: 'ratTail', format: 'zpl' }), missing)
  await t.rejects(run('inventory.lookup', { code: other.itemNumber }), { code: 'INVENTORY_CODE_UNKNOWN' })
  await t.rejects(run('pieces.create', { itemNumber: 'SMUGGLED', name: 'X', storeId: shop.storeA }), {
    code: 'VALIDATION_FAILED',
  })
  await t.rejects(run('pieces.correct', { id: mine.id, storeId: shop.storeA, reason: 'x' }), {
    code: 'VALIDATION_FAILED',
  })
  const { data } = await run('inventory.stock-at', { at: new Date().toISOString() })
  t.same([...new Set(data.map(({ storeId }: { storeId: string }) => storeId))], [shop.storeB])
  const memo = await run('memos.create', {
    number: 'M-B',
    direction: 'out',
    storeId: shop.storeB,
    counterparty: 'X',
    lines: [{ pieceId: other.id, value: usd(1) }],
  })
  await t.rejects(run('memos.issue', { id: memo.id }), missing)
})
