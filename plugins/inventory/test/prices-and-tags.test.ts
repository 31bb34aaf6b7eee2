import t from 'tap'
import { openShop, usd } from './shop.ts'

const shop = await openShop()
t.teardown(() => shop.app.end())

const alloy = await shop.send('POST', '/alloys', {
  name: '14K yellow',
  code: '14KY',
  metal: 'gold',
  color: 'yellow',
  fineness: 585,
})
const parameters = {
  currency: 'USD',
  pricing: { kind: 'keystone' },
  guardrails: { minMargin: 4000, maxChange: 2000 },
}

function ring(facts: Record<string, unknown> = {}) {
  return shop.piece({ metals: [{ alloyId: alloy.id, netWeight: 10 }], labourCost: usd(10_000), ...facts })
}

t.test('a rule that contradicts itself is refused with its reasons', async (t) => {
  const refused = await shop.try('POST', '/price-rules', {
    name: 'Wrong',
    parameters: { ...parameters, pricing: { kind: 'markup' }, guardrails: { floor: 200, ceiling: 100 } },
  })
  t.match(refused, { status: 422, body: { code: 'INVENTORY_PRICE_RULE_INVALID' } })
  t.equal(refused.body.errors.length, 2)
  t.equal(
    (await shop.try('POST', '/price-rules', { name: 'X', parameters: { currency: 'USD' } })).status,
    400,
  )
})

t.test('a preview explains new prices, and applying them keeps the guardrails', async (t) => {
  const [fresh, near, far, foreign, sold] = [
    await ring(),
    await ring({ price: usd(90_000) }),
    await ring({ price: usd(30_000) }),
    await ring({ price: { amount: 90_000, currency: 'EUR' } }),
    await ring({ price: usd(1) }),
  ]
  await shop.send('POST', `/pieces/${sold.id}/sell`, {})
  const { id } = await shop.send('POST', '/price-rules', { name: 'Gold', parameters })
  const before = await shop.send('POST', `/price-rules/${id}/preview`, {})
  t.equal(before.counts.refused, 4, 'no price without a spot price')
  await shop.send('POST', '/spot-prices', {
    metal: 'gold',
    at: '2026-01-01T00:00:00Z',
    pricePerOunce: usd(200_000),
  })
  t.match(await shop.send('GET', '/spot-prices/latest'), [{ metal: 'gold', pricePerOunce: usd(200_000) }])

  // 10 g of 585 at USD 2,000 an ounce are 376.16, with labour 476.16: twice that is 952.32.
  const seen = await shop.send('POST', `/price-rules/${id}/preview`, {})
  t.match(seen.counts, { new: 1, raised: 1, review: 1, refused: 1 })
  const row = (of: { id: string }) => seen.rows.find((one: { id: string }) => one.id === of.id)
  t.match(row(fresh), { outcome: 'new', price: usd(95_232), current: null })
  t.match(row(fresh).explanation.at(-1), { step: 'price', amount: 95_232 })
  t.match(row(far), {
    outcome: 'review',
    needsReview: true,
    price: usd(36_000),
    flags: ['change_limited', 'below_margin'],
  })
  t.match(row(foreign), { outcome: 'refused', price: null })
  t.notOk(row(sold))
  const pages = await shop.send('POST', `/price-rules/${id}/preview`, { limit: 2 })
  t.equal(pages.rows.length, 2)
  const rest = await shop.send('POST', `/price-rules/${id}/preview`, { limit: 2, cursor: pages.nextCursor })
  t.same(
    [...pages.rows, ...rest.rows].map((one) => one.id),
    seen.rows.map((one: { id: string }) => one.id),
  )

  const spotIds = seen.spots.map((spot: { id: string }) => spot.id)
  await shop.send('POST', '/spot-prices', {
    metal: 'gold',
    at: '2026-01-02T00:00:00Z',
    pricePerOunce: usd(200_000),
  })
  const moved = await shop.try('POST', `/price-rules/${id}/apply`, { spotIds })
  t.match(moved, { status: 409, body: { code: 'INVENTORY_SPOT_PRICE_CHANGED' } })

  let [applied, cursor] = [0, undefined as string | undefined]
  do {
    const batch = await shop.send('POST', `/price-rules/${id}/apply`, { limit: 2, ...(cursor && { cursor }) })
    applied += batch.applied
    cursor = batch.nextCursor ?? undefined
  } while (cursor)
  t.equal(applied, 2)
  const price = async (of: { id: string }) => (await shop.send('GET', `/pieces/${of.id}`)).price
  t.same(await price(fresh), usd(95_232))
  t.same(await price(near), usd(95_232))
  t.same(await price(far), usd(30_000), 'what needs review is left alone')
  const changes = await shop.send('GET', `/price-changes?pieceId=${near.id}`)
  t.match(changes.data, [{ before: usd(90_000), after: usd(95_232), priceRuleId: id }])
  t.equal(changes.data[0].explanation.at(-1).amount, 95_232)
  t.equal((await shop.send('POST', `/price-rules/${id}/apply`, { reviewedIds: [far.id] })).applied, 1)
  t.same(await price(far), usd(36_000))
  const seller = await shop.app.keyWith(['price-rules.read', 'pieces.*'])
  t.equal((await shop.try('POST', `/price-rules/${id}/preview`, {}, seller)).status, 403)
})

