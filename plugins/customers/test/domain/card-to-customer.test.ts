import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import t from 'tap'
import { customerFromCard } from '../../src/domain/card-to-customer.ts'
import { type CustomerData, emptyCustomer } from '../../src/domain/customer.ts'
import { cardFromCustomer } from '../../src/domain/customer-to-card.ts'
import { writeCard } from '../../src/domain/vcard/index.ts'
import { card, readOne } from './vcard/cards.ts'

const read = async (version: string, ...lines: string[]) =>
  customerFromCard(await readOne(card(version, ...lines)), { country: 'US' })
const customer = async (version: string, ...lines: string[]) => (await read(version, ...lines))?.customer

t.test('a card of an iPhone becomes a customer', async (t) => {
  const lines = [
    'N:Doe;John;;Mr.;Sr.',
    'FN:Mr. John Doe Sr.',
    'ORG:IBM;Accounting',
    'TITLE:Buyer',
    'item1.EMAIL;type=INTERNET;type=pref:John@IBM.com',
    'EMAIL;type=HOME:john@example.org',
    'TEL;type=CELL;type=VOICE;type=pref:(201) 555-0123',
    'item2.TEL:905-222-1234',
    'item2.X-ABLabel:_$!<AssistantPhone>!$_',
    'item3.ADR;type=HOME:;;Silicon Alley 5\\nFloor 8;New York;NY;10001;United States of America',
    'item3.X-ABADR:us',
    'BDAY;X-APPLE-OMIT-YEAR=1604:1604-06-06',
    'item5.X-ABDATE:2010-06-12',
    'item5.X-ABLabel:_$!<Anniversary>!$_',
    'item6.X-ABRELATEDNAMES:Jenny',
    'item6.X-ABLabel:_$!<Spouse>!$_',
    'NOTE:Likes\\nsapphires',
    'CATEGORIES:VIP,myContacts',
    'X-SKYPE:jd',
  ]
  const { customer, rest } = (await read('3.0', ...lines)) ?? {}
  t.same(customer, {
    kind: 'person',
    prefix: 'Mr.',
    givenName: 'John',
    familyName: 'Doe',
    suffix: 'Sr.',
    organisation: 'IBM',
    department: 'Accounting',
    title: 'Buyer',
    emails: [
      { label: 'other', address: 'John@ibm.com', primary: true },
      { label: 'home', address: 'john@example.org', primary: false },
    ],
    phones: [
      { label: 'mobile', number: '+12015550123', primary: true },
      { label: 'AssistantPhone', number: '+19052221234', primary: false },
    ],
    addresses: [
      {
        label: 'home',
        street1: 'Silicon Alley 5',
        street2: 'Floor 8',
        city: 'New York',
        region: 'NY',
        postalCode: '10001',
        country: 'US',
      },
    ],
    birthday: { month: 6, day: 6 },
    anniversary: { year: 2010, month: 6, day: 12 },
    related: [{ relation: 'spouse', name: 'Jenny' }],
    notes: 'Likes\nsapphires',
    urls: [],
    tags: ['VIP'],
  } satisfies CustomerData)
  t.same(
    rest?.map(({ name }) => name),
    ['x-skype'],
    'what has no field is kept',
  )
})

t.test('organisations are told from persons', async (t) => {
  t.match(await customer('3.0', 'FN:Gold GmbH', 'N:;;;;', 'ORG:Gold GmbH'), {
    kind: 'organisation',
    organisation: 'Gold GmbH',
  })
  t.match(await customer('4.0', 'KIND:org', 'FN:Gold GmbH', 'ORG:Gold GmbH'), { kind: 'organisation' })
  t.match(await customer('3.0', 'FN:Ann Lee', 'N:Lee;Ann;;;', 'ORG:Gold GmbH', 'X-ABShowAs:COMPANY'), {
    kind: 'organisation',
    givenName: 'Ann',
  })
  t.match(await customer('3.0', 'FN:Ann Lee', 'ORG:Gold GmbH'), {
    kind: 'person',
    givenName: 'Ann',
    familyName: 'Lee',
  })
  t.equal(await customer('4.0', 'KIND:group', 'FN:Friends'), undefined)
})

t.test('a name that stands only in FN is split', async (t) => {
  t.match(await customer('4.0', 'FN:Dr. María José van der Berg'), {
    prefix: 'Dr.',
    givenName: 'María José',
    familyName: 'van der Berg',
  })
})

t.test('anniversaries of other programs are found, other dates kept', async (t) => {
  for (const line of [
    'X-MS-ANNIVERSARY:20110113',
    'ANNIVERSARY:20110113',
    'X-EVOLUTION-ANNIVERSARY:2011-01-13',
  ]) {
    t.match(await customer('3.0', 'FN:A', line), { anniversary: { year: 2011, month: 1, day: 13 } }, line)
  }
  const found = await read(
    '3.0',
    'FN:A',
    'BDAY:1980-01-01',
    'BDAY:1981-01-01',
    'item1.X-ABDATE:2000-01-01',
    'item1.X-ABLabel:First visit',
  )
  t.same(
    found?.rest.map(({ name }) => name),
    ['bday', 'x-abdate', 'x-ablabel'],
  )
})

