import fc from 'fast-check'
import t from 'tap'
import {
  candidatePairs,
  type DuplicatePair,
  type DuplicateRecord,
  duplicateKeys,
  featuresOf,
  findDuplicates,
  groupDuplicates,
  scorePair,
} from '../../../src/domain/duplicates/index.ts'
import { contactData, withoutData } from '../shared-data.ts'

const score = (a: Omit<DuplicateRecord, 'id'>, b: Omit<DuplicateRecord, 'id'>) =>
  scorePair(featuresOf({ id: 'a', ...a }), featuresOf({ id: 'b', ...b }))

const home = [{ street1: '6 Rose Street', city: 'Austin', postalCode: '78701', region: 'TX' }]
const anna = {
  givenName: 'Anna',
  familyName: 'Berg',
  birthday: { year: 1980, month: 4, day: 15 },
  emails: ['anna@berg.example'],
  phones: ['+15125550123'],
  addresses: home,
}

t.test('an explanation names every field with its weight', async (t) => {
  const {
    score: bits,
    probability,
    level,
    fields,
  } = score(anna, { ...anna, familyName: 'Bergg', phones: [], emails: ['ANNA+x@berg.example'] })
  t.equal(level, 'certain')
  t.ok(probability > 0.999)
  t.same(
    fields.map(({ field, agreement }) => `${field} ${agreement}`),
    [
      'givenName same',
      'familyName similar',
      'birthday same',
      'email same',
      'street same',
      'houseNumber same',
      'city same',
      'postalCode same',
      'region same',
    ],
  )
  t.ok(Math.abs(fields.reduce((sum, { weight }) => sum + weight, 0) - bits) < 0.02)
})

t.test('exchanged names, typos and another order of address lines are seen through', async (t) => {
  const { emails, phones, ...rest } = anna
  t.equal(score(rest, { ...rest, givenName: 'Berg', familyName: 'Anna' }).level, 'certain')
  t.equal(score(rest, { ...rest, birthday: { year: 1980, month: 4, day: 16 } }).level, 'likely')
  const swapped = [{ street1: 'Gold Building', street2: 'Rose Street', city: 'Austin', postalCode: '78710' }]
  t.match(
    score(rest, { ...rest, addresses: swapped }).fields.find(({ field }) => field === 'street'),
    { agreement: 'similar' },
  )
  t.equal(emails.length + phones.length, 2)
})

t.test('those who live together are never merged by themselves', async (t) => {
  const { birthday, ...shared } = anna
  const others: Record<string, Omit<DuplicateRecord, 'id'>> = {
    spouse: { ...shared, givenName: 'Peter' },
    twin: { ...anna, givenName: 'Laura' },
    'sister with a name alike': { ...shared, givenName: 'Anne' },
    'son with his father’s name': { ...shared, suffix: 'Jr.' },
    'grandmother with her name': { ...anna, birthday: { year: 1930, month: 7, day: 1 } },
    'the firm of the family': {
      kind: 'organisation',
      organisation: 'Berg',
      emails: shared.emails,
      phones: shared.phones,
      addresses: home,
    },
    'nobody known by name': { emails: shared.emails, phones: shared.phones, addresses: home },
  }
  for (const [who, other] of Object.entries(others))
    t.not(score(who === 'twin' ? anna : { ...shared, birthday }, other).level, 'certain', who)
  t.equal(score(shared, { ...shared, givenName: 'Peter' }).level, 'possible')
  t.equal(score({ ...shared, suffix: 'Sr.' }, { ...shared, suffix: 'Jr.' }).level, 'possible')
})

t.test('one name in one town is no proof, one e-mail address with it is', async (t) => {
  const john = { givenName: 'John', familyName: 'Smith', addresses: [{ city: 'Austin', region: 'TX' }] }
  t.not(score(john, john).level, 'certain')
  t.equal(score({ ...john, emails: ['j@s.example'] }, { ...john, emails: ['j@s.example'] }).level, 'certain')
})

t.test('organisations are compared by name without legal form', async (t) => {
  const firm = { kind: 'organisation' as const, organisation: 'The Gold Co., Inc.', phones: ['+15125550123'] }
  t.equal(score(firm, { ...firm, organisation: 'Gold Company' }).level, 'certain')
  t.not(score(firm, { ...firm, organisation: 'Silver Ltd' }).level, 'certain')
})

t.test('records of nothing are no duplicates', async (t) => {
  t.same(score({}, {}), { score: 0, probability: 0.00001, level: 'different', fields: [] })
  t.same([...findDuplicates([{ id: 'a' }, { id: 'b' }])], [])
})