async function print(body: object) {
  return shop.app.server.inject({
    method: 'POST',
    url: '/api/v1/pieces/tags',
    headers: { authorization: `Bearer ${shop.app.key}` },
    payload: body,
  })
}

t.test('tags are files to print, in the order asked, with what the tag must tell', async (t) => {
  const one = await ring({
    itemNumber: 'TAG-1',
    price: usd(129_500),
    ringSize: 51.87,
    epc: '3074257BF7194E4000001A85',
  })
  const two = await ring({ itemNumber: 'TAG-2', barcode: '93100234' })
  const zpl = await print({
    ids: [two.id, one.id],
    format: 'zpl',
    stock: 'ratTail',
    barcode: 'code128',
    dpi: 300,
  })
  t.equal(zpl.statusCode, 200, zpl.body)
  t.match(zpl.headers, {
    'content-type': /application\/zpl/,
    'content-disposition': /attachment; filename="tags.zpl"/,
    'x-content-type-options': 'nosniff',
  })
  t.equal(zpl.body.split('^XA').length, 3)
  t.ok(zpl.body.indexOf('TAG-2') < zpl.body.indexOf('TAG-1'))
  for (const part of ['$1,295', '14K', 'Size 6', '10.00 g', '^FD3074257BF7194E4000001A85^FS'])
    t.ok(zpl.body.includes(part), part)
  const without = await print({ ids: [one.id], format: 'zpl', price: false })
  t.notOk(without.body.includes('1,295'))
  const pdf = await print({ ids: [one.id, two.id], format: 'pdf', stock: 'ratTailSheet', startAt: 3 })
  t.match(pdf.headers, { 'content-type': 'application/pdf' })
  t.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-')
  const long = await ring({ itemNumber: 'THIS-NUMBER-IS-MUCH-TOO-LONG-FOR-ANY-TAG-01' })
  const refused = await print({ ids: [long.id], format: 'pdf', stock: 'dumbbell', barcode: 'code128' })
  t.equal(refused.statusCode, 422)
  t.equal(refused.json().code, 'INVENTORY_TAG_INVALID')
})

t.test('tags write ring sizes as the store of the piece does, or as asked', async (t) => {
  const here = await ring({ itemNumber: 'SIZE-A', ringSize: 54.42 })
  const there = await ring({
    itemNumber: 'SIZE-B',
    ringSize: 54.42,
    storeId: shop.storeB,
    locationId: shop.safeB,
  })
  await shop.send('PATCH', `/stores/${shop.storeB}`, { ringSizes: 'uk' })
  const sizes = async (more: object) =>
    [
      ...(await print({ ids: [here.id, there.id], format: 'zpl', ...more })).body.matchAll(/Size ([^^]+)/g),
    ].map((found) => found[1])
  const half = (await sizes({}))[1]
  t.match(half, /^N(½|_C2_BD|_BD)/, 'N½, as the printer takes it')
  t.same(await sizes({}), ['7', half])
  t.same(await sizes({ ringSizes: 'iso' }), ['54', '54'])
  t.same(await sizes({ ringSizes: 'jp' }), ['14', '14'])
})

