import assert from 'node:assert/strict'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import Excel from 'exceljs'
import fc from 'fast-check'
import t from 'tap'
import {
  type CellValue,
  createWriter,
  guard,
  openRows,
  unguard,
  type WriteFormat,
  type WriterColumn,
  type WriterOptions,
  XLSX_MAX_ROWS,
} from '../../src/transfer/index.ts'
import { readAll, temporaryFolder } from './support.ts'

async function write(
  format: WriteFormat,
  columns: (string | WriterColumn)[],
  rows: CellValue[][],
  options: WriterOptions = {},
): Promise<Buffer> {
  const out = new PassThrough()
  const whole = buffer(out)
  const writer = createWriter(format, out, columns, options)
  await writer.write(rows)
  await writer.end()
  return whole
}

const DANGEROUS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  "=cmd|'/c calc'!A0",
  '-',
  '＝1+1',
  '+49-30-1234',
  "'=1",
  "''=1",
  "'123",
  '=',
]
const HARMLESS = [
  '-12.5',
  '-0.01',
  '+4930123456',
  '+49 30 123456',
  'a=b',
  "O'Neill",
  "'90s",
  '',
  ' ',
  '1-2',
  'é',
  '"',
  'x\n=1',
]

t.test('what a spreadsheet would run is defused, numbers and phones stay as they are', async (t) => {
  for (const text of DANGEROUS) t.match(guard(text), /^'/, text)
  for (const text of HARMLESS) t.equal(guard(text), text)
  t.equal(unguard("'7210448301122"), '7210448301122', 'the mark that shops put before long numbers')
  t.equal(unguard("'90s ring"), "'90s ring")
})

t.test('guarding is undone for every text', async () => {
  const text = fc.string({
    unit: fc.constantFrom("'", '=', '-', '+', '@', '1', '2', ' ', '.', 'a', '\t'),
    maxLength: 6,
  })
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (one) => {
      assert.equal(unguard(guard(one)), one)
    }),
    { numRuns: 1500 },
  )
})

// Lone surrogates have no form in UTF-8.
const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      "'",
      '=',
      '-',
      '+',
      '@',
      '1',
      '"',
      ',',
      ';',
      '\t',
      '\n',
      '\r',
      '|',
      ' ',
      'a',
      '{',
      '[',
      '<',
    ),
    maxLength: 6,
  }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(...DANGEROUS, ...HARMLESS),
)
const rows = fc.array(
  fc.array(cell, { minLength: 3, maxLength: 3 }).filter((row) => row.some((text) => text.trim() !== '')),
  { minLength: 1, maxLength: 8 },
)

for (const format of ['csv', 'xlsx', 'ndjson'] as const) {
  t.test(`${format}: what is exported is what is imported, for any text`, async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (table, bom) => {
        const written = await write(format, ['first', '-second', 'third'], table, { bom })
        const { source, values } = await readAll(written, { header: true })
        assert.equal(source.format, format)
        assert.deepEqual(source.headers, ['first', '-second', 'third'])
        assert.deepEqual(values, table)
      }),
      { numRuns: format === 'xlsx' ? 60 : 300 },
    )
  })
}

t.test('control characters and broken surrogates survive in a workbook', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({
        unit: fc.constantFrom(
          '\0',
          '\u0008',
          '\u000b',
          '\u001f',
          '\ufffe',
          '\ud800',
          '\udc00',
          '_',
          'x',
          '0',
          '4',
          '1',
          '_x0041_',
          '\u{1f48e}',
        ),
        minLength: 1,
      }),
      async (text) => {
        const { values } = await readAll(await write('xlsx', ['a', 'b'], [['x', text]]), { header: true })
        assert.deepEqual(values, [['x', text]])
      },
    ),
    { numRuns: 60 },
  )
})

t.test('typed columns of a workbook keep their digits', async (t) => {
  const columns: WriterColumn[] = [
    { header: 'weight', type: 'number' },
    { header: 'day', type: 'date' },
    { header: 'sold', type: 'boolean' },
    { header: 'note' },
  ]
  const table = [
    ['0.30', '2024-02-29', 'true', '5'],
    ['12345678901234567.89', '1800-01-01', 'false', ''],
    ['007', 'soon', 'maybe', 'x'],
    ['-0.5', '1900-03-01', 'true', '1'],
  ]
  const written = await write('xlsx', columns, table, {
    sheetName: 'Stones: all / [old] and more than 31 letters',
  })
  const { source, values } = await readAll(written)
  t.strictSame(values, table)
  const book = new Excel.Workbook()
  await book.xlsx.load(written as never)
  const sheet = book.worksheets[0]
  t.equal(sheet?.name, source.sheet)
  t.same(
    (sheet?.getRow(2).values as unknown[] | undefined)?.slice(1),
    [0.3, new Date('2024-02-29T00:00:00Z'), true, '5'],
    'a spreadsheet sees a number, a date, a truth and a text',
  )
})

