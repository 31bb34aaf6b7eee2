import { examineDatabase } from '@bezel/core/testing'
import t from 'tap'
import { openShop, type TestBody } from './shop.ts'

const shop = await openShop(t)

t.test('the tables are what the entities say', async (t) => {
  const { findings } = await examineDatabase({
    database: shop.database,
    plugins: shop.plugins,
    registry: shop.kernel.registry,
  })
  t.same(
    findings.filter(({ level }) => level !== 'note'),
    [],
  )
})

t.test('a finger is measured in any system, and once only', async (t) => {
  const { id } = await shop.customer({ givenName: 'Ada', familyName: 'Byron' })
  const first = await shop.ok('POST', `/customers/${id}/ring-sizes`, {
    hand: 'left',
    finger: 'ring',
    size: 'L½',
    system: 'UK',
  })
  t.equal(first.circumference, 51.88)
  const again = await shop.ok('POST', `/customers/${id}/ring-sizes`, {
    hand: 'left',
    size: '7',
    system: 'us',
  })
  t.equal(again.id, first.id)
  t.equal(again.circumference, 54.42)
  const refused = await shop.request('POST', `/api/v1/customers/${id}/ring-sizes`, {
    hand: 'left',
    size: 'Q9',
    system: 'UK',
  })
  t.equal(refused.status, 422)
  t.equal(refused.body.code, 'CUSTOMERS_RING_SIZE_UNREADABLE')
  t.equal(refused.body.errors[0].pointer, '/size')
})

t.test('a ring size is converted to all systems', async (t) => {
  const converted = await shop.ok('GET', '/ring-sizes/convert?size=6&system=US')
  t.match(converted, { circumference: 51.87, sizes: { us: '6', uk: 'L½', iso: '52' } })
})

t.test('consent is a history, of which the latest statement per channel holds', async (t) => {
  const { id } = await shop.customer({ givenName: 'Grace', familyName: 'Murray' })
  const path = `/customers/${id}/consents`
  const given = await shop.ok('POST', path, {
    channel: 'email',
    state: 'given',
    source: 'Counter',
    proof: 'Card 17',
  })
  t.equal(given.actor, 'test')
  await shop.ok('POST', path, { channel: 'email', state: 'withdrawn', source: 'Call' })
  await shop.ok('POST', path, { channel: 'sms', state: 'given', source: 'Form' })
  const current: TestBody[] = await shop.ok('GET', `${path}/current`)
  const states = Object.fromEntries(current.map(({ channel, state }) => [channel, state]))
  t.match(states, { email: 'withdrawn', sms: 'given', post: 'unknown' })
  t.equal((await shop.request('PATCH', `/api/v1/consents/${given.id}`, { state: 'withdrawn' })).status, 405)
  const key = await shop.keyWith(['customers.*', 'consents.read'])
  const reader = await shop.keyWith(['consents.read'])
  t.equal(
    (
      await shop.request(
        'POST',
        `/api/v1${path}`,
        { channel: 'post', state: 'given', source: 'x' },
        { key: reader },
      )
    ).status,
    403,
  )
  t.equal(
    (await shop.request('POST', `/api/v1${path}`, { channel: 'post', state: 'given', source: 'x' }, { key }))
      .status,
    201,
  )
})

t.test('notes carry the name of their author, and the timeline tells what happened', async (t) => {
  const { id } = await shop.customer({
    givenName: 'Mary',
    familyName: 'Somer',
    emails: [{ address: 'm@example.com' }],
  })
  const note = await shop.ok('POST', '/customer-notes', { customerId: id, body: 'Likes platinum' })
  t.equal(note.author, 'test')
  await shop.ok('PATCH', `/customers/${id}`, { phone: '(212) 555-0188' })
  await shop.ok('PATCH', `/customers/${id}`, { addresses: [{ city: 'Bath', country: 'GB' }] })
  await shop.ok('POST', '/wishes', { customerId: id, description: 'Emerald ring' })
  await shop.ok('POST', `/customers/${id}/consents`, { channel: 'post', state: 'given', source: 'Form' })
  const { data } = await shop.ok('GET', `/timeline-entries?customerId=${id}&sort=id`)
  t.same(
    data.map(({ type, summary }: TestBody) => `${type}: ${summary}`),
    [
      'customers.created: Customer created',
      'customers.note-added: Note written',
      'customers.contact-changed: Changed: Phone',
      'customers.contact-changed: Postal address added',
      'customers.wish-added: Wishes: Emerald ring',
      'customers.consent-given: Consent given: post',
    ],
  )
  const { timeline } = await shop.ok('GET', `/customers/${id}?include=timeline`)
  t.equal(timeline.length, 6)
})

t.test('a relation is seen from both sides', async (t) => {
  const [ann, bob] = [
    await shop.customer({ givenName: 'Ann', familyName: 'Lee' }),
    await shop.customer({ givenName: 'Bob', familyName: 'Lee' }),
  ]
  await shop.ok('POST', '/customer-relations', { customerId: ann.id, relatedId: bob.id, type: 'gift_giver' })
  await shop.ok('POST', '/customer-relations', { customerId: ann.id, relatedId: bob.id, type: 'spouse' })
  await shop.ok('POST', '/customer-relations', { customerId: ann.id, name: 'Zed', type: 'sibling' })
  const words = async (id: string) =>
    (await shop.ok('GET', `/customers/${id}/relatives`))
      .map(({ type, name }: TestBody) => `${type} ${name}`)
      .sort()
  t.same(await words(ann.id), ['gift_giver Bob Lee', 'sibling Zed', 'spouse Bob Lee'])
  t.same(await words(bob.id), ['gift_receiver Ann Lee', 'spouse Ann Lee'])
  const nobody = await shop.request('POST', '/api/v1/customer-relations', {
    customerId: ann.id,
    type: 'spouse',
  })
  t.equal(nobody.status, 422)
})

