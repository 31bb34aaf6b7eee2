import fc from 'fast-check'
import t from 'tap'
import {
  EMPTY_STATE,
  formatAddress,
  type ListState,
  nextSort,
  parseAddress,
  parseSort,
  sameState,
  withFilters,
} from '../src/list/address.ts'

const parse = (text: string): ListState => parseAddress(new URLSearchParams(text))

t.test('an address is read into search, sort, filters, view and columns', async (t) => {
  const state = parse(
    'q=oval&sort=-price,carat&cut=ideal&carat[gte]=1&carat[lt]=1.5&view=v1&columns=carat,cut',
  )
  t.equal(state.q, 'oval')
  t.same(state.sort, [
    { field: 'price', descending: true },
    { field: 'carat', descending: false },
  ])
  t.same(state.filters, [
    { field: 'cut', op: 'eq', value: 'ideal' },
    { field: 'carat', op: 'gte', value: '1' },
    { field: 'carat', op: 'lt', value: '1.5' },
  ])
  t.equal(state.view, 'v1')
  t.same(state.columns, ['carat', 'cut'])
})

t.test('what an address says in no known words is left out', async (t) => {
  t.same(parse('carat[near]=1&a[b][c]=2&[eq]=3').filters, [])
})

t.test('every state survives being written into an address and read back', async (t) => {
  const name = fc
    .stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/)
    .filter((text) => !['q', 'sort', 'view', 'columns'].includes(text))
  const filter = fc.record({
    field: name,
    op: fc.constantFrom('eq', 'in', 'gte', 'contains', 'isNull'),
    value: fc.string(),
  })
  const state = fc.record({
    q: fc.string(),
    sort: fc.uniqueArray(fc.record({ field: name, descending: fc.boolean() }), {
      selector: (sort) => sort.field,
    }),
    filters: fc.array(filter),
    view: fc.option(name, { nil: undefined }),
    columns: fc.option(fc.uniqueArray(name, { minLength: 1 }), { nil: undefined }),
  })
  fc.assert(
    fc.property(state, (before) => {
      const after = parseAddress(new URLSearchParams(formatAddress(before as ListState).toString()))
      t.same(after, before)
    }),
    { numRuns: 200 },
  )
})

t.test('a click on a header sorts up, then down, then not at all', async (t) => {
  const up = nextSort([], 'price', false)
  const down = nextSort(up, 'price', false)
  t.same(up, [{ field: 'price', descending: false }])
  t.same(down, [{ field: 'price', descending: true }])
  t.same(nextSort(down, 'price', false), [])
})

t.test('a shift-click adds a key, and changes one where it stands', async (t) => {
  const two = nextSort(parseSort('price'), 'carat', true)
  t.same(two, parseSort('price,carat'))
  t.same(nextSort(two, 'price', true), parseSort('-price,carat'))
  t.same(nextSort(parseSort('-price,carat'), 'price', true), parseSort('carat'))
})

t.test('replacing the filters of a field leaves the others and their order alone', async (t) => {
  const state = parse('cut=ideal&carat[gte]=1&carat[lte]=2&color=D')
  const next = withFilters(state, 'carat', [{ field: 'carat', op: 'gte', value: '3' }])
  t.same(
    next.filters.map(({ field, value }) => `${field} ${value}`),
    ['cut ideal', 'carat 3', 'color D'],
  )
  t.same(
    withFilters(next, 'carat', []).filters.map(({ field }) => field),
    ['cut', 'color'],
  )
})

t.test('two states are the same whatever the order of filters and the view they came from', async (t) => {
  t.ok(sameState(parse('cut=ideal&carat[gte]=1&view=a'), parse('carat[gte]=1&cut=ideal')))
  t.notOk(sameState(parse('cut=ideal'), EMPTY_STATE))
})
