import t from 'tap'
import { Unreadable } from '../src/fields/unreadable.ts'
import { checkValues } from '../src/form/check.ts'
import {
  type DraftStore,
  draftKey,
  dropDraft,
  giveDraftsBack,
  holdDrafts,
  readDraft,
  writeDraft,
} from '../src/form/draft.ts'
import { fieldProblems } from '../src/form/problems.ts'
import { bodyOf, changedKeys, emptyValues, filledKeys, valuesOf } from '../src/form/values.ts'
import { key, lookup, stone } from './fixtures.ts'

const row = {
  id: 's1',
  version: 3,
  stockNumber: 'D-1',
  carat: 1.5,
  cut: 'ideal',
  price: { amount: 100, currency: 'USD' },
  supplierId: null,
  secret: 'x',
  custom: { hallmark: 'AU750' },
  parts: [{ id: 'p1', stoneId: 's1', name: 'Mount', note: null }],
}

function memory(): DraftStore & { all: Map<string, string> } {
  const all = new Map<string, string>()
  return {
    all,
    getItem: (name) => all.get(name) ?? null,
    setItem: (name, text) => void all.set(name, text),
    removeItem: (name) => void all.delete(name),
  }
}

t.test('a record becomes form values with its run-time fields and its own parts', async (t) => {
  const values = valuesOf(stone, row, lookup)
  t.equal(values['custom.hallmark'], 'AU750')
  t.same(values.parts, [{ id: 'p1', name: 'Mount', note: null }])
  t.notOk('id' in values)
})

t.test('only what changed is sent, run-time fields together', async (t) => {
  const before = valuesOf(stone, row, lookup)
  const after = { ...before, carat: 2, 'custom.hallmark': 'PT950', price: { amount: 100, currency: 'USD' } }
  const changed = changedKeys(before, after)
  t.same(changed.sort(), ['carat', 'custom.hallmark'])
  t.same(bodyOf(after, changed), { carat: 2, custom: { hallmark: 'PT950' } })
})

t.test('a new record takes what the address brings and sends only what was filled in', async (t) => {
  const values = emptyValues(stone, new URLSearchParams({ supplierId: 'x' }))
  t.same(filledKeys({ ...values, stockNumber: 'D-2', cut: null }), ['stockNumber', 'supplierId'])
})

t.test('missing, unreadable and malformed values are told at their field, in parts too', async (t) => {
  const values = {
    ...emptyValues(stone, new URLSearchParams()),
    carat: new Unreadable('abc'),
    parts: [{ name: null, note: null }],
  }
  t.same(checkValues(stone, values, lookup, key), {
    stockNumber: 'form.required',
    carat: 'form.invalidNumber',
    'parts.0.name': 'form.required',
  })
})

t.test('refusals of the server find their fields by their pointers', async (t) => {
  const { byField, rest } = fieldProblems(
    [
      { pointer: '/carat', message: 'too much' },
      { pointer: '/price/amount', message: 'must be whole' },
      { pointer: '/custom/hallmark', message: 'unknown' },
      { pointer: '/parts/0/name', message: 'taken' },
      { pointer: '', message: 'No.' },
      { pointer: '/a~1b', message: 'odd' },
    ],
    (name) => !name.includes('/'),
  )
  t.same(byField, {
    carat: 'too much',
    price: 'must be whole',
    'custom.hallmark': 'unknown',
    'parts.0.name': 'taken',
  })
  t.same(rest, ['No.', 'a/b: odd'])
})

t.test('a draft is kept for its person and form, without secrets and unreadable values', async (t) => {
  const store = memory()
  const now = Date.parse('2026-03-05T12:00:00Z')
  const name = draftKey('u1', 'stones', 's1')
  writeDraft(store, name, stone, { stockNumber: 'D-3', secret: 'hush', carat: new Unreadable('x') }, now)
  t.same(readDraft(store, name, now)?.values, { stockNumber: 'D-3' })
  t.equal(readDraft(store, draftKey('u2', 'stones', 's1'), now), undefined)
  t.notOk([...store.all.values()].join().includes('hush'))
  dropDraft(store, name)
  t.equal(readDraft(store, name, now), undefined)
})

t.test(
  'while nobody is signed in the device keeps no draft, and each person gets back their own',
  async (t) => {
    const store = memory()
    const kept = Object.assign(Object.create(store) as Storage, { 'bezel.theme': 'dark' })
    for (const who of ['u1', 'u2']) {
      const name = draftKey(who, 'stones', 's1')
      writeDraft(store, name, stone, { stockNumber: who }, 0)
      Object.assign(kept, { [name]: '' })
    }
    const held = new Map<string, string>()
    holdDrafts(kept, held)
    t.equal(store.all.size, 0)
    t.equal(held.size, 2)
    giveDraftsBack(store, held, 'u1')
    t.equal(readDraft(store, draftKey('u1', 'stones', 's1'), 0)?.values.stockNumber, 'u1')
    t.equal(readDraft(store, draftKey('u2', 'stones', 's1'), 0), undefined)
    t.equal(held.size, 1, 'what is another person’s waits for them')
  },
)

t.test('a draft older than a week is gone, and a broken one is none', async (t) => {
  const store = memory()
  writeDraft(store, 'd', stone, { stockNumber: 'D-3' }, 0)
  t.equal(readDraft(store, 'd', 8 * 86_400_000), undefined)
  t.equal(store.all.size, 0)
  store.setItem('d', '{')
  t.equal(readDraft(store, 'd', 0), undefined)
})
