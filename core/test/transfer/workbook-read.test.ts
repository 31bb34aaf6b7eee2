import { createReadStream, createWriteStream, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Excel from 'exceljs'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { openRows, type ReadHint } from '../../src/transfer/index.ts'
import { ZipFile } from '../../src/transfer/read/xlsx/unzip.ts'
import { ZIP_LIMITS } from '../../src/transfer/read/xlsx/zip-directory.ts'
import { Sink } from '../../src/transfer/write/sink.ts'
import { ZipWriter } from '../../src/transfer/write/zip-writer.ts'
import { collect, readAll, temporaryFolder } from './support.ts'

async function zipOf(t: Test, parts: Record<string, string>): Promise<string> {
  const path = join(await temporaryFolder(t), 'made.xlsx')
  const sink = new Sink(createWriteStream(path))
  const zip = new ZipWriter(sink)
  for (const [name, text] of Object.entries(parts)) await zip.add(name, text)
  await zip.close()
  await sink.end()
  return path
}

const WORKBOOK = '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
const RELATIONS =
  '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
const withSheet = (sheetData: string, more: Record<string, string> = {}) => ({
  'xl/workbook.xml': WORKBOOK,
  'xl/_rels/workbook.xml.rels': RELATIONS,
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
  ...more,
})

async function valuesOf(path: string, hint: ReadHint = {}) {
  const source = await openRows(path, hint)
  return (await collect(source)).map(({ values }) => values)
}

async function excelFile(t: Test, fill: (book: Excel.Workbook) => void): Promise<string> {
  const path = join(await temporaryFolder(t), 'made.xlsx')
  const book = new Excel.Workbook()
  fill(book)
  await book.xlsx.writeFile(path)
  return path
}

t.test('cells come as a person sees them in the spreadsheet', async (t) => {
  const path = await excelFile(t, (book) => {
    const sheet = book.addWorksheet('Stones')
    sheet.addRow([
      'Name',
      'Weight',
      'Day',
      'Moment',
      'Share',
      'Zip',
      'Sold',
      'Twice',
      'Rich',
      'Error',
      'Report',
      'Link',
    ])
    const row = sheet.addRow([
      'Ring <&> "é"\nnew',
      0.1 + 0.2,
      new Date('2024-02-29T00:00:00Z'),
      new Date('2024-02-29T13:05:07Z'),
      0.125,
      1234,
      true,
      { formula: 'B2*2', result: 0.6 },
      { richText: [{ text: 'Hello ', font: { bold: true } }, { text: 'World' }] },
      { error: '#N/A' },
      2195392186123,
      { text: 'site', hyperlink: 'http://example.com' },
    ])
    row.getCell(4).numFmt = 'yyyy-mm-dd hh:mm:ss'
    row.getCell(5).numFmt = '0.0%'
    row.getCell(6).numFmt = '00000'
    sheet.addRow(['small and large', 1e-7, null, null, 1.5e20, 5.1, false])
  })
  t.strictSame(await valuesOf(path), [
    [
      'Ring <&> "é"\nnew',
      '0.3',
      '2024-02-29',
      '2024-02-29T13:05:07',
      '12.5%',
      '01234',
      'true',
      '0.6',
      'Hello World',
      '#N/A',
      '2195392186123',
      'site',
    ],
    ['small and large', '0.0000001', '', '', '150000000000000000000', '5.1', 'false', '', '', '', '', ''],
  ])
})

t.test('the first visible sheet with data is read, or the one named', async (t) => {
  const path = await excelFile(t, (book) => {
    book.addWorksheet('Empty')
    book.addWorksheet('Lists', { state: 'hidden' }).addRows([
      ['x', 'y'],
      ['1', '2'],
    ])
    book
      .addWorksheet('Stock & more')
      .addRows([['Price list'], [], ['shape', 'carat', 'lab'], ['round', 1.01, 'GIA']])
  })
  const source = await openRows(path)
  t.same(
    [source.format, source.sheets, source.sheet, source.headers],
    ['xlsx', ['Empty', 'Lists', 'Stock & more'], 'Stock & more', ['shape', 'carat', 'lab']],
  )
  t.same(
    (await collect(source)).map(({ row, line, values }) => [row, line, values]),
    [[1, 4, ['round', '1.01', 'GIA']]],
  )
  t.same(await valuesOf(path, { sheet: 'Lists' }), [['1', '2']])
  await t.rejects(openRows(path, { sheet: 'Nope' }), {
    code: 'IMPORT_SHEET_MISSING',
    message: /"Nope".*"Stock & more"/,
  })
  await t.rejects(
    openRows(
      await excelFile(t, (book) => {
        book.addWorksheet('A')
      }),
    ),
    { code: 'IMPORT_SHEET_MISSING' },
  )
})

t.test('both epochs of dates are known', async (t) => {
  for (const date1904 of [false, true]) {
    const path = await excelFile(t, (book) => {
      book.properties.date1904 = date1904
      book.addWorksheet('S').addRows([
        ['name', 'day'],
        ['a', new Date('1999-12-31T00:00:00Z')],
      ])
    })
    t.same(await valuesOf(path), [['a', '1999-12-31']], String(date1904))
  }
})

t.test('other writers leave out references, use prefixes and runs of inline text', async (t) => {
  const path = await zipOf(t, {
    ...withSheet(''),
    'xl/worksheets/sheet1.xml':
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>na</x:t></x:is></x:c><x:c t="str"><x:v>b</x:v></x:c></x:row>' +
      '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>one </x:t></x:r><x:r><x:t>two</x:t></x:r><x:rPh><x:t>hint</x:t></x:rPh></x:is></x:c><x:c t="d"><x:v>2024-05-01</x:v></x:c></x:row></x:sheetData></x:worksheet>',
  })
  const source = await openRows(path)
  t.same(
    [source.headers, (await collect(source)).map(({ values }) => values)],
    [['na', 'b'], [['one two', '2024-05-01']]],
  )
})

t.test('gaps between cells and rows stay gaps', async (t) => {
  const path = await zipOf(
    t,
    withSheet(
      '<row r="3"><c r="A3" t="str"><v>a</v></c><c r="B3" t="str"><v>b</v></c><c r="C3" t="str"><v>c</v></c></row><row r="7"><c r="C7"><v>5</v></c><c r="A7"><v>7</v></c></row>',
    ),
  )
  const source = await openRows(path)
  t.same(
    (await collect(source)).map(({ line, values }) => [line, values]),
    [[7, ['7', '', '5']]],
  )
})

t.test('a stream is spooled and leaves nothing behind', async (t) => {
  const path = await excelFile(t, (book) => {
    book.addWorksheet('S').addRows([
      ['a', 'b'],
      ['x', 2],
    ])
  })
  const spooled = () => readdirSync(tmpdir()).filter((name) => name.startsWith('bezel-import-'))
  const before = spooled()
  const source = await openRows(createReadStream(path))
  t.equal(spooled().length, before.length + 1)
  t.same(
    (await collect(source)).map(({ values }) => values),
    [['x', '2']],
  )
  t.same(spooled(), before)
  await (await openRows(createReadStream(path))).close()
  t.same(spooled(), before, 'closed without reading')
  await t.rejects(readAll(readFileSync(path).subarray(0, 700)), { code: 'IMPORT_WORKBOOK_BROKEN' })
  t.same(spooled(), before, 'after an error')
})

t.test('leaving the loop early closes the workbook', async (t) => {
  const path = await excelFile(t, (book) => {
    const sheet = book.addWorksheet('S')
    sheet.addRow(['id', 'text'])
    for (let i = 0; i < 20_000; i++) sheet.addRow([i, `text ${i % 7}`])
  })
  const source = await openRows(path, { skipRows: 1500 })
  for await (const batch of source) {
    t.equal(batch[0]?.row, 1501)
    break
  }
  t.ok(source.bytesRead > 0 && source.bytesRead <= (source.bytesTotal as number))
})

t.test('a bomb is refused, however it is packed', async (t) => {
  const blanks = ' '.repeat(80 * 1024 * 1024)
  const bomb = await zipOf(t, withSheet(`<row><c t="str"><v>${blanks}</v></c></row>`))
  await t.rejects(openRows(bomb), { code: 'IMPORT_WORKBOOK_TOO_LARGE' }, 'one endless cell')
  const cells = await zipOf(t, withSheet(`<row>${'<c/>'.repeat(18_000_000)}</row>`))
  await t.rejects(openRows(cells), { code: 'IMPORT_WORKBOOK_TOO_LARGE' }, 'more columns than a sheet has')
  const small = await zipOf(t, withSheet('<row><c><v>1</v></c></row>'))
  for (const limits of [{ maxEntries: 1 }, { maxDirectoryBytes: 10 }]) {
    await t.rejects(ZipFile.open(small, { ...ZIP_LIMITS, ...limits }), { code: 'IMPORT_WORKBOOK_TOO_LARGE' })
  }
  const zip = await ZipFile.open(small, { ...ZIP_LIMITS, maxEntryBytes: 10 })
  await t.rejects(
    async () => {
      for await (const _ of zip.read([...zip.entries.values()][0] as never));
    },
    { code: 'IMPORT_WORKBOOK_TOO_LARGE' },
  )
  await zip.close()
})

t.test('entities are not expanded', async (t) => {
  const path = await zipOf(t, {
    ...withSheet(''),
    'xl/worksheets/sheet1.xml':
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>',
  })
  await t.rejects(openRows(path), { code: 'IMPORT_WORKBOOK_BROKEN' })
})

t.test('a ZIP that is no workbook, a protected one and broken XML are told apart from bugs', async (t) => {
  await t.rejects(openRows(await zipOf(t, { 'readme.txt': 'hello' })), {
    code: 'IMPORT_WORKBOOK_BROKEN',
    message: /no workbook/,
  })
  await t.rejects(openRows(await zipOf(t, withSheet('<row><c>'))), {
    code: 'IMPORT_WORKBOOK_BROKEN',
    message: /not well-formed/,
  })
  await t.rejects(readAll('PK\x03\x04application/vnd.oasis.opendocument.spreadsheet'), {
    code: 'IMPORT_FORMAT_UNKNOWN',
    message: /\.ods/,
  })
})

t.test('no damage makes the reader hang or fail otherwise than by its own errors', async (t) => {
  const path = await excelFile(t, (book) => {
    book.addWorksheet('S').addRows([
      ['a', 'b'],
      ['x', 2],
      ['y', 3],
    ])
  })
  const whole = readFileSync(path)
  const folder = await temporaryFolder(t)
  let number = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 4, max: whole.length - 1 }),
      fc.integer({ min: 0, max: 255 }),
      fc.boolean(),
      async (at, byte, cut) => {
        const damaged = cut ? Buffer.from(whole.subarray(0, at)) : Buffer.from(whole)
        if (!cut) damaged[at] = byte
        const file = join(folder, `${number++}.xlsx`)
        await writeFile(file, damaged)
        try {
          await collect(await openRows(file))
        } catch (error) {
          if (!/^IMPORT_/.test((error as { code?: string }).code ?? '')) throw error
        }
      },
    ),
    { numRuns: 300 },
  )
  t.pass()
})
