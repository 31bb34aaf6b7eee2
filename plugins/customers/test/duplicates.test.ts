import t from 'tap'
import { isLifeDate } from '../src/domain/index.ts'
import { contactData, withoutData } from './domain/shared-data.ts'
import { openShop, type TestBody } from './shop.ts'

const shop = await openShop(t)
const pairs = async (query = '') =>
  (await shop.ok('GET', `/duplicate-pairs?include=first,second${query}`)).data as TestBody[]

t.test('who may be one person is found, with level and reasons, once new or changed', async (t) => {
  const anna = { givenName: 'Anna', familyName: 'Berg', phone: '+12125550123' }
  await shop.customer({
    ...anna,
    email: 'anna@example.com',
    lifeEvents: [{ type: 'birthday', year: 1980, month: 4, day: 15 }],
  })
  await shop.customer({ ...anna, givenName: 'Ana', emails: [{ address: 'anna@example.com' }] })
  const far = await shop.customer({ givenName: 'Otto', familyName: 'Zander' })
  t.match(await shop.ok('POST', '/duplicate-pairs/find', {}), { checked: 3, found: 1, more: false })
  t.match(await shop.ok('POST', '/duplicate-pairs/find', {}), { checked: 0, found: 0 })
  const [pair] = await pairs()
  t.match(pair, {
    level: 'likely',
    status: 'open',
    reasons: { fields: [{ field: 'givenName', agreement: 'similar' }] },
  })
  t.ok(pair.score > 20)
  await shop.ok('PATCH', `/customers/${far.id}`, { ...anna, email: 'otto@example.com' })
  t.match(await shop.ok('POST', '/duplicate-pairs/find', {}), { checked: 1, found: 2 })
  await shop.ok('PATCH', `/customers/${far.id}`, { givenName: 'Otto', familyName: 'Zander', phone: null })
  await shop.ok('POST', '/duplicate-pairs/find', {})
  t.equal((await pairs()).length, 1, 'who is alike no more is no pair')
})

t.test('a decision stays, and a merge settles its pair', async (t) => {
  const twin = {
    familyName: 'Gemini',
    phone: '+12125550177',
    lifeEvents: [{ type: 'birthday', year: 1990, month: 6, day: 1 }],
  }
  const [one, other] = [
    await shop.customer({ ...twin, givenName: 'Carl' }),
    await shop.customer({ ...twin, givenName: 'Karl' }),
  ]
  await shop.runJob('customers.find-duplicates')
  const of = async () =>
    (await pairs()).find(({ first }) => first?.familyName === 'Gemini') ??
    (await shop.ok('GET', '/duplicate-pairs?status=merged')).data[0]
  const found = await of()
  t.equal((await shop.ok('POST', `/duplicate-pairs/${found.id}/different`, {})).status, 'different')
  await shop.ok('PATCH', `/customers/${one.id}`, { jobTitle: 'Pilot' })
  await shop.runJob('customers.find-duplicates')
  t.equal((await of()).status, 'different')
  const again = await shop.customer({ ...twin, givenName: 'Carl', tags: ['again'] })
  await shop.runJob('customers.find-duplicates')
  const merge = await shop.ok('POST', `/customers/${one.id}/merge`, { loserId: again.id })
  const merged = (await shop.ok('GET', '/duplicate-pairs?status=merged')).data
  t.equal(merged.length, 2, 'all pairs of who is gone')
  t.equal(
    (await pairs('&status=open')).some(({ firstId, secondId }) => [firstId, secondId].includes(again.id)),
    false,
  )
  await shop.ok('POST', `/customer-merges/${merge.id}/undo`, {})
  t.equal((await shop.ok('GET', '/duplicate-pairs?status=merged')).data.length, 0)
  t.ok(other.id)
})