t.test('values of every type are written', async (t) => {
  const row: CellValue[] = [
    1.5,
    12n,
    true,
    null,
    undefined,
    new Date('2024-01-01T00:00:00Z'),
    { a: [1] },
    9007199254740993n,
  ]
  const names = row.map((_, i) => `c${i}`)
  const texts = ['1.5', '12', 'true', '', '', '2024-01-01T00:00:00.000Z', '{"a":[1]}', '9007199254740993']
  t.strictSame((await readAll(await write('csv', names, [row]))).values, [texts])
  t.strictSame((await readAll(await write('xlsx', names, [row]))).values, [texts])
  const { source, values } = await readAll(await write('ndjson', names, [row]))
  t.same(source.headers, ['c0', 'c1', 'c2', 'c3', 'c5', 'c6', 'c7'])
  t.strictSame(values, [[1.5, 12, true, null, '2024-01-01T00:00:00.000Z', { a: [1] }, '9007199254740993']])
})

t.test('a CSV for Excel begins with a byte order mark, in the delimiter wanted', async (t) => {
  const written = await write('csv', ['a', 'b'], [['x;y', 'é']], { bom: true, delimiter: ';' })
  t.equal(written.toString(), '\ufeffa;b\r\n"x;y";é\r\n')
})

t.test('a table without rows has its header', async (t) => {
  for (const format of ['csv', 'xlsx'] as const) {
    const { source, rows: none } = await readAll(await write(format, ['a', 'b'], []))
    t.same([source.headers, none], [['a', 'b'], []], format)
  }
})

t.test('what a sheet cannot hold is refused', async (t) => {
  await t.rejects(write('xlsx', ['a'], [['x'.repeat(32_768)]]), {
    code: 'EXPORT_CELL_TOO_LONG',
    message: /A2/,
  })
  const writer = createWriter('xlsx', new PassThrough().resume(), ['a'])
  await writer.write([['first']])
  await t.rejects(writer.write(Array(XLSX_MAX_ROWS - 1).fill(['x'])), { code: 'EXPORT_TOO_MANY_ROWS' })
})

for (const format of ['csv', 'xlsx', 'ndjson'] as const) {
  t.test(`${format}: a slow reader holds the writer back`, async (t) => {
    const taken: number[] = []
    const slow = new Writable({
      highWaterMark: 1024,
      write: (chunk, _encoding, done) => {
        taken.push(chunk.length)
        setImmediate(done)
      },
    })
    const writer = createWriter(format, slow, ['a', 'b'])
    let most = 0
    for (let i = 0; i < 30; i++) {
      await writer.write(Array.from({ length: 1000 }, (_, row) => [`${i * 1000 + row}`, Math.sin(row + i)]))
      most = Math.max(most, slow.writableLength)
    }
    await writer.end()
    t.equal(writer.rows, 30_000)
    t.ok(taken.length > 5 && most < 256 * 1024, `${most} bytes were waiting at most`)
  })

  t.test(`${format}: a reader that goes away is an error, not a hang`, async (t) => {
    for (const error of [undefined, new Error('gone')]) {
      const out = new PassThrough({ highWaterMark: 1024 })
      const writer = createWriter(format, out, ['a'])
      setImmediate(() => out.destroy(error))
      await t.rejects(
        async () => {
          for (;;) await writer.write(Array.from({ length: 1000 }, () => [Math.random()]))
        },
        error ?? { message: /closed/ },
      )
      await t.rejects(writer.write([['x'.repeat(100_000)]]).then(() => writer.end()))
    }
  })
}

t.test('a file on disk is complete when end resolves', async (t) => {
  const path = join(await temporaryFolder(t), 'out.csv')
  const writer = createWriter('csv', createWriteStream(path), ['a'])
  await writer.write([['x']])
  await writer.end()
  t.equal(readFileSync(path, 'utf8'), 'a\r\nx\r\n')
  t.same((await openRows(path)).headers, ['a'])
})
