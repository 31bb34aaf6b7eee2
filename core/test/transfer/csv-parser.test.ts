import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import t from 'tap'
import { CsvParser, DEFAULT_DIALECT, type Dialect } from '../../src/transfer/read/csv-parser.ts'
import { readAll, sharedText, skipWithout } from './support.ts'

function parseAll(text: string, dialect: Partial<Dialect> = {}, chunk = Number.POSITIVE_INFINITY) {
  const parser = new CsvParser({ ...DEFAULT_DIALECT, ...dialect })
  const records: string[][] = []
  const lines: number[] = []
  const take = (batch: { records: string[][]; lines: number[] }) => {
    records.push(...batch.records)
    lines.push(...batch.lines)
  }
  for (let at = 0; at < text.length; at += chunk) take(parser.push(text.slice(at, at + chunk)))
  take(parser.end())
  return { records, lines, unclosed: parser.unclosedQuoteLine }
}

t.test('quotes, delimiters and line ends are read as RFC 4180 says', async (t) => {
  t.same(parseAll('a,b\r\n1,2\r\n').records, [
    ['a', 'b'],
    ['1', '2'],
  ])
  t.same(parseAll('a,"b ""x"", c"\n').records, [['a', 'b "x", c']])
  t.same(parseAll('"a\r\nb",c').records, [['a\r\nb', 'c']])
  t.same(parseAll('a,\n,b\n').records, [
    ['a', ''],
    ['', 'b'],
  ])
  t.same(parseAll('a,').records, [['a', '']])
  t.same(parseAll('""').records, [['']])
  t.same(parseAll('').records, [])
})

t.test('what spreadsheets forgive is forgiven', async (t) => {
  t.same(
    parseAll('5.0"x3,a "quoted" word\n').records,
    [['5.0"x3', 'a "quoted" word']],
    'a quote inside is a character',
  )
  t.same(parseAll('"a"b,c\n').records, [['ab', 'c']], 'text behind the closing quote belongs to the value')
  t.same(parseAll('1, "a, b" ,c\n', { spaceBeforeQuote: true }).records, [['1', 'a, b', 'c']])
  t.same(parseAll('a\rb\rc', { newline: '\r' }).records, [['a'], ['b'], ['c']])
  t.same(parseAll('a\rb,c\n').records, [['a\rb', 'c']], 'a lone CR is a character in a file of LF')
  t.same(parseAll('one\ntwo, three\n', { delimiter: '' }).records, [['one'], ['two, three']])
  t.same(parseAll("'a,b',c\n", { quote: "'" }).records, [['a,b', 'c']])
})

t.test('each record knows its line, line breaks in quotes included', async (t) => {
  t.same(parseAll('h\n"a\nb"\n\nc\n').lines, [1, 2, 4, 5])
})

t.test('a quote that is never closed is told with its line', async (t) => {
  const { records, unclosed } = parseAll('a,b\n1,"two\n3,4\n')
  t.same(records, [
    ['a', 'b'],
    ['1', 'two\n3,4\n'],
  ])
  t.equal(unclosed, 2)
})

t.test('a record without end is refused before it fills the memory', async (t) => {
  const parser = new CsvParser(DEFAULT_DIALECT, 1000)
  t.throws(
    () => {
      for (let i = 0; i < 100; i++) parser.push(`"${'x'.repeat(99)}`.slice(i === 0 ? 0 : 1))
    },
    { code: 'IMPORT_RECORD_TOO_LONG' },
  )
})

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '\u{1f48e}', ' ', '"', ',', ';', '\n', '\r', "'", '1', '.'),
  maxLength: 8,
})
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })

t.test(
  'however a table is quoted and cut into chunks, it comes out as it went in, and as csv-parse reads it',
  async () => {
    fc.assert(
      fc.property(
        table,
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom(',', ';'),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (rows, quoteAll, newline, delimiter, chunk, lastEnd) => {
          const needsQuotes = (text: string) => quoteAll || /["\r\n,;]/.test(text)
          const print = (text: string) => (needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text)
          const text =
            rows.map((row) => row.map(print).join(delimiter)).join(newline) + (lastEnd ? newline : '')
          const { records } = parseAll(text, { delimiter }, chunk)
          assert.deepEqual(records, rows)
          assert.deepEqual(
            records,
            parse(text, { delimiter, record_delimiter: newline, relax_column_count: true }),
          )
        },
      ),
      { numRuns: 1000 },
    )
  },
)

t.test('any text at all gives the same records in one piece and in chunks', async () => {
  const anything = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 40 })
  fc.assert(
    fc.property(
      anything,
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom('\n', '\r') as fc.Arbitrary<'\n' | '\r'>,
      fc.boolean(),
      (text, chunk, newline, spaceBeforeQuote) => {
        assert.deepEqual(
          parseAll(text, { newline, spaceBeforeQuote }, chunk),
          parseAll(text, { newline, spaceBeforeQuote }),
        )
      },
    ),
    { numRuns: 2000 },
  )
})

const SPECTRUM = 'contacts/csv/csv-spectrum'

t.test('csv-spectrum is read 12 of 12', { skip: skipWithout(SPECTRUM) }, async (t) => {
  const names = [
    'comma_in_quotes',
    'empty',
    'empty_crlf',
    'escaped_quotes',
    'json',
    'location_coordinates',
    'newlines',
    'newlines_crlf',
    'quotes_and_newlines',
    'simple',
    'simple_crlf',
    'utf8',
  ]
  for (const name of names) {
    const text = sharedText(`${SPECTRUM}/csvs/${name}.csv`)
    // The copy at hand lost its carriage returns on the way.
    const { source, rows } = await readAll(name.endsWith('_crlf') ? text.replace(/\r?\n/g, '\r\n') : text)
    const objects = rows.map(({ values }) =>
      Object.fromEntries(source.headers.map((header, i) => [header, values[i]])),
    )
    const expected = [JSON.parse(sharedText(`${SPECTRUM}/json/${name}.json`))].flat()
    // The published JSON of this one has another phone number than its CSV.
    if (name === 'location_coordinates') expected[0]['Contact Phone Number'] = '2095257564'
    t.strictSame(objects, expected, name)
  }
})

t.test(
  'the samples of papaparse are read as csv-parse reads them',
  { skip: skipWithout('contacts/csv/papaparse') },
  async (t) => {
    for (const name of ['long-sample', 'sample-header', 'sample', 'utf-8-bom-sample', 'verylong-sample']) {
      const text = sharedText(`contacts/csv/papaparse/${name}.csv`)
      const expected = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true })
      t.strictSame(
        parseAll(text.replace(/^\ufeff/, '')).records.filter((record) => record.join('') !== ''),
        expected.filter((record) => record.join('') !== ''),
        name,
      )
    }
  },
)
