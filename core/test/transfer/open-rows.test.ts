import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import { openRows } from '../../src/transfer/index.ts'
import {
  collect,
  readAll,
  sharedPath,
  sharedText,
  skipWithout,
  streamOf,
  temporaryFolder,
} from './support.ts'

const csvOf = (rows: number) =>
  `id,name\n${Array.from({ length: rows }, (_, i) => `${i + 1},name ${i + 1}\n`).join('')}`

t.test('rows come in batches of at most a thousand, from a path and from a stream alike', async (t) => {
  const path = join(await temporaryFolder(t), 'rows.csv')
  await writeFile(path, csvOf(25_000))
  for (const input of [path, streamOf(csvOf(25_000), 777)]) {
    const source = await openRows(input)
    let next = 1
    for await (const batch of source) {
      t.ok(batch.length > 0 && batch.length <= 1000)
      for (const { row, line, values } of batch) {
        if (row !== next || line !== row + 1 || values[0] !== String(row))
          t.fail(`row ${row} on line ${line}`)
        next++
      }
    }
    t.equal(next, 25_001)
    t.equal(source.counts.rows, 25_000)
  }
})

t.test('the sample is there before reading and is not lost by it', async (t) => {
  const source = await openRows(streamOf(csvOf(5000)))
  t.equal(source.sample.length, 100)
  t.same(source.sample[0]?.values, ['1', 'name 1'])
  t.equal((await collect(source)).length, 5000)
})

t.test('reading resumes behind the rows already done', async (t) => {
  const source = await openRows(streamOf(csvOf(3500)), { skipRows: 2345 })
  const rows = await collect(source)
  t.equal(rows.length, 3500 - 2345)
  t.same([rows[0]?.row, rows[0]?.line, rows[0]?.values], [2346, 2347, ['2346', 'name 2346']])
  t.equal(source.counts.rows, 3500)
})

t.test('progress counts the bytes of the file', async (t) => {
  const path = join(await temporaryFolder(t), 'rows.csv')
  const text = csvOf(100_000)
  await writeFile(path, text)
  const source = await openRows(path)
  t.equal(source.bytesTotal, text.length)
  const seen: number[] = []
  for await (const _ of source) seen.push(source.bytesRead)
  t.ok((seen[0] as number) < text.length / 2 && seen.at(-1) === text.length, 'it grows to the whole')
})

t.test('a source reads no further than it is asked to', async (t) => {
  let produced = 0
  const endless = Readable.from(
    (function* () {
      yield 'a,b\n'
      for (;;) {
        produced++
        yield '1,2\n'.repeat(1000)
      }
    })(),
    { objectMode: false },
  )
  const source = await openRows(endless)
  let batches = 0
  for await (const _ of source) if (++batches === 200) break
  t.ok(produced < 300, `${produced} chunks were taken for 200 batches`)
  t.equal(endless.destroyed, true, 'leaving the loop lets go of the stream')
})

t.test('close lets go of the stream without reading it', async (t) => {
  const stream = streamOf(csvOf(50_000))
  const source = await openRows(stream)
  await source.close()
  t.equal(stream.destroyed, true)
})

t.test('an import can be cancelled while its sender stalls', async (t) => {
  const stalled = new Readable({ read() {} })
  stalled.push(csvOf(30_000))
  const source = await openRows(stalled)
  const reading = (async () => {
    for await (const _ of source);
  })()
  setTimeout(() => source.close(), 20)
  await t.rejects(reading, { code: 'ERR_STREAM_PREMATURE_CLOSE' })
  t.equal(stalled.destroyed, true)
})

t.test('long cells and wide rows neither hang nor fill the memory', async (t) => {
  const long = [
    `${'1'.padEnd(2_000_000)}x`,
    '.'.repeat(2_000_000),
    `a@${'b.'.repeat(500_000)} `,
    `${'=-'.repeat(500_000)}`,
  ]
  const { values } = await readAll(`a,b,c,d\n${long.map((cell) => `"${cell}"`).join(',')}\n1,2,3,4\n`)
  t.strictSame(values[0], long)
  await t.rejects(readAll(`a,b\n${','.repeat(20_000)}\n`), {
    code: 'IMPORT_RECORD_TOO_LONG',
    message: /line 2/,
  })
})

t.test('an error of the stream reaches the reader', async (t) => {
  const failing = Readable.from(
    (async function* () {
      yield csvOf(20_000)
      throw new Error('line cut')
    })(),
    { objectMode: false },
  )
  await t.rejects(openRows(failing).then(collect), { message: 'line cut' })
})

