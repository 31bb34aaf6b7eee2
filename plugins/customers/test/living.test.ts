import t from 'tap'
import { openShop, type TestBody } from './shop.ts'

const shop = await openShop(t)

const attempt = (method: string, path: string, body?: unknown) => shop.request(method, `/api/v1${path}`, body)

t.test('a day that the calendar has not is refused, and would stop nobody else’s reminder', async (t) => {
  shop.at('2027-02-01T06:00:00Z')
  for (const day of [
    { month: 2, day: 30 },
    { month: 4, day: 31 },
    { month: 2, day: 29, year: 2023 },
  ]) {
    const body = { givenName: 'No', familyName: 'Day', lifeEvents: [{ type: 'birthday', ...day }] }
    t.match(await attempt('POST', '/customers', body), {
      status: 422,
      body: { code: 'CUSTOMERS_DAY_IMPOSSIBLE', errors: [{ pointer: '/day' }] },
    })
  }
  const { id } = await shop.customer({
    givenName: 'Old',
    familyName: 'Row',
    lifeEvents: [
      { type: 'birthday', month: 2, day: 20 },
      { type: 'other', title: 'Opening', month: 2, day: 21 },
    ],
  })
  await shop.database.query(`update life_events set day = 31 where customer_id = $1 and type = 'other'`, [id])
  await shop.runJob('customers.remind-life-events')
  const { data } = await shop.ok('GET', `/reminders?customerId=${id}`)
  t.same(
    data.map(({ dueOn }: TestBody) => dueOn),
    ['2027-02-20'],
  )
})

t.test('the wedding itself is no anniversary, and a corrected year corrects the reminder', async (t) => {
  shop.at('2027-05-10T06:00:00Z')
  const made = await shop.customer({
    givenName: 'Bride',
    familyName: 'Groom',
    lifeEvents: [
      { type: 'wedding', month: 5, day: 20, year: 2027 },
      { type: 'birthday', month: 5, day: 12, year: 1990, remindDaysBefore: 2 },
    ],
  })
  await shop.runJob('customers.remind-life-events')
  const titles = async () =>
    (await shop.ok('GET', `/reminders?customerId=${made.id}&sort=dueOn`)).data.map(
      ({ title }: TestBody) => title,
    )
  t.same(await titles(), ['37th birthday of Bride Groom', 'Wedding of Bride Groom'])
  const [wedding, birthday] = made.lifeEvents as TestBody[]
  const told = ({ id, type, month, day }: TestBody) => ({ id, type, month, day })
  await shop.ok('PATCH', `/customers/${made.id}`, {
    lifeEvents: [
      { ...told(wedding), year: 2026 },
      { ...told(birthday), year: 1987 },
    ],
  })
  await shop.runJob('customers.remind-life-events')
  t.same(await titles(), ['40th birthday of Bride Groom', '1st wedding anniversary of Bride Groom'])
})

t.test('consent cannot be dated ahead, for it would outlive a withdrawal', async (t) => {
  const { id } = await shop.customer({ givenName: 'Ahead', familyName: 'Time' })
  const given = { channel: 'email', state: 'given', source: 'Form', at: '2099-01-01T00:00:00Z' }
  t.match(await attempt('POST', `/customers/${id}/consents`, given), {
    status: 422,
    body: { code: 'CUSTOMERS_CONSENT_IN_FUTURE' },
  })
})

async function pair() {
  const [winner, loser] = [
    await shop.customer({ givenName: 'Win', familyName: 'Ner' }),
    await shop.customer({ givenName: 'Los', familyName: 'Er' }),
  ]
  await shop.ok('POST', `/customers/${loser.id}/consents`, {
    channel: 'sms',
    state: 'given',
    source: 'Form',
  })
  const merge = await shop.ok('POST', `/customers/${winner.id}/merge`, { loserId: loser.id })
  return { winner: winner.id as string, loser: loser.id as string, merge: merge.id as string }
}

