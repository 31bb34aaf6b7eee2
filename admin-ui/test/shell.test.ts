import t from 'tap'
import { actionLabel } from '../src/actions/action-label.ts'
import { humanize } from '../src/actions/humanize.ts'
import { schemaFields } from '../src/actions/schema-fields.ts'
import { allows } from '../src/app/allows.ts'
import { fieldSections } from '../src/entity/sections.ts'
import { patchOf, readField, titleOf } from '../src/entity/title.ts'
import { de } from '../src/i18n/de.ts'
import { en } from '../src/i18n/en.ts'
import { inSentence } from '../src/i18n/i18n.ts'
import { certainty, mappingOf, rowsWithIssues, targets, withField } from '../src/import/mapping.ts'
import { columnWidths } from '../src/list/column-widths.ts'
import { actionItems, matching, pageItems, recentItems } from '../src/palette/palette-model.ts'
import { activeEntry, navSections } from '../src/shell/nav-model.ts'
import { readAudit } from '../src/timeline/audit.ts'
import { field, key, manifest, stone } from './fixtures.ts'

t.test(
  'a record is called by its title fields as they read elsewhere, else by the end of its id',
  async (t) => {
    t.equal(titleOf(stone, { id: 'x', stockNumber: 'D-1', carat: 1.5 }), 'D-1 1.50\u00a0ct')
    t.equal(titleOf(stone, { id: '0193a5c0-0000-7000-8000-000012345678' }), '12345678')
  },
)

t.test('run-time fields are read from and written to the custom document', async (t) => {
  t.equal(readField({ id: 'x', custom: { hallmark: 'AU750' } }, 'custom.hallmark'), 'AU750')
  t.same(patchOf('custom.hallmark', null), { custom: { hallmark: null } })
})

t.test('permissions cover by name, by collection and altogether', async (t) => {
  t.ok(allows(['*'], 'stones.write'))
  t.ok(allows(['stones.*'], 'stones.write'))
  t.notOk(allows(['stone.*', 'stones.read'], 'stones.write'))
})

t.test(
  'navigation follows the work, names an address once, and the longest address is the active one',
  async (t) => {
    const sections = navSections(manifest)
    t.same(
      sections.map(({ group }) => group),
      ['Inventory', 'Settings'],
    )
    t.equal(sections[0]?.entries.length, 2)
    t.equal(activeEntry(sections, '/stones/counts/7')?.label, 'Stone counts')
    t.equal(activeEntry(sections, '/stonesx'), undefined)
  },
)

t.test('the palette finds pages and actions by words without accents, beginnings first', async (t) => {
  const pages = pageItems(
    manifest,
    [
      { path: '/stock', title: 'Stücke' },
      { path: '/stock/:id', title: 'One' },
    ],
    key,
  )
  t.same(
    matching(pages, 'stu', 9).map(({ label }) => label),
    ['Stücke'],
  )
  t.same(
    matching(pages, 'count stone', 9).map(({ label }) => label),
    ['Stone counts'],
  )
  t.same(
    actionItems(manifest, key).map(({ id }) => id),
    ['new stones', 'import stones', 'export stones'],
  )
  t.same(recentItems([{ collection: 'gone', id: '1', title: 'x' }], manifest.entities), [])
})

t.test('columns show their texts in full and share the room that is left', async (t) => {
  const measure = (text: string): number => text.length * 10
  const columns = [
    { field: field('a', 'text', { label: 'A' }), texts: ['x'.repeat(20)] },
    { field: field('b', 'text', { label: 'B' }), texts: ['y'] },
  ]
  const [tight = 0] = columnWidths(columns, 100, measure)
  t.ok(tight >= 200)
  const [first = 0, second = 0] = columnWidths(columns, 400, measure)
  t.ok(first > tight && first + second <= 400)
})

t.test('an operation takes its form from its input schema', async (t) => {
  const fields = schemaFields(
    {
      type: 'object',
      required: ['reason', 'price'],
      properties: {
        id: { type: 'string' },
        reason: { type: 'string', maxLength: 900 },
        price: { type: 'object', properties: { amount: {}, currency: {} } },
        due: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
        mode: { anyOf: [{ const: 'fast' }, { const: 'safe_mode' }] },
        tags: { type: 'array', items: { type: 'string' } },
      },
    },
    ['id'],
  )
  t.same(
    fields.map(({ name, kind, required }) => [name, kind, required]),
    [
      ['reason', 'text', true],
      ['price', 'money', true],
      ['due', 'date', false],
      ['mode', 'enum', false],
      ['tags', 'list', false],
    ],
  )
  t.equal(fields[0]?.long, true)
  t.same(
    fields[3]?.options?.map(({ label }) => label),
    ['Fast', 'Safe mode'],
  )
})

t.test('an action is called by its verb', async (t) => {
  t.equal(
    actionLabel({ name: 'api-keys.revoke', summary: '', on: 'record', method: 'POST', path: '' }),
    'Revoke',
  )
  t.equal(humanize('dueDate'), 'Due date')
  t.equal(inSentence('Custom field'), 'custom field')
  t.equal(inSentence('API key'), 'API key')
})

t.test(
  'a long record shows first what matters, unless its fields say how they belong together',
  async (t) => {
    const many = Array.from({ length: 20 }, (_, index) => field(`f${index}`, 'text'))
    const entity = { ...stone, title: ['f3'], list: { columns: ['f5'], sort: 'id' } }
    t.same(
      fieldSections(entity, many).map(({ fields, folded }) => [fields.length, folded]),
      [
        [2, false],
        [18, true],
      ],
    )
    t.same(
      fieldSections(entity, many.slice(0, 5)).map(({ fields }) => fields.length),
      [5],
    )
    const grouped = [
      field('a', 'text', { group: 'Price' }),
      field('b', 'text'),
      field('c', 'text', { group: 'Price' }),
    ]
    t.same(
      fieldSections(entity, grouped).map(({ title, fields }) => [title, fields.map(({ name }) => name)]),
      [
        [undefined, ['b']],
        ['Price', ['a', 'c']],
      ],
    )
  },
)

t.test('a field of an import takes one column', async (t) => {
  const columns = [
    { header: 'Ct', field: 'carat', confidence: 1, samples: [] },
    { header: 'Weight', field: null, confidence: 0, samples: [] },
    { header: 'Shade', field: 'tone', confidence: 0.6, samples: [] },
  ]
  t.same(withField(mappingOf(columns), 'Weight', 'carat'), { Ct: null, Weight: 'carat', Shade: 'tone' })
  t.same(columns.map(certainty), ['sure', 'unsure', 'guess'])
  t.ok(targets(stone, columns).some(({ value }) => value === 'tone'))
  t.equal(rowsWithIssues([{ line: 2 }, { line: 2 }, { line: 3 }]), 2)
})

t.test('an audit row is read whatever it leaves out', async (t) => {
  t.match(readAudit({ id: '1', operation: 'stones.create' }), {
    change: 'created',
    diff: {},
    actorName: undefined,
  })
})

t.test('every language has the same texts with the same places to fill', async (t) => {
  const flat = (texts: object, prefix = ''): [string, string][] =>
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string' ? [[prefix + name, value]] : flat(value as object, `${prefix}${name}.`),
    )
  const places = (text: string): string =>
    [...text.matchAll(/\{\{(\w+)/g)]
      .map((match) => match[1])
      .sort()
      .join()
  const german = new Map(flat(de))
  for (const [name, text] of flat(en)) t.equal(places(german.get(name) ?? 'missing'), places(text), name)
  t.equal(german.size, flat(en).length)
})
