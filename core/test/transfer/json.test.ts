import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { type Json, openRows } from '../../src/transfer/index.ts'
import { collect, readAll, streamOf } from './support.ts'

t.test('NDJSON keeps types and nested values, absent is not null', async (t) => {
  const { source, values } = await readAll('{"a":1,"b":{"c":[1,2]},"d":null}\r\n\r\n{"a":"x","d":true}\n')
  t.same([source.format, source.headers], ['ndjson', ['a', 'b', 'd']])
  t.strictSame(values, [
    [1, { c: [1, 2] }, null],
    ['x', undefined, true],
  ])
})

t.test('a JSON array is read object by object, pretty-printed or not', async (t) => {
  const objects = [
    { a: 'x{"[', b: [{ c: 1 }] },
    { a: '\\"', b: [] },
  ]
  for (const text of [
    JSON.stringify(objects),
    JSON.stringify(objects, null, 2),
    objects.map((one) => JSON.stringify(one, null, 2)).join('\n'),
  ]) {
    const source = await openRows(streamOf(text, 3))
    t.equal(source.format, 'json')
    t.strictSame(
      (await collect(source)).map(({ values }) => values),
      objects.map(({ a, b }) => [a, b]),
    )
  }
  t.same((await readAll('[]')).rows, [])
})

t.test('numbers with more digits than a double holds stay exact, as text', async (t) => {
  const { values } = await readAll(
    '{"price":12345678901234567.89,"id":9007199254740993,"note":"id 9007199254740993","ok":1.5}\n',
  )
  t.strictSame(values, [['12345678901234567.89', '9007199254740993', 'id 9007199254740993', 1.5]])
})

t.test('a wrong record is an issue of its row, the others are read', async (t) => {
  const { rows } = await readAll('{"a":1}\n{"a":2,}\n[3]\n{"a":4,"b":5}\n')
  t.same(
    rows.map(({ line }) => line),
    [1, 2, 3, 4],
  )
  t.match(rows[1]?.issue, /not valid JSON/)
  t.match(rows[2]?.issue, /no object/)
  t.same(rows[3]?.values, [4, 5], 'keys of the first records are all known')
})

t.test('a key that turns up late is told', async (t) => {
  const many = '{"a":1}\n'.repeat(30_000)
  const { source, rows } = await readAll(`${many}{"a":2,"late":3}\n`)
  t.match(rows.at(-1)?.issue, /No column for "late"/)
  t.same([source.counts.rows, source.counts.long], [30_001, 1])
})

t.test('no key of an object is taken for one it inherits', async (t) => {
  const { source, values } = await readAll('{"constructor":"x","__proto__":"y"}\n{"a":1}\n')
  t.same(source.headers, ['constructor', '__proto__', 'a'])
  t.strictSame(values, [
    ['x', 'y', undefined],
    [undefined, undefined, 1],
  ])
})

t.test('broken JSON is refused with its line', async (t) => {
  await t.rejects(readAll('[{"a":1},\n{"a":2'), { code: 'IMPORT_JSON_BROKEN', message: /line 2/ })
  await t.rejects(readAll('[{"a":1},\n 7]'), { code: 'IMPORT_JSON_BROKEN', message: /line 2.*"7"/i })
})

t.test('a CSV that opens with a bracket is a CSV', async (t) => {
  t.equal((await readAll('[id],name\n1,Ann\n')).source.format, 'csv')
  t.equal((await readAll('{id},name\n1,Ann\n')).source.format, 'csv')
})

t.test('any objects come out of any chunks as they went in', async () => {
  const objects = fc.array(
    fc.dictionary(fc.constantFrom('a', 'b', '"', '\\', '{'), fc.jsonValue() as fc.Arbitrary<Json>, {
      minKeys: 1,
    }),
    { minLength: 1, maxLength: 5 },
  )
  await fc.assert(
    fc.asyncProperty(objects, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (list, size, asArray) => {
      const text = asArray ? JSON.stringify(list) : list.map((one) => JSON.stringify(one)).join('\n')
      const source = await openRows(streamOf(text, size))
      const read = (await collect(source)).map(({ values }) =>
        Object.fromEntries(
          source.headers.flatMap((header, i) => (values[i] === undefined ? [] : [[header, values[i]]])),
        ),
      )
      assert.deepEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(list)))
    }),
    { numRuns: 200 },
  )
})
