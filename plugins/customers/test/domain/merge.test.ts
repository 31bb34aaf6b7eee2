import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import t from 'tap'
import { emptyCustomer } from '../../src/domain/customer.ts'
import { planMerge, undoMerge } from '../../src/domain/merge.ts'
import { CUSTOMER_RULES, type MergeableCustomer } from '../../src/domain/merge-rules.ts'

const customer = (fields: Partial<MergeableCustomer>): MergeableCustomer => ({
  ...emptyCustomer(),
  consents: [],
  ...fields,
})
const merge = (winner: Partial<MergeableCustomer>, loser: Partial<MergeableCustomer>, choices = {}) =>
  planMerge(customer(winner), customer(loser), CUSTOMER_RULES, choices)

t.test('what the winner knows stands, what only the loser knows is taken', async (t) => {
  const { result, conflicts } = merge(
    { nickname: 'Bibi', language: 'en' },
    { nickname: 'B', title: 'Buyer', language: 'en' },
  )
  t.match(result, { nickname: 'Bibi', title: 'Buyer', language: 'en' })
  t.same(conflicts, [{ field: 'nickname', taken: 'winner', winner: 'Bibi', loser: 'B' }])
})

t.test('a chosen value goes before the winner’s', async (t) => {
  t.match(merge({ nickname: 'Bibi' }, { nickname: 'B' }, { nickname: 'loser' }), {
    result: { nickname: 'B' },
    conflicts: [{ taken: 'loser' }],
  })
})

t.test(
  'the parts of a name come from one side, missing ones are filled where nothing contradicts',
  async (t) => {
    const { result } = merge(
      { givenName: 'Anna', familyName: 'Berg' },
      { givenName: 'ANNA', additionalName: 'Maria', familyName: 'Berg', prefix: 'Dr.' },
    )
    t.match(result, { prefix: 'Dr.', givenName: 'Anna', additionalName: 'Maria', familyName: 'Berg' })
    const other = merge({ givenName: 'Anna' }, { givenName: 'Ann', familyName: 'Berg' }).result
    t.equal(other.familyName, undefined)
    t.match(
      merge({ givenName: 'Anna' }, { givenName: 'Ann', familyName: 'Berg' }, { givenName: 'loser' }).result,
      { givenName: 'Ann', familyName: 'Berg' },
    )
  },
)

t.test('lists are united and keep one primary', async (t) => {
  const mail = (address: string, label = 'other') => ({ label, address, primary: true })
  const { result } = merge(
    { emails: [mail('A@b.com'), { ...mail('z@b.com'), primary: false }] },
    { emails: [mail('a@b.com', 'home'), mail('c@b.com')], tags: ['VIP'] },
  )
  t.same(result.emails, [
    { label: 'home', address: 'A@b.com', primary: true },
    { label: 'other', address: 'z@b.com', primary: false },
    { label: 'other', address: 'c@b.com', primary: false },
  ])
  t.same(result.tags, ['VIP'])
})

t.test('a refusal on either side stands', async (t) => {
  const consent = (channel: string, state: 'granted' | 'refused', at: string) => ({
    channel,
    state,
    at,
    proof: at,
  })
  const { result } = merge(
    {
      consents: [
        consent('email', 'granted', '2026-01-01'),
        consent('sms', 'granted', '2020-01-01'),
        consent('phone', 'refused', '2020-01-01'),
      ],
    },
    {
      consents: [
        consent('email', 'refused', '2020-01-01'),
        consent('sms', 'granted', '2021-01-01'),
        consent('phone', 'granted', '2026-01-01'),
        consent('post', 'granted', '2026-01-01'),
      ],
    },
  )
  t.same(
    result.consents.map(({ channel, state, at }) => `${channel} ${state} ${at}`),
    [
      'email refused 2020-01-01',
      'sms granted 2021-01-01',
      'phone refused 2020-01-01',
      'post granted 2026-01-01',
    ],
  )
})

t.test('dates are completed by a known year, notes are joined once', async (t) => {
  t.same(
    merge({ birthday: { month: 4, day: 15 } }, { birthday: { year: 1980, month: 4, day: 15 } }).result
      .birthday,
    { year: 1980, month: 4, day: 15 },
  )
  t.same(
    merge({ birthday: { month: 4, day: 15 } }, { birthday: { year: 1980, month: 5, day: 15 } }).result
      .birthday,
    { month: 4, day: 15 },
  )
  t.equal(
    merge({ notes: 'Likes gold' }, { notes: 'Allergic to nickel' }).result.notes,
    'Likes gold\n\nAllergic to nickel',
  )
  t.equal(merge({ notes: 'Likes gold' }, { notes: 'gold' }).result.notes, 'Likes gold')
})

t.test('after an undo edits made since are kept and named', async (t) => {
  const plan = merge({ nickname: 'Bibi', tags: ['a'] }, { title: 'Buyer', tags: ['b'] })
  const { winner, loser, edited } = undoMerge(plan, { ...plan.result, nickname: 'Bea', tags: ['b', 'new'] })
  t.same(
    winner,
    customer({ nickname: 'Bea', tags: ['new'] }),
    'the tag taken off stays off, the other one’s goes back',
  )
  t.same(loser, customer({ title: 'Buyer', tags: ['b'] }))
  t.same(edited.sort(), ['nickname', 'tags'])
})

const word = fc.constantFrom('', 'Anna', 'Berg', 'x')
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const state = fc.constantFrom('granted' as const, 'refused' as const)
const anyone = fc
  .record({
    givenName: maybe(word),
    familyName: maybe(word),
    nickname: maybe(word),
    notes: maybe(word),
    birthday: maybe(fc.constantFrom({ month: 1, day: 1 }, { year: 1990, month: 1, day: 1 })),
    tags: fc.array(word),
    emails: fc.array(
      fc.record({ label: word, address: fc.constantFrom('a@b.c', 'A@b.c', 'x'), primary: fc.boolean() }),
    ),
    consents: fc.uniqueArray(
      fc.record({ channel: fc.constantFrom('email', 'sms'), state, at: fc.constantFrom('2020', '2021') }),
      { selector: ({ channel }) => channel },
    ),
  })
  .map((fields) =>
    structuredClone(
      customer(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))),
    ),
  )

t.test('an undo right after the merge gives both records back exactly, also through JSON', async () => {
  fc.assert(
    fc.property(anyone, anyone, (winner, loser) => {
      const stored = JSON.parse(JSON.stringify(planMerge(winner, loser, CUSTOMER_RULES)))
      deepStrictEqual(undoMerge(stored, structuredClone(stored.result)), { winner, loser, edited: [] })
    }),
  )
})

t.test('no refusal and no tag is ever lost, and neither record is changed', async () => {
  fc.assert(
    fc.property(anyone, anyone, (winner, loser) => {
      const [before, other] = [structuredClone(winner), structuredClone(loser)]
      const { result } = planMerge(winner, loser, CUSTOMER_RULES)
      deepStrictEqual([winner, loser], [before, other])
      const refused = (one: MergeableCustomer) =>
        one.consents.filter((consent) => consent.state === 'refused').map(({ channel }) => channel)
      const tags = new Set(result.tags.map((tag) => tag.toLowerCase()))
      return (
        [...refused(winner), ...refused(loser)].every((channel) => refused(result).includes(channel)) &&
        [...winner.tags, ...loser.tags].every((tag) => tags.has(tag.toLowerCase()))
      )
    }),
  )
})
