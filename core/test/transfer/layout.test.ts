import t from 'tap'
import { openRows } from '../../src/transfer/index.ts'
import { findLayout } from '../../src/transfer/read/header.ts'
import { sniffDialect } from '../../src/transfer/read/sniff-dialect.ts'
import { readAll, sharedPath, skipWithout } from './support.ts'

t.test('any usual delimiter is found', async (t) => {
  for (const delimiter of [',', ';', '\t', '|', '^', '~']) {
    const text = [
      ['shape', 'carat', 'note'],
      ['round', '1.01', 'a b'],
      ['oval', '0.52', ''],
    ]
      .map((row) => row.join(delimiter))
      .join('\n')
    t.equal(sniffDialect(text, true).delimiter, delimiter)
  }
})

t.test('decimal commas, addresses and lists in cells do not mislead it', async (t) => {
  t.equal(sniffDialect('Form;Gewicht;Preis\nRD;0,53;1.234,50\nOV;1,20;2.000,00\n', true).delimiter, ';')
  t.equal(sniffDialect('1,5;2,5;3,5\n1,6;2,6;3,6\n', true).delimiter, ';')
  t.equal(
    sniffDialect('name\taddress\nAnn\t1 High St, York, UK\nBob\t2 Low St, Hull, UK\n', true).delimiter,
    '\t',
  )
  t.equal(sniffDialect('sku,tags\n1,a|b|c\n2,d|e|f\n3,g|h|i\n', true).delimiter, ',')
  t.equal(sniffDialect('name,when\nAnn,"Mon; 10:00"\nBob,"Tue; 11:00"\n', true).delimiter, ',')
})

t.test('a file of one column has no delimiter', async (t) => {
  t.equal(sniffDialect('email\na@example.com\nb@example.com\n', true).delimiter, '')
  t.equal(sniffDialect('note\nWell, well\nNo\nYes, we can, he said\nOh\nHm\n', true).delimiter, '')
  const { source, values } = await readAll('email\na@example.com\nb@example.com\n')
  t.same([source.headers, values], [['email'], [['a@example.com'], ['b@example.com']]])
})

t.test('a delimiter can be told, by the caller and by the file', async (t) => {
  t.same((await readAll('a:b\n1:2\n', { delimiter: ':' })).values, [['1', '2']])
  const { source, rows } = await readAll('sep=;\r\na;b\r\n1;2\r\n')
  t.same([source.headers, rows[0]?.values, rows[0]?.line], [['a', 'b'], ['1', '2'], 3])
})

t.test('quotes may be single or stand behind a blank', async (t) => {
  t.same((await readAll("'name','city'\n'Ann','York, UK'\n'Bob','Hull'\n")).values, [
    ['Ann', 'York, UK'],
    ['Bob', 'Hull'],
  ])
  t.same((await readAll("name,city\n'90s ring,York\nO'Neill,Hull\n")).values, [
    ["'90s ring", 'York'],
    ["O'Neill", 'Hull'],
  ])
  t.same((await readAll('name, city\nAnn, "York, UK"\nBob, "Hull"\n')).values, [
    ['Ann', 'York, UK'],
    ['Bob', 'Hull'],
  ])
})

t.test('every line end is found, and old Mac files are read', async (t) => {
  for (const newline of ['\n', '\r\n', '\r'] as const) {
    const { source, values } = await readAll(['a,b', '1,2', '3,4'].join(newline))
    t.equal(source.newline, newline)
    t.same(values, [
      ['1', '2'],
      ['3', '4'],
    ])
  }
})

t.test('titles, notes and blank lines above the header are passed over', async (t) => {
  const { source, rows } = await readAll(
    'Stock list of Smith & Sons\nas of 2024-05-01\n\nShape,Carat,Price,Lab\nRD,1.01,5000,GIA\nOV,0.90,3000,IGI\n',
  )
  t.same(source.headers, ['Shape', 'Carat', 'Price', 'Lab'])
  t.same(
    rows.map(({ row, line, values }) => [row, line, values]),
    [
      [1, 5, ['RD', '1.01', '5000', 'GIA']],
      [2, 6, ['OV', '0.90', '3000', 'IGI']],
    ],
  )
})

t.test('titles padded with delimiters, as spreadsheets save them', async (t) => {
  const { source } = await readAll('Price list,,,\n,,,\nShape,Carat,Price,Lab\nRD,1.01,5000,GIA\n')
  t.same(source.headers, ['Shape', 'Carat', 'Price', 'Lab'])
})

t.test('a row with stray delimiters is not taken for the header', async (t) => {
  const { source, rows } = await readAll(
    'Shape,Carat,Lab\nRD,1.01,GIA\nOV,0.90,"x",a,b,c,d,e,f\nRD,0.70,IGI\n',
  )
  t.same(source.headers, ['Shape', 'Carat', 'Lab'])
  t.same(
    rows.map(({ issue }) => issue !== undefined),
    [false, true, false],
  )
})

