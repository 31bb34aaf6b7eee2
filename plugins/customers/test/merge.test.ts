import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { crud, defineEntity, definePlugin, reference, text } from '@bezel/core'
import { followMerges } from '@bezel/customers/contract'
import fc from 'fast-check'
import t from 'tap'
import { openShop, type TestBody } from './shop.ts'

const Deal = defineEntity('Deal', {
  collection: 'deals',
  custom: false,
  fields: { title: text(), customer: reference('Customer') },
})

const folder = join(mkdtempSync(join(tmpdir(), 'bezel-deals-')), 'migrations')
mkdirSync(folder)
writeFileSync(
  join(folder, '0001_deals.sql'),
  `create table deals (id uuid primary key, version int not null, created_at timestamptz(3) not null,
     updated_at timestamptz(3) not null, title text collate "und-x-icu" not null, customer_id uuid not null references customers (id));
   create index deals_customer on deals (customer_id);
-- down
drop table deals;
`,
)

const deals = definePlugin({
  name: 'deals',
  version: '1.0.0',
  core: '^1.0.0',
  needs: { customers: '^1.0.0' },
  entities: [Deal],
  operations: crud(Deal),
  subscribes: followMerges('deals', [[Deal, 'customer']]),
  migrations: pathToFileURL(`${folder}/`),
})

const shop = await openShop(t, [deals])
t.teardown(() => rmSync(folder, { recursive: true }))

const TABLES = [
  'customer_emails',
  'customer_phones',
  'customer_addresses',
  'ring_sizes',
  'life_events',
  'wishes',
  'customer_notes',
  'consents',
  'reminders',
]

/** Everything of two customers, but for versions and the timeline, which only grow. */
async function snapshot(ids: string[]) {
  const own = async (table: string, column: string) =>
    shop.database.query(
      `select ${column} as owner, to_jsonb(t) - 'version' - 'updated_at' - 'search_document' as row from "${table}" t
       where ${column} = any($1) order by id`,
      [ids],
    )
  const found: Record<string, unknown> = { customers: await own('customers', 'id') }
  for (const table of TABLES) found[table] = await own(table, 'customer_id')
  found.from = await own('customer_relations', 'customer_id')
  found.to = await own('customer_relations', 'related_id')
  return found
}

const word = fc.constantFrom('Ann', 'Bea', 'Cleo', 'Dora')
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const few = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 })
const tag = fc.constantFrom('VIP', 'vip', 'trade', 'press')
const phone = fc.constantFrom('+12125550101', '+12125550102', '+12125550103')
const size = fc.record({
  hand: fc.constantFrom('left', 'right'),
  circumference: fc.constantFrom(50, 52.5, 54),
  measuredOn: maybe(fc.constantFrom('2024-01-01', '2025-01-01')),
})
const event = fc.record({
  type: fc.constantFrom('birthday', 'wedding'),
  month: fc.constantFrom(1, 2),
  day: fc.constantFrom(3, 4),
  year: maybe(fc.constant(1980)),
})
const person = fc.record({
  givenName: word,
  familyName: maybe(word),
  additionalName: maybe(word),
  hasEmail: fc.boolean(),
  phone: maybe(phone),
  notes: maybe(fc.constantFrom('Likes gold', 'Likes silver')),
  jobTitle: maybe(word),
  tags: few(tag),
  budgetFrom: maybe(fc.record({ amount: fc.constantFrom(1000, 2000), currency: fc.constant('USD') })),
  emails: few(fc.record({ address: fc.constantFrom('a@example.com', 'b@example.com'), label: maybe(word) })),
  phones: few(fc.record({ number: phone })),
  addresses: few(fc.record({ city: fc.constantFrom('Bath', 'York') })),
  ringSizes: few(size).map((sizes) =>
    sizes.filter((one, i) => sizes.findIndex(({ hand }) => hand === one.hand) === i),
  ),
  lifeEvents: few(event),
  consents: few(
    fc.record({ channel: fc.constantFrom('email', 'sms'), state: fc.constantFrom('given', 'withdrawn') }),
  ),
  wishes: few(word),
})

let counter = 0

async function make({
  hasEmail,
  consents,
  wishes,
  ...body
}: typeof person extends fc.Arbitrary<infer P> ? P : never) {
  const made = await shop.customer({ ...body, email: hasEmail ? `p${counter++}@example.com` : null })
  for (const consent of consents)
    await shop.ok('POST', `/customers/${made.id}/consents`, { ...consent, source: 'Form' })
  for (const description of wishes) await shop.ok('POST', '/wishes', { customerId: made.id, description })
  return made
}

