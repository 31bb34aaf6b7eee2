import t from 'tap'
import { PIECE_TRANSITION_NAMES } from '../src/domain/piece-transitions.ts'
import { openShop } from './shop.ts'

const shop = await openShop()
t.teardown(() => shop.app.end())

t.test('a new piece begins its ledger with its receipt, however it was created', async (t) => {
  const one = await shop.piece({ receivedOn: '2026-01-15' })
  const [receipt, ...more] = await shop.movements({ pieceId: one.id })
  t.match(receipt, {
    type: 'receive',
    toStatus: 'in_stock',
    toLocationId: shop.safe,
    at: '2026-01-15T12:00:00.000Z',
  })
  t.same(more, [])
  const { results } = await shop.send('POST', '/pieces/bulk', {
    operations: [
      { op: 'create', data: { itemNumber: 'BULK-1', name: 'Ring', storeId: shop.storeA } },
      { op: 'create', data: { itemNumber: 'BULK-2', name: 'Ring' } },
    ],
  })
  t.same(
    results.map(({ status }: { status: number }) => status),
    [201, 400],
  )
  t.equal((await shop.movements({ pieceId: results[0].id })).length, 1)
})

t.test('a transition changes the status, writes one movement and says what is possible next', async (t) => {
  const { id } = await shop.piece()
  const reserved = await shop.send('POST', `/pieces/${id}/reserve`, { counterparty: 'A. Buyer' })
  t.match(reserved, { status: 'reserved', version: 2 })
  const allowed = await shop.send('GET', `/pieces/${id}/allowed-transitions`)
  const names = allowed.transitions.map(({ name }: { name: string }) => name)
  t.ok(names.includes('sell') && names.includes('release') && !names.includes('reserve'))
  const refused = await shop.try('POST', `/pieces/${id}/scrap`, { reason: 'x' })
  t.equal(refused.status, 409)
  t.equal(refused.body.code, 'INVENTORY_STATUS_FORBIDS')
  t.match(refused.body.detail, /Possible now: .*release/)
  const incomplete = await shop.try('POST', `/pieces/${id}/place-hold`, {})
  t.equal(incomplete.status, 400, 'what the table needs is required by the input')
  await shop.send('POST', `/pieces/${id}/send-to-service`, { reason: 'Polish' })
  const back = await shop.send('POST', `/pieces/${id}/return-from-service`, { locationId: shop.tray })
  t.match(back, { status: 'reserved', resumes: null, locationId: shop.tray })
  const sold = await shop.send('POST', `/pieces/${id}/sell`, { document: 'order 1' })
  t.match(sold, { status: 'sold', locationId: null })
  const types = (await shop.movements({ pieceId: id })).map(({ type }) => type)
  t.same(types, ['receive', 'reserve', 'send_to_service', 'return_from_service', 'sell'])
})

t.test('every transition of the table is an operation of pieces and stones', async (t) => {
  const names = [...shop.app.kernel.operations.keys()]
  for (const transition of PIECE_TRANSITION_NAMES) {
    t.ok(names.includes(`pieces.${transition.replaceAll('_', '-')}`), transition)
    if (transition !== 'take_apart')
      t.ok(names.includes(`stones.${transition.replaceAll('_', '-')}`), transition)
  }
})

t.test('of fifty who sell or reserve the same ring at once exactly one gets it', async (t) => {
  const { id } = await shop.piece()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      index % 2
        ? shop.try('POST', `/pieces/${id}/sell`, {})
        : shop.try('POST', `/pieces/${id}/start-layaway`, { counterparty: `Buyer ${index}` }),
    ),
  )
  const won = answers.filter(({ status }) => status === 200)
  const movements = await shop.movements({ pieceId: id })
  // A layaway can still be sold to its buyer; a sale ends everything.
  const sales = movements.filter(({ type }) => type === 'sell').length
  const layaways = movements.filter(({ type }) => type === 'start_layaway').length
  t.equal(sales, 1)
  t.ok(layaways <= 1)
  t.equal(won.length, sales + layaways)
  const at = movements.map((movement) => movement.at)
  t.equal(new Set(at).size, at.length, 'no two rows of a piece have the same instant')
})

t.test('of fifty who reserve the same stone at once exactly one gets it', async (t) => {
  const { id } = await shop.stone()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      shop.try('POST', `/stones/${id}/reserve`, { counterparty: `Buyer ${index}` }),
    ),
  )
  t.same([...new Set(answers.map(({ status }) => status))].sort(), [200, 409])
  t.equal(answers.filter(({ status }) => status === 200).length, 1)
})

t.test(
  'moving, passing to another owner and correcting are in the ledger, an update by hand too',
  async (t) => {
    const { id } = await shop.piece({ ownership: 'vendor_memo' })
    await shop.send('POST', `/pieces/${id}/move`, { locationId: shop.tray })
    const elsewhere = await shop.try('POST', `/pieces/${id}/move`, { locationId: shop.safeB })
    t.match(elsewhere, { status: 422, body: { code: 'INVENTORY_PLACE_IMPOSSIBLE' } })
    await shop.send('PATCH', `/pieces/${id}`, { locationId: shop.safe, name: 'Band' })
    await shop.send('PATCH', `/pieces/${id}`, { name: 'Wedding band' })
    const forbidden = await shop.try('PATCH', `/pieces/${id}`, { ownership: 'trade_in' })
    t.match(forbidden, { status: 409, body: { code: 'INVENTORY_OWNERSHIP_CHANGE_FORBIDDEN' } })
    await shop.send('POST', `/pieces/${id}/change-ownership`, { ownership: 'owned', counterparty: 'Vendor' })
    const store = await shop.try('PATCH', `/pieces/${id}`, { storeId: shop.storeB, locationId: null })
    t.match(store, { status: 409, body: { code: 'INVENTORY_STORE_FIXED' } })
    await shop.send('PATCH', `/pieces/${id}`, { cost: { amount: 1000, currency: 'USD' } })
    await shop.send('POST', `/pieces/${id}/correct`, { status: 'sold', reason: 'Sold yesterday' })
    const movements = await shop.movements({ pieceId: id })
    t.same(
      movements.map(({ type }) => type),
      ['receive', 'move', 'move', 'change_ownership', 'correct', 'correct'],
    )
    t.match(movements[4], { reason: 'Cost changed with the record', bookCost: { amount: 1000 } })
    const status = await shop.try('PATCH', `/pieces/${id}`, { status: 'in_stock' })
    t.equal(status.status, 400, 'the status is no field to write')
  },
)

t.test('what was entered by mistake can be deleted; what happened cannot be undone', async (t) => {
  const mistake = await shop.piece()
  t.equal((await shop.try('DELETE', `/pieces/${mistake.id}`)).status, 204)
  const { id } = await shop.piece()
  await shop.send('POST', `/pieces/${id}/move`, { locationId: shop.tray })
  const kept = await shop.try('DELETE', `/pieces/${id}`)
  t.match(kept, { status: 409, body: { code: 'STILL_REFERENCED' } })
  const [row] = await shop.movements({ pieceId: id })
  await t.rejects(shop.app.database.query('update movements set reason = $1 where id = $2', ['x', row.id]))
  await t.rejects(shop.app.database.query('delete from movements where id = $1', [row.id]))
})