t.test('coming life events become reminders once a year, however often the job runs', async (t) => {
  shop.at('2027-02-10T06:00:00Z')
  const { id } = await shop.customer({
    givenName: 'Leap',
    familyName: 'Year',
    lifeEvents: [
      { type: 'birthday', month: 2, day: 29, year: 1988 },
      { type: 'anniversary', month: 3, day: 1, remindDaysBefore: 30 },
      { type: 'other', title: 'Store opening', month: 6, day: 1 },
    ],
  })
  const open = async () => (await shop.ok('GET', `/reminders?customerId=${id}&sort=dueOn`)).data as TestBody[]
  await shop.runJob('customers.remind-life-events')
  await shop.runJob('customers.remind-life-events')
  t.same(
    (await open()).map(({ dueOn, title }) => `${dueOn} ${title}`),
    ['2027-02-28 39th birthday of Leap Year', '2027-03-01 Anniversary of Leap Year'],
  )
  const [first] = await open()
  const done = await shop.ok('POST', `/reminders/${first?.id}/done`, { note: 'Sent flowers' })
  t.match(done, { status: 'done', note: 'Sent flowers' })
  await shop.runJob('customers.remind-life-events')
  t.equal((await open()).length, 2, 'done is done for this year')
  shop.at('2028-02-10T06:00:00Z')
  await shop.runJob('customers.remind-life-events')
  t.equal((await open()).filter(({ dueOn }) => dueOn === '2028-02-29').length, 1)
  const copy = shop.database.query(
    `insert into reminders (id, created_at, updated_at, customer_id, life_event_id, occasion_year, title, due_on)
     select gen_random_uuid(), now(), now(), customer_id, life_event_id, occasion_year, title, due_on from reminders where id = $1`,
    [first?.id],
  )
  await t.rejects(copy, /duplicate key/, 'two jobs at once make one reminder')
  const types = (await shop.ok('GET', `/timeline-entries?customerId=${id}&sort=id`)).data.map(
    ({ type }: TestBody) => type,
  )
  t.ok(types.includes('customers.reminder-made') && types.includes('customers.reminder-done'))
})

t.test('a corrected date takes its open reminder back', async (t) => {
  shop.at('2027-05-01T06:00:00Z')
  const { id, lifeEvents } = await shop.customer({
    givenName: 'Wrong',
    familyName: 'Day',
    lifeEvents: [{ type: 'birthday', month: 5, day: 5 }],
  })
  await shop.runJob('customers.remind-life-events')
  const due = async () =>
    (await shop.ok('GET', `/reminders?customerId=${id}`)).data.map(({ dueOn }: TestBody) => dueOn)
  t.same(await due(), ['2027-05-05'])
  await shop.ok('PATCH', `/customers/${id}`, { lifeEvents: [{ ...pick(lifeEvents[0]), day: 15 }] })
  t.same(await due(), [])
  await shop.runJob('customers.remind-life-events')
  t.same(await due(), ['2027-05-15'])
})

const pick = ({ id, type, month }: TestBody) => ({ id, type, month })

t.test('a budget runs upwards, in one currency', async (t) => {
  const money = (amount: number, currency = 'USD') => ({ amount, currency })
  const refused = async (body: Record<string, unknown>, rule: RegExp) =>
    t.match(await shop.request('POST', '/api/v1/customers', { givenName: 'Bud', ...body }), {
      status: 422,
      body: { code: 'RULE_VIOLATED', detail: rule },
    })
  await refused({ budgetFrom: money(200), budgetTo: money(100) }, /smaller amount to the larger/)
  await refused({ budgetFrom: money(100), budgetTo: money(200, 'EUR') }, /one currency/)
  for (const body of [
    { budgetFrom: money(100), budgetTo: money(100) },
    { budgetFrom: money(100) },
    { budgetTo: money(100, 'EUR') },
  ])
    await shop.customer({ givenName: 'Bud', ...body })
})

t.test('a reminder comes on the day of the shop, not on that of Greenwich', async (t) => {
  const auckland = await openShop(t, [], { timeZone: 'Pacific/Auckland' })
  const london = await openShop(t, [], { timeZone: 'Europe/London' })
  const person = {
    givenName: 'Early',
    lifeEvents: [{ type: 'birthday', month: 7, day: 10, remindDaysBefore: 1 }],
  }
  for (const [shop, made] of [
    [auckland, 1],
    [london, 0],
  ] as const) {
    // Still the eighth in London, the ninth in Auckland.
    shop.at('2027-07-08T13:00:00Z')
    const { id } = await shop.customer(person)
    await shop.runJob('customers.remind-life-events')
    t.equal((await shop.ok('GET', `/reminders?customerId=${id}`)).data.length, made)
  }
})