t.test('a merge loses nothing, and undone leaves both exactly as they were', async (t) => {
  const friend = await shop.customer({ givenName: 'Friend' })
  const property = fc.asyncProperty(person, person, fc.boolean(), async (one, other, swapped) => {
    const [winner, loser] = [await make(one), await make(other)]
    for (const [customerId, relatedId] of [
      [loser.id, friend.id],
      [loser.id, winner.id],
      [friend.id, loser.id],
      ...(swapped ? [[winner.id, friend.id]] : []),
    ])
      await shop.ok('POST', '/customer-relations', { customerId, relatedId, type: 'sibling' })
    const ids = [winner.id, loser.id]
    const before = await snapshot(ids)
    const choices = swapped ? { givenName: 'loser', email: 'loser' } : {}
    const merge = await shop.ok('POST', `/customers/${winner.id}/merge`, { loserId: loser.id, choices })

    const merged = await shop.ok(
      'GET',
      `/customers/${winner.id}?include=emails,phones,addresses,lifeEvents,wishes,ringSizes`,
    )
    assertKept(merged, winner, loser)
    await shop.ok('POST', `/customer-merges/${merge.id}/undo`, {})
    t.same(await snapshot(ids), before)
  })
  await fc.assert(property, { numRuns: 25, seed: 7 })
})

/** Every way to reach them, every tag and every day of either is there. */
function assertKept(merged: TestBody, ...sources: TestBody[]) {
  const emails = [merged.email, ...merged.emails.map(({ address }: TestBody) => address)]
  const phones = [merged.phone, ...merged.phones.map(({ number }: TestBody) => number)]
  const days = merged.lifeEvents.map(({ type, month, day }: TestBody) => `${type} ${month}-${day}`)
  const expected = sources.flatMap((source) => [
    ...(source.email ? [[emails, source.email]] : []),
    ...(source.phone ? [[phones, source.phone]] : []),
    ...source.emails.map(({ address }: TestBody) => [emails, address]),
    ...source.phones.map(({ number }: TestBody) => [phones, number]),
    ...source.tags.map((tag: string) => [
      merged.tags.map((one: string) => one.toLowerCase()),
      tag.toLowerCase(),
    ]),
    ...source.lifeEvents.map(({ type, month, day }: TestBody) => [days, `${type} ${month}-${day}`]),
    ...source.ringSizes.map(({ hand }: TestBody) => [
      merged.ringSizes.map((one: TestBody) => one.hand),
      hand,
    ]),
  ])
  for (const [list, value] of expected)
    if (!list.includes(value)) throw new Error(`${value} is lost: ${JSON.stringify(list)}`)
}

t.test(
  'the loser is hidden, its name searched for finds the winner no more than before, and its consent refusals stand',
  async (t) => {
    const winner = await shop.customer({ givenName: 'Wilma', familyName: 'Stone' })
    const loser = await shop.customer({ givenName: 'Vilma', familyName: 'Stone', email: 'vilma@example.com' })
    await shop.ok('POST', `/customers/${loser.id}/consents`, {
      channel: 'email',
      state: 'withdrawn',
      source: 'Call',
      at: '2020-01-01T00:00:00Z',
    })
    await shop.ok('POST', `/customers/${winner.id}/consents`, {
      channel: 'email',
      state: 'given',
      source: 'Form',
    })
    const merge = await shop.ok('POST', `/customers/${winner.id}/merge`, { loserId: loser.id })
    t.equal((await shop.request('GET', `/api/v1/customers/${loser.id}`)).status, 404)
    t.same((await shop.ok('GET', '/customers?givenName=Vilma')).data, [])
    t.equal((await shop.ok('GET', `/customers/${winner.id}`)).email, 'vilma@example.com')
    const [email] = await shop.ok('GET', `/customers/${winner.id}/consents/current`)
    t.match(email, { channel: 'email', state: 'withdrawn' })
    await shop.ok('POST', `/customer-merges/${merge.id}/undo`, {})
    t.equal((await shop.ok('GET', `/customers/${loser.id}`)).email, 'vilma@example.com')
    const [again] = await shop.ok('GET', `/customers/${winner.id}/consents/current`)
    t.match(again, { channel: 'email', state: 'given' })
    t.equal(
      (await shop.request('POST', `/api/v1/customer-merges/${merge.id}/undo`, {})).body.code,
      'CUSTOMERS_MERGE_UNDONE',
    )
  },
)

