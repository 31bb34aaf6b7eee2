import { runAsSystem } from '@bezel/core/testing'
import t from 'tap'
import { customers } from '../src/service.ts'
import { openShop, type TestBody } from './shop.ts'

const shop = await openShop(t)

/** Values that only this person has; none of them may be left anywhere. */
const SECRETS = [
  'Zenobia',
  'Quackenbush',
  'zenobia@quack.example',
  '+12125550142',
  'Wibbleton',
  'Frobnitz Lane',
  'Grommet',
  'Snarkfeather',
  'Plinthworth',
  'Emerald of Zzyzx',
  'Wuzzle',
  'zz-other@quack.example',
  '+12125550143',
  'Card of Zenobia',
  '(212) 555-0142',
  'Old Address Way',
]

async function person() {
  const husband = await shop.customer({ givenName: 'Other', familyName: 'Person' })
  const made = await shop.customer({
    givenName: 'Zenobia',
    familyName: 'Quackenbush',
    email: 'zenobia@quack.example',
    phone: '+12125550142',
    notes: 'Wibbleton said so',
    tags: ['Snarkfeather'],
    websites: ['https://Plinthworth.example'],
    addresses: [{ street: '1 Frobnitz Lane', city: 'Grommet' }, { street: 'Old Address Way' }],
    lifeEvents: [{ type: 'birthday', month: new Date().getUTCMonth() + 1, day: 28, remindDaysBefore: 60 }],
    ringSizes: [{ hand: 'left', circumference: 52, note: 'Wuzzle' }],
  })
  // What was there once is in the history still.
  await shop.ok('PATCH', `/customers/${made.id}`, { addresses: [{ ...pick(made.addresses[0]) }] })
  const path = `/customers/${made.id}`
  await shop.ok('POST', `${path}/consents`, {
    channel: 'email',
    state: 'given',
    source: 'Form',
    proof: 'Card of Zenobia',
  })
  await shop.ok('POST', '/customer-notes', { customerId: made.id, body: 'Quackenbush likes gold' })
  await shop.ok('POST', '/customer-notes', {
    customerId: husband.id,
    body: 'Ring (212) 555-0142 before noon',
  })
  await shop.ok('POST', '/wishes', { customerId: made.id, description: 'Emerald of Zzyzx' })
  await shop.ok('POST', '/customer-relations', {
    customerId: husband.id,
    relatedId: made.id,
    type: 'spouse',
    note: 'Wuzzle',
  })
  const twin = await shop.customer({
    givenName: 'Zenobia',
    familyName: 'Quackenbush',
    email: 'zz-other@quack.example',
    phone: '+12125550143',
  })
  await shop.runJob('customers.find-duplicates')
  await shop.runJob('customers.remind-life-events')
  // A reminder that a corrected day takes back is in the history still.
  await shop.ok('PATCH', path, {
    lifeEvents: [{ id: made.lifeEvents[0].id, type: 'birthday', month: 1, day: 2 }],
  })
  await shop.ok('POST', `${path}/merge`, { loserId: twin.id })
  const card = `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zenobia Quackenbush\r\nEMAIL:zenobia@quack.example\r\nX-PET:Wuzzle\r\nEND:VCARD\r\n`
  await shop.ok('POST', '/customers/import-vcard', { vcard: card })
  await shop.request(
    'PATCH',
    `/api/v1/customers/${made.id}`,
    { nickname: 'Wuzzle' },
    { headers: { 'idempotency-key': 'k' } },
  )
  return made
}

const pick = ({ id, street, city }: TestBody) => ({ id, street, city })

/** Every place of the database where one of the values stands. */
async function placesOf(values: string[]): Promise<string[]> {
  const columns = await shop.database.query<{ table: string; column: string }>(
    `select format('%I.%I', table_schema, table_name) as "table", quote_ident(column_name) as "column"
     from information_schema.columns where table_schema in ('public', 'bezel_core', 'graphile_worker')
       and (data_type in ('text', 'jsonb', 'json', 'ARRAY', 'tsvector', 'character varying') or udt_name = 'citext')`,
  )
  const found: string[] = []
  const pattern = values.map((value) => value.replace(/[.+()]/g, '\\$&')).join('|')
  for (const { table, column } of columns) {
    const rows = await shop.database.query<{ text: string }>(
      `select substring(${column}::text from $1) as text from ${table} where ${column}::text ~* $1 limit 1`,
      [pattern],
    )
    for (const { text } of rows) found.push(`${table}.${column}: ${text}`)
  }
  return found
}

t.test('a person gets a copy of everything that is held, what other plugins hold included', async (t) => {
  shop.kernel.services.get('customers')
  await runAsSystem(shop.kernel, 'test', async (ctx) => {
    ctx.use(customers).personalData.contribute({
      name: 'loyalty',
      collect: async (_ctx, customerId) => ({ points: customerId.length }),
      erase: async () => undefined,
    })
  })
  const made = await person()
  const copy = await shop.ok('GET', `/customers/${made.id}/personal-data`)
  t.match(copy, {
    customer: { givenName: 'Zenobia', notes: /Wibbleton/ },
    contributions: { loyalty: { points: 36 } },
    records: {
      'customer-addresses': [{ city: 'Grommet' }],
      'customer-notes': [{ body: 'Quackenbush likes gold' }],
      wishes: [{ description: 'Emerald of Zzyzx' }],
      consents: [{ channel: 'email' }],
      'life-events': [{ type: 'birthday' }],
      'ring-sizes': [{ hand: 'left' }],
    },
  })
  t.ok(copy.records['timeline-entries'].length > 3)
  const key = await shop.keyWith(['customers.read'])
  t.equal(
    (await shop.request('GET', `/api/v1/customers/${made.id}/personal-data`, undefined, { key })).status,
    403,
  )
})

t.test('after an erasure no personal value is left anywhere in the database', async (t) => {
  const [{ id }] = (await shop.ok('GET', '/customers?familyName=Quackenbush')).data
  t.ok((await placesOf(SECRETS)).length > 10, 'the search finds them while they are there')
  const key = await shop.keyWith(['customers.read', 'customers.write', 'customers.merge'])
  t.equal(
    (await shop.request('POST', `/api/v1/customers/${id}/erase`, { reason: 'asked' }, { key })).status,
    403,
  )
  const erasure = await shop.ok('POST', `/customers/${id}/erase`, { reason: 'Asked by letter' })
  t.match(erasure, { customerId: id, reason: 'Asked by letter', actor: 'test' })
  t.same(await placesOf(SECRETS), [])

  const left = await shop.ok('GET', `/customers/${id}?include=timeline,consents`)
  t.match(left, { givenName: null, email: null, tags: [], erasedAt: String })
  t.ok(left.timeline.every(({ summary }: TestBody) => /^(Erased|Personal data erased)$/.test(summary)))
  t.match(left.consents, [{ channel: 'email', state: 'given', proof: /^hash:/ }])
  t.equal(
    (await shop.request('POST', `/api/v1/customers/${id}/erase`, { reason: 'x' })).body.code,
    'CUSTOMERS_ERASED',
  )
  const merges = (await shop.ok('GET', '/customer-merges')).data
  t.equal((await shop.request('POST', `/api/v1/customer-merges/${merges[0].id}/undo`, {})).status, 409)
})