t.test('a file without a header keeps its first row', async (t) => {
  const stones = await readAll(
    'RD,1.01,D,VS1,5000\nOV,0.90,E,SI1,3000\nRD,0.70,F,VS2,2000\nPS,1.20,G,SI2,4000\n',
  )
  t.equal(stones.source.hasHeader, false)
  t.same(stones.source.headers, ['Column 1', 'Column 2', 'Column 3', 'Column 4', 'Column 5'])
  t.equal(stones.rows.length, 4)
  const people = await readAll('Ann,Lee,ann@example.com,2024-01-01\nBob,Ray,bob@example.com,2024-01-02\n')
  t.equal(people.source.hasHeader, false)
})

t.test('a header of words over words counts as one, years over numbers too', async (t) => {
  t.equal((await readAll('first,last\nAnn,Lee\nBob,Ray\n')).source.hasHeader, true)
  t.equal(
    (await readAll('store,2023,2024\nYork,100,200\nHull,300,400\n')).source.hasHeader,
    false,
    'numbers over numbers could be data',
  )
  t.same((await readAll('store,2023,2024\nYork,100,200\n', { header: true })).source.headers, [
    'store',
    '2023',
    '2024',
  ])
  t.equal((await readAll('shape,grade\n', {})).source.hasHeader, true)
  t.equal((await readAll('a,b\nc,d\n', { header: false })).rows.length, 2)
})

t.test('names are unique and never empty', async (t) => {
  t.same(
    findLayout(
      [
        ['Name', 'name', '', ' Price\nUSD '],
        ['a', 'b', '1', '2'],
      ],
      true,
    ).headers,
    ['Name', 'name (2)', 'Column 3', 'Price USD'],
  )
  t.same(
    findLayout(
      [
        ['a', 'b', ''],
        ['1', '2', ''],
        ['3', '4', ''],
      ],
      true,
    ).headers,
    ['a', 'b'],
    'an empty last column is none',
  )
  t.same(
    findLayout(
      [
        ['a', 'b'],
        ['1', '2', '3'],
        ['3', '4', '5'],
      ],
      true,
    ).headers,
    ['a', 'b', 'Column 3'],
    'a nameless one with values is one',
  )
})

t.test('short rows are filled up, long ones read with an issue', async (t) => {
  const { source, rows } = await readAll('a,b,c\n1,2,3\n1,2\n1,2,3,4,5\n1,2,3,,\n4,5,6\n')
  t.same(
    rows.map(({ values }) => values),
    [
      ['1', '2', '3'],
      ['1', '2', ''],
      ['1', '2', '3'],
      ['1', '2', '3'],
      ['4', '5', '6'],
    ],
  )
  t.same(
    rows.map(({ issue }) => issue !== undefined),
    [false, false, true, false, false],
  )
  t.match(rows[2]?.issue, /5 cells, the header 3.*"4", "5"/)
  t.same(source.counts, { rows: 5, short: 1, long: 1, footer: 0 })
})

t.test('a footer behind a blank line is no data, rows behind one are', async (t) => {
  const report = 'First,Last,City\nAnn,Lee,York\n\n"Confidential, do not share"\nCopyright (c) 2024\n'
  const { source, values } = await readAll(report)
  t.same([values, source.counts.rows, source.counts.footer], [[['Ann', 'Lee', 'York']], 1, 2])
  const gap = 'First,Last,City\nAnn,Lee,York\n\nBob,,\nCid,Ray,Hull\n'
  t.same((await readAll(gap)).values, [
    ['Ann', 'Lee', 'York'],
    ['Bob', '', ''],
    ['Cid', 'Ray', 'Hull'],
  ])
})

t.test('an unclosed quotation mark is told on its row', async (t) => {
  const { rows } = await readAll('a,b\n1,2\n3,"four\n5,6\n')
  t.match(rows.at(-1)?.issue, /opened on line 3 is never closed/)
})

t.test(
  'dealers feeds and exports of shops have the layout that is known of them',
  { skip: skipWithout('jewelry-feeds') },
  async (t) => {
    const expected = [
      ['jewelry-feeds/decor_diamonds.csv', 23, '\r\n'],
      ['jewelry-feeds/fischersample.csv', 22, '\n'],
      ['jewelry-feeds/hasenfeld.csv', 20, '\r\n'],
      ['jewelry-feeds/premier.csv', 42, '\n'],
      ['jewelry-feeds/puregrowndiamonds.csv', 27, '\r\n'],
      ['retail/diamonds.csv', 10, '\n'],
      ['retail/shopify/jewelery.csv', 46, '\r\n'],
    ] as const
    for (const [file, columns, newline] of expected) {
      const source = await openRows(sharedPath(file))
      t.same(
        [source.headers.length, source.delimiter, source.newline, source.hasHeader],
        [columns, ',', newline, true],
        file,
      )
      await source.close()
    }
  },
)
