import assert from 'node:assert/strict'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import t from 'tap'
import { openRows } from '../../src/transfer/index.ts'
import { decoderFor } from '../../src/transfer/read/decode.ts'
import { collect, readAll, streamOf } from './support.ts'

const TEXT = 'name,city\r\nZoë,Köln\r\nŁukasz,Łódź\r\n'
const EXPECTED = [
  ['Zoë', 'Köln'],
  ['Łukasz', 'Łódź'],
]

for (const [encoding, options] of [
  ['utf-8', {}],
  ['utf-8', { addBOM: true }],
  ['utf-16le', { addBOM: true }],
  ['utf-16be', { addBOM: true }],
  ['utf-16le', {}],
  ['utf-16be', {}],
] as const) {
  t.test(`${encoding} ${'addBOM' in options ? 'with' : 'without'} a byte order mark is found`, async (t) => {
    const { source, values } = await readAll(iconv.encode(TEXT, encoding, options))
    t.equal(source.encoding, encoding)
    t.same(source.headers, ['name', 'city'])
    t.same(values, EXPECTED)
  })
}

t.test('what is no UTF-8 is Windows-1252, euro sign and all', async (t) => {
  const { source, values } = await readAll(iconv.encode('name,price\nZoë,€ 5\n', 'windows-1252'))
  t.equal(source.encoding, 'windows-1252')
  t.same(values, [['Zoë', '€ 5']])
})

t.test('the first accent decides, even far behind a plain beginning', async (t) => {
  const filler = 'a,b\n'.repeat(200_000)
  const ansi = await readAll(
    Buffer.concat([Buffer.from(filler), Buffer.from([0x5a, 0x6f, 0xeb, 0x2c, 0x78])]),
  )
  t.same(ansi.values.at(-1), ['Zoë', 'x'])
  t.equal(ansi.source.encoding, 'windows-1252')
  const utf8 = await readAll(`${filler}Zoë,x`)
  t.same(utf8.values.at(-1), ['Zoë', 'x'])
  t.equal(utf8.source.encoding, 'utf-8')
})

t.test('a declared charset is believed, a byte order mark more', async (t) => {
  const { values } = await readAll(iconv.encode('name\nŁódź', 'iso-8859-2'), {
    mediaType: 'text/csv; charset="ISO-8859-2"',
  })
  t.same(values, [['Łódź']])
  const marked = await readAll(Buffer.from('\ufeffname\nŁódź'), { mediaType: 'text/csv; charset=iso-8859-1' })
  t.same(marked.values, [['Łódź']])
})

t.test('what calls itself Latin 1 or ASCII is read as what it is', async (t) => {
  const latin = await readAll(iconv.encode('price\n€ 5\n', 'windows-1252'), {
    mediaType: 'text/csv;charset=iso-8859-1',
  })
  t.same(latin.values, [['€ 5']])
  t.same((await readAll('name\nZoë', { mediaType: 'text/csv; charset=us-ascii' })).values, [['Zoë']])
})

t.test('one bad byte in a UTF-8 file spoils one row, not the encoding', async (t) => {
  const good = `name,city\n${'Zoë,Köln\n'.repeat(50)}`
  const { source, rows } = await readAll(
    Buffer.concat([Buffer.from(good), Buffer.from([0x41, 0xff, 0x2c, 0x42, 0x0a]), Buffer.from('Łódź,x\n')]),
  )
  t.equal(source.encoding, 'utf-8')
  t.same(
    rows.filter(({ issue }) => issue !== undefined).map(({ row }) => row),
    [51],
  )
  t.match(rows[50]?.issue, /could not be read/)
  t.same(rows[51]?.values, ['Łódź', 'x'])
})

t.test('a replacement character that stands in the file is a character', async (t) => {
  const { rows } = await readAll('a,b\nx\ufffdy,Zoë\n')
  t.same(
    rows.map(({ values, issue }) => [values, issue]),
    [[['x\ufffdy', 'Zoë'], undefined]],
  )
})

t.test('chunks may end anywhere in a character', async () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.startsWith('\ufeff')),
      fc.integer({ min: 1, max: 5 }),
      (text, size) => {
        const bytes = Buffer.from(text)
        const decoder = decoderFor(bytes, 'utf-8')
        let decoded = ''
        for (let at = 0; at < bytes.length; at += size)
          decoded += decoder.write(bytes.subarray(at, at + size))
        assert.equal(decoded + decoder.end(), text)
        assert.equal(decoder.damaged, false)
      },
    ),
  )
})

t.test('UTF-16 in odd chunks', async (t) => {
  const source = await openRows(streamOf(iconv.encode(TEXT, 'utf-16le', { addBOM: true }), 3))
  t.same(
    (await collect(source)).map(({ values }) => values),
    EXPECTED,
  )
})
