import fc from 'fast-check'
import t from 'tap'
import { alreadyHas, expectedVersion } from '../../src/http/entity-tags.ts'
import { testApp } from '../../src/testing/app.ts'

t.test('If-Match names the versions of its strong tags', async (t) => {
  const cases: [string | undefined, unknown][] = [
    [undefined, undefined],
    ['*', 'any'],
    [' * ', 'any'],
    ['"7"', [7]],
    ['"7", "8"', [7, 8]],
    ['"7","8" ,\t"9"', [7, 8, 9]],
    [', "7",, "8",', [7, 8]],
    ['W/"7"', []],
    ['W/"7", "8"', [8]],
    ['"a,b", "8"', [8]],
    ['"07"', []],
    ['7', []],
    ['"7" "8"', []],
    ['"7', []],
    ['*, "7"', []],
    ['', []],
  ]
  for (const [header, expected] of cases) t.same(expectedVersion(header), expected, String(header))
})

t.test('any list of strong versions is read back, however it is spaced', async () => {
  const separator = fc.constantFrom(',', ', ', ' ,', ' , ,\t')
  const versions = fc.array(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(versions, separator, (list, between) => {
      const header = list.map((version) => `"${version}"`).join(between)
      return JSON.stringify(expectedVersion(header)) === JSON.stringify(list)
    }),
  )
})

t.test('reading a header takes linear time', async (t) => {
  const started = performance.now()
  t.same(expectedVersion(`${' ,'.repeat(20_000)}x`), [])
  t.ok(performance.now() - started < 500)
})

t.test('If-None-Match compares weakly', async (t) => {
  for (const header of ['"3"', 'W/"3"', '"1", "3"', '*']) t.ok(alreadyHas(header, '"3"'), header)
  for (const header of [undefined, '"4"', '3', '"33"']) t.notOk(alreadyHas(header, '"3"'), String(header))
})

t.test('records heed both over HTTP', async (t) => {
  const app = await testApp({ plugins: [] })
  t.teardown(() => app.end())
  const made = await app.request('POST', '/api/v1/roles', { name: 'Seller', permissions: [] })
  const path = `/api/v1/roles/${made.body.id}`
  const patch = (tag: string, name: string) =>
    app.request('PATCH', path, { name }, { headers: { 'if-match': tag } })

  t.match(await patch('"4", "1"', 'One'), { status: 200, body: { version: 2 } })
  t.match(await patch('"1", "4"', 'Two'), { status: 412, body: { code: 'STALE_VERSION' } })
  t.match(await patch('W/"2"', 'Two'), { status: 412 }, 'a weak tag matches nothing')
  t.match(await patch('nonsense', 'Two'), { status: 412 })
  t.match(await patch('*', 'Two'), { status: 200, body: { version: 3 } })
  t.match(await app.request('GET', path, undefined, { headers: { 'if-none-match': '"1", W/"3"' } }), {
    status: 304,
  })
  const nobody = '/api/v1/roles/0199e0a4-6c1f-7b52-9d3e-5a1c8f20b647'
  const gone = await app.request('PATCH', nobody, { name: 'X' }, { headers: { 'if-match': '*' } })
  t.match(gone, { status: 404 }, 'an unknown record is unknown before it is anything else')
})