t.test('a crowded key pairs neighbours only, each pair once', async (t) => {
  const crowd = Array.from({ length: 1000 }, (_, i) => ({
    keys: ['names:A:B', 'extra'],
    sortKey: String(i).padStart(4, '0'),
  }))
  const pairs = [...candidatePairs(crowd, { window: 5 })]
  t.equal(pairs.length, 5 * 1000 - 15)
  t.equal(new Set(pairs.map(String)).size, pairs.length)
})

t.test('pairs are found in memory as they would be by joining stored keys', async () => {
  const record = fc.record({
    givenName: fc.constantFrom('Anna', 'Ana', 'Bob'),
    familyName: fc.constantFrom('Berg', 'Bergh', 'Lee'),
    emails: fc.subarray(['a@x.de', 'b@x.de']),
  })
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), (records) => {
      const keys = records.map((one, i) => duplicateKeys(featuresOf({ id: String(i), ...one })))
      const joined = keys.flatMap((a, i) =>
        keys.flatMap((b, j) => (i < j && a.keys.some((key) => b.keys.includes(key)) ? [`${i},${j}`] : [])),
      )
      return JSON.stringify([...candidatePairs(keys)].map(String).sort()) === JSON.stringify(joined.sort())
    }),
  )
})

t.test('groups join what pairs connect', async (t) => {
  const pair = (a: string, b: string, level: DuplicatePair['level'] = 'likely'): DuplicatePair => ({
    a,
    b,
    level,
    score: 0,
    probability: 1,
    fields: [],
  })
  t.same(groupDuplicates([pair('a', 'b'), pair('d', 'c'), pair('b', 'e'), pair('e', 'c', 'possible')]), [
    ['a', 'b', 'e'],
    ['c', 'd'],
  ])
  t.same(groupDuplicates([pair('a', 'b'), pair('c', 'd'), pair('d', 'a')]), [['a', 'b', 'c', 'd']])
})

for (const [file, baseline] of [
  ['febrl1.csv', 0.994],
  ['febrl2.csv', 0.9752],
] as const) {
  t.test(
    `${file}: better than exact matching, and nothing wrong is certain`,
    { skip: withoutData },
    async (t) => {
      const records = febrl(file)
      const pairs = [...findDuplicates(records)]
      const shown = quality(records, pairs)
      t.ok(shown.f1 > baseline, `F1 of all pairs shown is ${shown.f1.toFixed(4)}`)
      t.ok(shown.precision >= 0.99, `their precision is ${shown.precision.toFixed(4)}`)
      const certain = quality(
        records,
        pairs.filter(({ level }) => level === 'certain'),
      )
      t.ok(
        certain.precision >= 0.99 && certain.recall > 0.6,
        `certain: precision ${certain.precision}, recall ${certain.recall.toFixed(3)}`,
      )
      const likely = quality(
        records,
        pairs.filter(({ level }) => level !== 'possible'),
      )
      t.ok(likely.f1 > 0.99, `F1 of certain and likely is ${likely.f1.toFixed(4)}`)
    },
  )
}

t.test('no naughty string makes it throw', { skip: withoutData }, async (t) => {
  const all = (JSON.parse(contactData('blns.json')) as string[]).map((text, i) => ({
    id: String(i),
    givenName: text,
    familyName: text,
    organisation: text,
    suffix: text,
    emails: [text],
    phones: [text],
    addresses: [{ street1: text, street2: text, city: text, region: text, postalCode: text }],
  }))
  t.doesNotThrow(() => [...findDuplicates(all)])
})

/** The Febrl records; the number in an id tells who is who. The tax number is left out. */
function febrl(file: string): DuplicateRecord[] {
  const [, ...lines] = contactData(`dedupe/${file}`).trim().split('\n')
  return lines.map((line) => {
    const [
      id = '',
      givenName = '',
      familyName = '',
      number,
      street,
      street2 = '',
      city = '',
      postalCode = '',
      region = '',
      born = '',
    ] = line.split(',').map((cell) => cell.trim())
    const birthday = /^\d{8}$/.test(born)
      ? { year: Number(born.slice(0, 4)), month: Number(born.slice(4, 6)), day: Number(born.slice(6)) }
      : undefined
    const addresses = [{ street1: `${number} ${street}`, street2, city, postalCode, region }]
    return { id, givenName, familyName, addresses, ...(birthday ? { birthday } : {}) }
  })
}

function quality(records: DuplicateRecord[], pairs: DuplicatePair[]) {
  const entity = (id: string) => id.split('-')[1] ?? ''
  const sizes = new Map<string, number>()
  for (const { id } of records) sizes.set(entity(id), (sizes.get(entity(id)) ?? 0) + 1)
  const truth = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const right = pairs.filter(({ a, b }) => entity(a) === entity(b)).length
  const [precision, recall] = [right / pairs.length, right / truth]
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}