t.test('printing and pricing read in one statement, however many pieces', async (t) => {
  const pieces = []
  for (let at = 0; at < 6; at++) pieces.push(await ring({ itemNumber: `MANY-${at}`, price: usd(100) }))
  const ids = pieces.map(({ id }) => id)
  const printing = (some: string[]) => shop.app.queriesOf(() => print({ ids: some, format: 'zpl' }))
  t.equal((await printing(ids)).length, (await printing(ids.slice(0, 1))).length)
  const [{ id: rule }] = (await shop.send('GET', '/price-rules')).data
  const reads = (queries: string[]) =>
    queries.filter((text) => /^\s*select/.test(text) && /pieces/.test(text)).length
  const pricing = async (pieceIds: string[]) =>
    reads(
      await shop.app.queriesOf(() =>
        shop.send('POST', `/price-rules/${rule}/apply`, { pieceIds, reviewedIds: pieceIds }),
      ),
    )
  const one = await pricing(ids.slice(0, 1))
  t.equal(await pricing(ids.slice(1)), one)
  t.not((await shop.send('GET', `/pieces/${ids[5]}`)).price.amount, 100, 'they were priced')
})

t.test('a metal has one spot price a moment in each currency', async (t) => {
  const at = '2026-01-05T10:00:00.000Z'
  const spot = (currency: string) =>
    shop.try('POST', '/spot-prices', { metal: 'platinum', at, pricePerOunce: { amount: 90_000, currency } })
  t.equal((await spot('USD')).status, 201)
  t.equal((await spot('GBP')).status, 201)
  t.match(await spot('GBP'), { status: 409 })
})

t.test('a piece gets the EPC of its GTIN', async (t) => {
  const { id } = await ring()
  const sgtin = { companyPrefix: '0614141', itemReference: '812345', serial: '6790' }
  t.equal((await shop.send('POST', `/pieces/${id}/encode-epc`, sgtin)).epc, '3034257BF7194E4000001A86')
  const short = await shop.try('POST', `/pieces/${id}/encode-epc`, { ...sgtin, itemReference: '1' })
  t.match(short, { status: 422, body: { code: 'INVENTORY_CODE_INVALID' } })
})

t.test('a certificate is attached to its stone, and known by laboratory and number', async (t) => {
  const stone = await shop.stone()
  const certificate = await shop.send('POST', '/certificates', { lab: 'GIA', number: '1234567890' })
  await shop.send('POST', `/certificates/${certificate.id}/attach`, { stoneId: stone.id })
  const read = await shop.send('GET', `/stones/${stone.id}?include=certificates`)
  t.match(read, { lab: 'GIA', certificateNumber: '1234567890', certificates: [{ id: certificate.id }] })
  t.equal((await shop.try('POST', '/certificates', { lab: 'GIA', number: '1234567890' })).status, 409)
  t.equal((await shop.try('POST', '/certificates', { lab: 'IGI', number: '1234567890' })).status, 201)
})

t.test(
  'no price is made of stones for nothing, set below cost unseen, or by a rule that is switched off',
  async (t) => {
    const at = '2020-01-01T00:00:00Z'
    for (const [currency, amount] of [
      ['CAD', 260_000],
      ['AUD', 300_000],
    ] as const)
      await shop.send('POST', '/spot-prices', {
        metal: 'gold',
        at: currency === 'CAD' ? at : '2020-01-02T00:00:00Z',
        pricePerOunce: { amount, currency },
      })
    const cad = (amount: number) => ({ amount, currency: 'CAD' })
    const made = { metals: [{ alloyId: alloy.id, netWeight: 3 }], labourCost: cad(5000) }
    const [unknown, dear] = [
      await shop.piece({ ...made, cost: cad(300_000), settings: [{ carat: 1.5 }] }),
      await shop.piece({ ...made, cost: cad(300_000), settings: [{ carat: 1.5, cost: cad(10_000) }] }),
    ]
    const rule = {
      name: 'Canada',
      active: false,
      parameters: { currency: 'CAD', pricing: { kind: 'keystone' } },
    }
    const { id } = await shop.send('POST', '/price-rules', rule)
    const { rows } = await shop.send('POST', `/price-rules/${id}/preview`, { limit: 200 })
    const row = (of: { id: string }) => rows.find((one: { id: string }) => one.id === of.id)
    t.match(row(unknown), { outcome: 'refused', refusal: /cost of 1 of its stones is not known/ })
    t.match(
      row(dear),
      { outcome: 'review', flags: ['below_cost'] },
      'in its own currency, whatever came later',
    )
    const apply = () => shop.try('POST', `/price-rules/${id}/apply`, { pieceIds: [unknown.id, dear.id] })
    t.match(await apply(), { status: 409, body: { code: 'INVENTORY_PRICE_RULE_INACTIVE' } })
    await shop.send('PATCH', `/price-rules/${id}`, { active: true })
    t.match((await apply()).body, { applied: 0, skipped: 1, refused: 1 })
    for (const piece of [unknown, dear]) await shop.send('POST', `/pieces/${piece.id}/sell`, {})
  },
)