t.test('what cannot be read stays as it was written', async (t) => {
  const found = await customer(
    '3.0',
    'FN:A',
    'TEL:call Joe',
    'EMAIL:not an address',
    'ADR:;;1 High St;;;;Narnia',
  )
  t.match(found, {
    phones: [{ number: 'call Joe' }],
    emails: [{ address: 'not an address' }],
    addresses: [{ country: 'Narnia' }],
  })
})

t.test('the same address twice is one', async (t) => {
  const found = await customer(
    '3.0',
    'FN:A',
    'EMAIL;TYPE=work:a@b.c',
    'EMAIL:A@B.c',
    'TEL:201 555 0123',
    'TEL:+1 (201) 555-0123',
  )
  t.equal(found?.emails.length, 1)
  t.equal(found?.phones.length, 1)
})

const word = fc.stringMatching(/^[A-Z][a-zäöüß'-]{1,10}$/)
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const label = fc.constantFrom(
  'home',
  'work',
  'mobile',
  'home fax',
  'fax',
  'other',
  'school',
  "Mother's place",
)
const date = fc.constantFrom(
  { year: 1980, month: 2, day: 29 },
  { month: 2, day: 29 },
  { year: 2010, month: 12, day: 1 },
)
const list = <T>(item: fc.Arbitrary<T>, key: keyof T) =>
  fc
    .uniqueArray(item, { selector: (one) => one[key], maxLength: 3 })
    .map((all) => all.map((one, i) => ({ ...one, primary: i === 0 })))
const customers = fc
  .record({
    givenName: word,
    familyName: word,
    additionalName: optional(word),
    prefix: optional(fc.constant('Dr.')),
    suffix: optional(fc.constant('Jr., PhD')),
    nickname: optional(word),
    organisation: optional(word),
    department: optional(fc.constantFrom('Bench', 'Sales / North')),
    title: optional(word),
    birthday: optional(date),
    anniversary: optional(date),
    notes: optional(word),
    language: optional(fc.constant('fr')),
    emails: list(
      fc.record({
        label,
        address: word.map((name) => `${name.toLowerCase().replace(/[^a-z]/g, 'x')}@example.com`),
      }),
      'address',
    ),
    phones: list(
      fc.record({ label, number: fc.constantFrom('+12015550123', '+14186569254;ext=102', '+4930123456') }),
      'number',
    ),
    addresses: fc.array(
      fc.record({
        label,
        street1: word,
        city: word,
        postalCode: word,
        country: fc.constantFrom('DE', 'US', 'JP'),
      }),
      { maxLength: 2 },
    ),
    related: fc.array(fc.record({ relation: fc.constantFrom('spouse', 'child', 'other'), name: word }), {
      maxLength: 2,
    }),
    urls: fc.uniqueArray(fc.webUrl(), { maxLength: 2 }),
    tags: fc.uniqueArray(word, { maxLength: 3 }),
    photo: optional(
      fc.constantFrom(
        { mediaType: 'image/png', base64: 'iVBORw0KGgo=' },
        { url: 'https://example.com/a.jpg' },
      ),
    ),
  })
  .map(
    (fields): CustomerData =>
      Object.fromEntries(
        Object.entries({ ...emptyCustomer(), ...fields }).filter(([, value]) => value !== undefined),
      ) as CustomerData,
  )

t.test('a customer written to a card of either version and read again is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      customers,
      fc.constantFrom('3.0' as const, '4.0' as const),
      async (original, version) => {
        const back = customerFromCard(await readOne(writeCard(cardFromCustomer(original), version)))
        // Arbitraries make objects without a prototype.
        deepStrictEqual(back?.customer, structuredClone(original))
        deepStrictEqual(back?.rest, [])
      },
    ),
  )
})

t.test('what an import kept is written back', async (t) => {
  const lines = [
    'FN:Ann Lee',
    'N:Lee;Ann;;;',
    'ORG:Gold;Bench;Night',
    'X-SKYPE:ann',
    'GEO:1;2',
    'ROLE:Setter',
  ]
  const { customer: found, rest } = (await read('3.0', ...lines)) ?? {}
  t.match(found, { organisation: 'Gold', department: 'Bench / Night' })
  const written = writeCard(cardFromCustomer({ ...(found as CustomerData), nickname: 'Annie' }, rest), '3.0')
  for (const line of ['ORG:Gold;Bench;Night', 'X-SKYPE:ann', 'GEO:1;2', 'ROLE:Setter', 'NICKNAME:Annie']) {
    t.ok(written.includes(`\r\n${line}\r\n`), line)
  }
})
