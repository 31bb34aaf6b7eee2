import t from 'tap'
import type { FieldDescriptor } from '../src/entity/types.ts'
import { EMPTY_STATE, parseAddress } from '../src/list/address.ts'
import {
  bounds,
  chipFields,
  choiceFilters,
  chosenValues,
  editorFor,
  rangeFilters,
} from '../src/list/filter-model.ts'
import { describeFilters } from '../src/list/filter-text.ts'
import { PRESETS, presetRange, toBound, toDay } from '../src/list/filters/date-range.ts'
import { firstList } from '../src/list/first-list.ts'
import { includesFor, listQuery } from '../src/list/query.ts'
import { field, key, manifest, stone } from './fixtures.ts'

const [stockNumber, carat, cut, price, supplier] = ['stockNumber', 'carat', 'cut', 'price', 'supplierId'].map(
  (name) => stone.fields.find((one) => one.name === name) ?? field(name, 'text'),
) as [FieldDescriptor, FieldDescriptor, FieldDescriptor, FieldDescriptor, FieldDescriptor]
const words = { t: key, locale: 'en', currency: 'USD', nameOf: () => 'Antwerp House' }

t.test('one choice is an equality, several are a list, none is no filter', async (t) => {
  t.same(choiceFilters(cut, ['ideal']), [{ field: 'cut', op: 'eq', value: 'ideal' }])
  t.same(choiceFilters(cut, ['ideal', 'good']), [{ field: 'cut', op: 'in', value: 'ideal,good' }])
  t.same(choiceFilters(cut, []), [])
  t.same(chosenValues(choiceFilters(cut, ['ideal', 'good'])), ['ideal', 'good'])
})

t.test('an empty bound of a range is no filter', async (t) => {
  t.same(rangeFilters('carat', '1', ''), [{ field: 'carat', op: 'gte', value: '1' }])
  t.same(bounds(rangeFilters('carat', '1', '2')), { min: '1', max: '2' })
})

t.test('each kind of field has the control that fits it', async (t) => {
  t.equal(editorFor(cut), 'choice')
  t.equal(editorFor(price), 'range')
  t.equal(editorFor(supplier), 'reference')
  t.equal(editorFor(stockNumber), 'text')
  t.equal(editorFor(field('at', 'instant')), 'dates')
})

t.test('filters are told in words', async (t) => {
  const tell = (of: FieldDescriptor, text: string): string =>
    describeFilters(of, parseAddress(new URLSearchParams(text)).filters, words)
  t.equal(tell(cut, 'cut[in]=ideal,good'), 'Ideal, Good')
  t.equal(tell(carat, 'carat[gte]=1&carat[lte]=1.5'), '1.00\u00a0ct – 1.50\u00a0ct')
  t.equal(tell(price, 'price[gte]=150000'), '≥ $1,500.00')
  t.equal(tell(supplier, 'supplierId=x'), 'Antwerp House')
  t.equal(tell(stockNumber, 'stockNumber[contains]=D-1'), 'filter.contains “D-1”')
  t.equal(tell(cut, 'cut[isNull]=true'), 'filter.emptyShort')
})

t.test('a filtered field has a chip even where there is room for few', async (t) => {
  const columns = stone.fields.filter(({ name }) => stone.list.columns.includes(name))
  const active = [{ field: 'stockNumber', op: 'contains' as const, value: 'D' }]
  t.same(
    chipFields(stone, columns, active, 2).map(({ name }) => name),
    ['carat', 'stockNumber'],
  )
  t.same(
    chipFields(stone, columns, [], 10).map(({ name }) => name),
    ['carat', 'cut', 'price', 'supplierId'],
  )
})

t.test('a list asks for the relations its columns name, if the actor may see them', async (t) => {
  t.same(includesFor(stone, ['supplierId'], new Set(['suppliers'])), ['supplier'])
  t.same(includesFor(stone, ['supplierId'], new Set()), [])
})

t.test('a search is ranked by the server unless a sort is chosen', async (t) => {
  const query = (state: Partial<typeof EMPTY_STATE>): string =>
    listQuery(stone, { ...EMPTY_STATE, ...state }, [], new Set()).toString()
  t.equal(query({}), 'sort=-carat')
  t.equal(query({ q: 'oval' }), 'q=oval')
  t.equal(query({ q: 'oval', sort: [{ field: 'price', descending: true }] }), 'q=oval&sort=-price')
})

t.test('every stretch of time ends today and includes its first day', async (t) => {
  const today = new Date(2026, 2, 5, 23, 59)
  t.same(
    PRESETS.map((preset) => presetRange(preset, today).from),
    ['2026-03-05', '2026-02-27', '2026-02-04', '2026-03-01', '2026-01-01'],
  )
  t.ok(PRESETS.every((preset) => presetRange(preset, today).to === '2026-03-05'))
})

t.test('a day becomes the first and the last instant of that day, and back', async (t) => {
  t.equal(toDay(toBound('instant', '2026-03-05', 'start')), '2026-03-05')
  t.equal(toDay(toBound('instant', '2026-03-05', 'end')), '2026-03-05')
  t.ok(toBound('instant', '2026-03-05', 'end') > toBound('instant', '2026-03-05', 'start'))
  t.equal(toBound('date', '2026-03-05', 'end'), '2026-03-05')
  t.equal(toBound('instant', '', 'start'), '')
})

t.test('the list of an address is known before the shell is there', async (t) => {
  const of = (pathname: string, search = '') => firstList(manifest, { pathname, search })
  t.match(of('/admin/stones', '?cut=ideal&sort=price'), {
    collection: 'stones',
    query: 'cut=ideal&sort=price',
    path: '/stones?cut=ideal&sort=price&limit=60',
  })
  t.equal(of('/admin/stones/')?.query, 'sort=-carat')
  t.equal(of('/admin/stones', '?q=ruby')?.path, '/stones?q=ruby&limit=60')
  for (const other of ['/admin', '/admin/', '/admin/stones/new', '/admin/rings', '/elsewhere/stones'])
    t.equal(of(other), undefined, other)
})