t.test('a stream longer than allowed is refused', async (t) => {
  await t.rejects(openRows(streamOf(csvOf(50_000)), { maxBytes: 300_000 }).then(collect), {
    code: 'IMPORT_FILE_TOO_LARGE',
  })
})

t.test('what is no table is refused with what to do', async (t) => {
  const refused: [string, string | Buffer, string, RegExp][] = [
    ['nothing', '', 'IMPORT_FILE_EMPTY', /empty/],
    ['blanks', ' \r\n\t\r\n', 'IMPORT_FILE_EMPTY', /empty/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'IMPORT_FORMAT_UNKNOWN', /Save it as \.xlsx/],
    ['a PDF', '%PDF-1.7', 'IMPORT_FORMAT_UNKNOWN', /PDF/],
    ['a web page', '<html><table><tr><td>1</td></tr></table></html>', 'IMPORT_FORMAT_UNKNOWN', /web page/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'IMPORT_FORMAT_UNKNOWN', /gzip/],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'IMPORT_FORMAT_UNKNOWN', /picture/],
    ['a program', Buffer.from('7f454c46020101000000', 'hex'), 'IMPORT_FORMAT_UNKNOWN', /not text/],
    ['half a workbook', 'PK\x03\x04 and no more', 'IMPORT_WORKBOOK_BROKEN', /ends too early/],
  ]
  for (const [what, content, code, message] of refused)
    await t.rejects(readAll(content), { code, message }, what)
  await t.rejects(openRows('/nowhere/at-all.csv'), { code: 'IMPORT_FILE_MISSING' })
  await t.rejects(openRows(await temporaryFolder(t)), { code: 'IMPORT_FILE_MISSING' }, 'a folder is no file')
})

t.test('a header alone is a table without rows', async (t) => {
  const { source, rows } = await readAll('shape,carat\r\n')
  t.same([source.headers, rows], [['shape', 'carat'], []])
})

t.test('memory does not grow with the file', async (t) => {
  const stream = Readable.from(
    (function* () {
      yield 'id,text\n'
      for (let i = 0; i < 4000; i++) yield `${i},${'x'.repeat(90)}\n`.repeat(300)
    })(),
    { objectMode: false },
  )
  const source = await openRows(stream)
  let rows = 0
  let most = 0
  for await (const batch of source) {
    rows += batch.length
    most = Math.max(most, process.memoryUsage().heapUsed)
  }
  t.equal(rows, 1_200_000)
  // The file has 115 MB; what lives at a time is a chunk and its rows, the rest is waiting for the collector.
  t.ok(most < 300 * 1024 * 1024, `${Math.round(most / 1024 / 1024)} MiB`)
})

t.test(
  'the diamonds are all read, and their sums are right',
  { skip: skipWithout('retail/diamonds.csv') },
  async (t) => {
    const expected = JSON.parse(sharedText('retail/EXPECTED.json'))['diamonds.csv']
    const source = await openRows(sharedPath('retail/diamonds.csv'))
    const [carat, price] = ['carat', 'price'].map((name) => source.headers.indexOf(name)) as [number, number]
    const sums = { price: 0, centicarats: 0 }
    let rows = 0
    for await (const batch of source) {
      for (const { values } of batch) {
        rows++
        sums.price += Number(values[price])
        sums.centicarats += Math.round(Number(values[carat]) * 100)
      }
    }
    t.same(
      [rows, sums.price, sums.centicarats / 100],
      [expected.rows, expected.sum_price, expected.sum_carat],
    )
  },
)

interface FeedFacts {
  rows: number
  columns: number
  ragged_rows: number
  mapped: { weight: string }
  sum_weight_ct: number
}

t.test('every row of the dealers feeds is read', { skip: skipWithout('jewelry-feeds') }, async (t) => {
  const expected: Record<string, FeedFacts> = JSON.parse(sharedText('jewelry-feeds/EXPECTED.json'))
  for (const [file, facts] of Object.entries(expected)) {
    const { rows, columns, ragged_rows: ragged, mapped, sum_weight_ct: carats } = facts
    const source = await openRows(sharedPath(`jewelry-feeds/${file}`))
    const read = await collect(source)
    const weight = source.headers.indexOf(mapped.weight)
    const sum = read.reduce((total, { values }) => total + Number(values[weight]), 0)
    t.same(
      [read.length, source.headers.length, source.counts.short, Number(sum.toFixed(2))],
      [rows, columns, ragged, carats],
      file,
    )
    t.same(
      read.filter(({ issue }) => issue),
      [],
    )
  }
})