t.test('what somebody refused while merged stays refused when the merge is undone', async (t) => {
  const { winner, loser, merge } = await pair()
  await shop.ok('POST', `/customers/${winner}/consents`, {
    channel: 'sms',
    state: 'withdrawn',
    source: 'Call',
  })
  await shop.ok('POST', `/customer-merges/${merge}/undo`)
  for (const id of [winner, loser]) {
    const current: TestBody[] = await shop.ok('GET', `/customers/${id}/consents/current`)
    t.equal(current.find(({ channel }) => channel === 'sms').state, 'withdrawn')
  }
})

t.test('nothing is written to a customer who was merged away or erased', async (t) => {
  const { winner, loser, merge } = await pair()
  const wish = await attempt('POST', '/wishes', { customerId: loser, description: 'Ring' })
  t.match(wish, { status: 409, body: { code: 'CUSTOMERS_MERGED_AWAY' } })
  const relation = { customerId: winner, relatedId: loser, type: 'sibling' }
  t.equal((await attempt('POST', '/customer-relations', relation)).body.code, 'CUSTOMERS_MERGED_AWAY')
  await shop.ok('POST', `/customer-merges/${merge}/undo`)
  await shop.ok('POST', '/wishes', { customerId: loser, description: 'Ring' })
  await shop.ok('POST', `/customers/${loser}/erase`, { reason: 'Asked' })
  for (const [method, path, body] of [
    ['PATCH', `/customers/${loser}`, { givenName: 'Back' }],
    ['PATCH', `/customers/${loser}`, { emails: [{ address: 'back@example.com' }] }],
    ['POST', '/wishes', { customerId: loser, description: 'Ring' }],
    ['POST', '/customer-notes', { customerId: loser, body: 'Was here' }],
    ['POST', `/customers/${loser}/ring-sizes`, { hand: 'left', size: '6', system: 'US' }],
  ] as const)
    t.match(await attempt(method, path, body), { status: 409, body: { code: 'CUSTOMERS_ERASED' } }, path)
})

t.test('the card of somebody who was merged comes back to the record that is left', async (t) => {
  const card = (name: string, uid: string) =>
    `BEGIN:VCARD\r\nVERSION:4.0\r\nUID:${uid}\r\nFN:${name}\r\nEND:VCARD\r\n`
  const send = (text: string) => shop.ok('POST', '/customers/import-vcard', { vcard: text })
  const first = (await send(card('Carla Card', 'urn:a'))).cards[0].id
  const second = (await send(card('Karla Card', 'urn:b'))).cards[0].id
  await shop.ok('POST', `/customers/${first}/merge`, { loserId: second })
  const again = await send(card('Karla Card', 'urn:b'))
  t.equal(again.created, 0)
  t.equal(again.cards[0].id, first)
})

t.test('a copy of personal data holds what stayed with a record that was merged', async (t) => {
  const size = (circumference: number, measuredOn: string) => ({
    ringSizes: [{ hand: 'left', finger: 'ring', circumference, measuredOn }],
  })
  const now = await shop.customer({ givenName: 'Copy', familyName: 'Cat', ...size(52, '2026-05-01') })
  const old = await shop.customer({ givenName: 'Copy', familyName: 'Cat', ...size(51, '2020-05-01') })
  await shop.ok('POST', `/customers/${now.id}/merge`, { loserId: old.id })
  const copy = await shop.ok('GET', `/customers/${now.id}/personal-data`)
  t.same(copy.records['ring-sizes'].map(({ circumference }: TestBody) => circumference).sort(), [51, 52])
})

t.test('a customer needs a name, and nobody is a relative of himself: the refusal says so', async (t) => {
  t.match((await attempt('POST', '/customers', { email: 'x@example.com' })).body.detail, /needs a name/)
  const { id } = await shop.customer({ givenName: 'Self', familyName: 'Same' })
  const self = { customerId: id, relatedId: id, type: 'spouse' }
  t.match((await attempt('POST', '/customer-relations', self)).body.detail, /two different customers/)
})