t.test('edits made after a merge outlive its undoing', async (t) => {
  const winner = await shop.customer({ givenName: 'Edith', tags: ['a'] })
  const loser = await shop.customer({ givenName: 'Edit', phone: '+12125550110', tags: ['b'] })
  const merge = await shop.ok('POST', `/customers/${winner.id}/merge`, { loserId: loser.id })
  await shop.ok('PATCH', `/customers/${winner.id}`, { familyName: 'New', tags: ['a', 'b', 'c'] })
  await shop.ok('POST', `/customer-merges/${merge.id}/undo`, {})
  t.match(await shop.ok('GET', `/customers/${winner.id}`), {
    familyName: 'New',
    tags: ['a', 'c'],
    phone: null,
  })
})

t.test('merges are undone in reverse order, within 30 days, and only where they make sense', async (t) => {
  const [a, b, c] = [
    await shop.customer({ givenName: 'Aa' }),
    await shop.customer({ givenName: 'Bb' }),
    await shop.customer({ givenName: 'Cc' }),
  ]
  const merge = (winnerId: string, loserId: string) =>
    shop.request('POST', `/api/v1/customers/${winnerId}/merge`, { loserId })
  const undo = (id: string) => shop.request('POST', `/api/v1/customer-merges/${id}/undo`, {})
  const first = await merge(b.id, a.id)
  const second = await merge(c.id, b.id)
  t.equal((await undo(first.body.id)).body.code, 'CUSTOMERS_MERGE_NOT_LAST')
  t.equal((await merge(c.id, c.id)).body.code, 'CUSTOMERS_MERGE_IMPOSSIBLE')
  t.equal((await merge(c.id, a.id)).status, 404, 'who was merged already is not there')
  t.equal((await undo(second.body.id)).status, 200)
  shop.at(new Date(Date.now() + 31 * 86_400_000).toISOString())
  t.equal((await undo(first.body.id)).body.code, 'CUSTOMERS_MERGE_UNDO_EXPIRED')
  shop.at(new Date().toISOString())
  const key = await shop.keyWith(['customers.*'])
  const reader = await shop.keyWith(['customers.read', 'customers.write'])
  t.equal(
    (await shop.request('POST', `/api/v1/customers/${b.id}/merge`, { loserId: c.id }, { key: reader }))
      .status,
    403,
  )
  t.equal(
    (await shop.request('POST', `/api/v1/customers/${b.id}/merge`, { loserId: c.id }, { key })).status,
    200,
  )
})

t.test('records of other plugins follow a merge and its undoing', async (t) => {
  await shop.startWork()
  const winner = await shop.customer({ givenName: 'Olga' })
  const loser = await shop.customer({ givenName: 'Helga' })
  const deal = await shop.ok('POST', '/deals', { title: 'Ring', customerId: loser.id })
  const owner = async () => (await shop.ok('GET', `/deals/${deal.id}`)).customerId
  const until = async (id: string) => {
    for (let tries = 0; tries < 100 && (await owner()) !== id; tries++)
      await new Promise((done) => setTimeout(done, 50))
    return owner()
  }
  const merge = await shop.ok('POST', `/customers/${winner.id}/merge`, { loserId: loser.id })
  t.equal(await until(winner.id), winner.id)
  await shop.ok('POST', `/customer-merges/${merge.id}/undo`, {})
  t.equal(await until(loser.id), loser.id)
})

t.test('a preview tells the conflicts, and hides notes from who may not read them', async (t) => {
  const one = await shop.customer({ givenName: 'Ina', notes: 'private' })
  const other = await shop.customer({ givenName: 'Inga', notes: 'secret' })
  const path = `/api/v1/customers/${one.id}/merge-preview?loserId=${other.id}`
  const full = await shop.request('GET', path)
  t.match(full.body, {
    result: { givenName: 'Ina', notes: 'private\n\nsecret' },
    conflicts: [{ field: 'givenName', taken: 'winner' }],
  })
  const key = await shop.keyWith(['customers.read', 'customers.merge'])
  const limited = await shop.request('GET', path, undefined, { key })
  t.equal(limited.status, 200)
  t.notMatch(JSON.stringify(limited.body), /private|secret/)
})
