import t from 'tap'
import { openShop, usd } from './shop.ts'

const shop = await openShop()
t.teardown(() => shop.app.end())

const supplier = await shop.send('POST', '/suppliers', { name: 'Vendor Ltd', code: 'V1' })
let count = 0

async function memo(direction: 'in' | 'out', goods: { id: string }[], storeId = shop.storeA) {
  const { id } = await shop.send('POST', '/memos', {
    number: `H-${++count}`,
    direction,
    storeId,
    ...(direction === 'in' ? { supplierId: supplier.id } : { counterparty: 'Gallery' }),
    lines: goods.map(({ id }) => ({ pieceId: id, value: usd(50_000) })),
  })
  return id as string
}

async function issued(direction: 'in' | 'out', goods: { id: string }[]) {
  const id = await memo(direction, goods)
  await shop.send('POST', `/memos/${id}/issue`)
  return id
}

const held = { status: 409, body: { code: 'INVENTORY_HELD_BY_DOCUMENT' } }
const lines = async (id: string) =>
  (await shop.send('GET', `/memos/${id}?include=lines`)).lines.map(({ status }: { status: string }) => status)

t.test(
  "a vendor's goods are given back or bought through the memo that holds them, and only once",
  async (t) => {
    const vendors = await shop.piece({ ownership: 'vendor_memo' })
    const id = await issued('in', [vendors])
    const path = `/pieces/${vendors.id}`
    t.match(await shop.try('POST', `${path}/return-to-vendor`, { counterparty: 'V' }), held)
    t.match(await shop.try('POST', `${path}/change-ownership`, { ownership: 'owned' }), held)
    t.match(await shop.try('PATCH', path, { ownership: 'owned' }), held)
    const second = await memo('in', [vendors])
    t.match(await shop.try('POST', `/memos/${second}/issue`), held, 'nothing is on two memos')
    t.equal((await shop.send('POST', `/memos/${id}/invoice`, {})).status, 'invoiced')
    t.match(await shop.send('GET', path), { ownership: 'owned', cost: usd(50_000) }, 'it costs what was paid')
    const [last] = (await shop.movements({ pieceId: vendors.id })).slice(-1)
    t.match(last, { type: 'change_ownership', bookCost: usd(50_000) })
  },
)

t.test(
  'what was given back is not bought, and what was corrected leaves no memo open for ever',
  async (t) => {
    const vendors = await shop.piece({ ownership: 'vendor_memo' })
    const id = await issued('in', [vendors])
    await shop.send('POST', `/pieces/${vendors.id}/correct`, {
      reason: 'Went back with the courier',
      status: 'returned_to_vendor',
    })
    t.match(await shop.try('POST', `/memos/${id}/invoice`, {}), {
      status: 422,
      body: { code: 'INVENTORY_DOCUMENT_INCOMPLETE' },
    })
    t.equal((await shop.send('POST', `/memos/${id}/return`, {})).status, 'returned')
  },
)

t.test('goods lost on memo are paid by the holder or end as lost', async (t) => {
  const [paid, lost, back] = [await shop.piece(), await shop.piece(), await shop.piece()]
  const id = await issued('out', [paid, lost, back])
  for (const one of [paid, lost])
    await shop.send('POST', `/pieces/${one.id}/report-lost`, { reason: 'Burglary at the gallery' })
  const all = (await shop.send('GET', `/memos/${id}?include=lines`)).lines
  const line = all.find(({ pieceId }: { pieceId: string }) => pieceId === paid.id)
  await shop.send('POST', `/memos/${id}/invoice`, { lineIds: [line.id] })
  t.equal((await shop.send('GET', `/pieces/${paid.id}`)).status, 'lost')
  t.equal((await shop.send('POST', `/memos/${id}/return`, { locationId: shop.safe })).status, 'invoiced')
  t.same((await lines(id)).sort(), ['invoiced', 'lost', 'returned'])
  t.equal((await shop.send('GET', `/pieces/${back.id}`)).status, 'in_stock')
})

t.test('a memo lends the goods of its own store', async (t) => {
  const other = await shop.piece({ storeId: shop.storeB, locationId: shop.safeB })
  const id = await memo('out', [other])
  t.match(await shop.try('POST', `/memos/${id}/issue`), {
    status: 422,
    body: { code: 'INVENTORY_PLACE_IMPOSSIBLE' },
  })
})

t.test('a correction does not take goods from what holds them', async (t) => {
  const stone = await shop.stone()
  await shop.send('POST', '/pieces/assemble', {
    itemNumber: 'HELD-1',
    name: 'Ring',
    mountingIds: [],
    stones: [{ stoneId: stone.id }],
  })
  const correct = (kind: string, id: string, status: string) =>
    shop.try('POST', `/${kind}/${id}/correct`, { reason: 'Miscounted', status, locationId: shop.safe })
  t.match(await correct('stones', stone.id, 'in_stock'), held, 'set in a ring, it is not in the safe as well')
  const lent = await shop.piece()
  await issued('out', [lent])
  t.match(await correct('pieces', lent.id, 'in_stock'), held)
})

t.test(
  'one piece lost on the way holds up neither the arrival nor the cancelling of the others',
  async (t) => {
    const send = async () => {
      const [lost, fine] = [await shop.piece(), await shop.piece()]
      const { id } = await shop.send('POST', '/transfers', {
        number: `HT-${++count}`,
        fromStoreId: shop.storeA,
        toStoreId: shop.storeB,
        lines: [{ pieceId: lost.id }, { pieceId: fine.id }],
      })
      await shop.send('POST', `/transfers/${id}/send`)
      await shop.send('POST', `/pieces/${lost.id}/report-lost`, { reason: 'Van broken into' })
      return { id, lost, fine }
    }
    const received = await send()
    await shop.send('POST', `/transfers/${received.id}/receive`, { locationId: shop.safeB })
    t.match(await shop.send('GET', `/pieces/${received.fine.id}`), {
      status: 'in_stock',
      storeId: shop.storeB,
    })
    t.equal((await shop.send('GET', `/pieces/${received.lost.id}`)).status, 'lost')
    const cancelled = await send()
    t.equal((await shop.send('POST', `/transfers/${cancelled.id}/cancel`, {})).status, 'cancelled')
    t.match(await shop.send('GET', `/pieces/${cancelled.fine.id}`), {
      status: 'in_stock',
      locationId: shop.safe,
    })
  },
)