t.test('in a crowd that shares a key only neighbours are compared', async (t) => {
  await shop.runJob('customers.find-duplicates')
  const operations = Array.from({ length: 150 }, (_, i) => ({
    op: 'create',
    data: {
      givenName: 'Walk-in',
      familyName: `Customer ${String(i).padStart(3, '0')}`,
      phone: '+12125550199',
    },
  }))
  const made = await shop.ok('POST', '/customers/bulk', { operations })
  t.ok(made.results.every(({ status }: TestBody) => status === 201))
  const { checked } = await shop.ok('POST', '/duplicate-pairs/find', {})
  t.equal(checked, 150)
  const [row] = await shop.database.query<{ keys: number }>(
    `select count(*)::int as keys from customer_match_keys where key = 'phone:125550199'`,
  )
  t.equal(row?.keys, 150)
  const found = await shop.database.query('select from duplicate_pairs')
  t.ok(found.length < 150 * 25, `${found.length} pairs`)
})

t.test('a family at one address is no list of duplicates, nor are people noted as relatives', async (t) => {
  const home = {
    addresses: [{ street: '7 Quince Row', city: 'Ashford', postalCode: '40404', country: 'US' }],
  }
  const person = (givenName: string, phone: string) =>
    shop.customer({ givenName, familyName: 'Quincewood', phone, ...home })
  const [father, mother] = [await person('Otto', '+12125550111'), await person('Wilhelmina', '+12125550122')]
  const [one, other] = [
    await shop.customer({ givenName: 'Tara', familyName: 'Twinley', phone: '+12125550133', ...home }),
    await shop.customer({ givenName: 'Tara', familyName: 'Twinley', phone: '+12125550133', ...home }),
  ]
  await shop.ok('POST', '/customer-relations', { customerId: other.id, relatedId: one.id, type: 'parent' })
  await shop.runJob('customers.find-duplicates')
  const ids = [father.id, mother.id, one.id, other.id]
  t.same(
    (await pairs('&limit=200')).filter(
      ({ firstId, secondId }) => ids.includes(firstId) && ids.includes(secondId),
    ),
    [],
  )
})

t.test('the Febrl set is found through the tables as well as in memory', { skip: withoutData }, async (t) => {
  const rows = contactData('dedupe/febrl1.csv')
    .trim()
    .split('\n')
    .map((line) => line.split(/,\s*/))
  const header = rows[0] ?? []
  const cell = (row: string[], name: string) => row[header.indexOf(name)]?.trim() || null
  const operations = rows.slice(1).map((row) => {
    const born = cell(row, 'date_of_birth') ?? ''
    const [year, month, day] = [born.slice(0, 4), born.slice(4, 6), born.slice(6, 8)].map(Number)
    const birthday =
      year && month && day && year > 1850 && isLifeDate({ year, month, day })
        ? [{ type: 'birthday', year, month, day }]
        : []
    const street = [cell(row, 'street_number'), cell(row, 'address_1')].filter(Boolean).join(' ')
    const data = {
      givenName: cell(row, 'given_name') ?? '-',
      familyName: cell(row, 'surname'),
      source: cell(row, 'rec_id'),
      lifeEvents: birthday,
      addresses: [
        {
          ...(street && { street }),
          street2: cell(row, 'address_2'),
          city: cell(row, 'suburb'),
          postalCode: cell(row, 'postcode'),
          region: cell(row, 'state'),
        },
      ],
    }
    return { op: 'create', data }
  })
  for (let at = 0; at < operations.length; at += 500) {
    const made = await shop.ok('POST', '/customers/bulk', { operations: operations.slice(at, at + 500) })
    const refused = made.results.find(({ status }: TestBody) => status !== 201)
    t.notOk(refused, JSON.stringify(refused))
  }
  await shop.runJob('customers.find-duplicates')
  const found = await shop.database.query<{ a: string; b: string; level: string }>(
    `select a.source as a, b.source as b, p.level from duplicate_pairs p join customers a on a.id = p.first_id
     join customers b on b.id = p.second_id where a.source like 'rec-%' and b.source like 'rec-%'`,
  )
  const entityOf = (id: string) => /^rec-(\d+)-/.exec(id)?.[1]
  const right = found.filter(({ a, b }) => entityOf(a) === entityOf(b))
  const precision = right.length / found.length
  const recall = right.length / 500
  const f1 = (2 * precision * recall) / (precision + recall)
  t.ok(f1 > 0.98, `F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`)
  const certain = found.filter(({ level }) => level === 'certain')
  const sure = certain.filter(({ a, b }) => entityOf(a) === entityOf(b)).length / certain.length
  t.ok(sure >= 0.99, `${certain.length} certain pairs, precision ${sure}`)
})
