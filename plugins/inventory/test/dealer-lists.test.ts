import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createWriter } from '@bezel/core/transfer'
import t from 'tap'
import { importer } from './import-file.ts'
import { openShop } from './shop.ts'

// Lists as dealers write them, made up: no two agree on names, order, encoding or marks.

const shop = await openShop()
const importFile = await importer(shop)
t.teardown(() => shop.app.end())

const stonesOf = async (numbers: string) =>
  (await shop.send('GET', `/stones?stockNumber[in]=${numbers}&sort=stockNumber`)).data

const titled = `"Sunrise Diamonds - Stock list",,,,,,,,,
As of 12 March 2026,,,,,,,,,
,,,,,,,,,
Sr,Lot ID,Shp,Weight,Clr,Qual,Asking price,Rap %,Cert,Flo
1,SD-1,RBC,1.01ct,F-G,VS1,"$6,250.00",-32.5%,GIA 2141438172,NON
2,SD-2,Cush Mod,2.03ct,H,SI,"$9,100.50",-41%,GIA#6204513378,FNT BL
3,SD-3,EM,1.50ct,E,VVS,"$11,000",-28,IGI LG512345678,MED
4,SD-4,PR,0.90ct,Fancy Vivid Yellow,VS2,"$18,400",,G.I.A. 1152345678,STG BLUE
5,SD-5,Asscher,1.20ct,D,IF,"$14,250.75",-20.25,GIA-7351234567,None
Total,,,6.64ct,,,"$59,001.25",,,
`

t.test(
  'titles above and totals below are no stones; a cell with laboratory and number fills both',
  async (t) => {
    const run = await importFile('stones', titled, 'list.csv')
    t.match(run, { status: 'completed', created: 5, failed: 0 })
    t.match(run.remarks, /Sr/)
    t.match(run.remarks, /totals or a footer, and left out: 1/)
    t.match(await stonesOf('SD-1,SD-2,SD-3,SD-4,SD-5'), [
      {
        shape: 'round',
        carat: 1.01,
        color: 'G',
        lab: 'GIA',
        certificateNumber: '2141438172',
        price: { amount: 625000 },
      },
      {
        shape: 'cushion',
        clarity: 'SI2',
        fluorescence: 'Faint',
        certificateNumber: '6204513378',
        price: { amount: 910050 },
      },
      {
        shape: 'emerald',
        clarity: 'VVS2',
        lab: 'IGI',
        certificateNumber: 'LG512345678',
        fluorescence: 'Medium',
      },
      { shape: 'princess', color: 'Fancy Vivid Yellow', lab: 'GIA', fluorescence: 'Strong' },
      { shape: 'asscher', color: 'D', clarity: 'IF', fluorescence: 'None', price: { amount: 1425075 } },
    ])
    t.match(await importFile('stones', titled, 'list.csv'), { created: 0, updated: 0, unchanged: 5 })
  },
)

const german = `Artikelnummer;Form;Gewicht;Farbe;Reinheit;Schliff;Preis;Preis/ct;Labor;Zertifikat-Nr.;Fluoreszenz;Maße
D-1;Brillant;1,01;G;VS1;Exzellent;5.250,00 €;5.198,02;GIA;2141438101;keine;6,42-6,45x3,98
D-2;Prinzess;0,72;H;SI1;sehr gut;1.999,50 €;2.777,08;IGI;512345002;mittel;4,85x4,83x3,52
D-3;Tropfen;1,53;E;lupenrein;gut;9.870,00 €;6.450,98;HRD;190001234;stark;9,10x5,80x3,61
`

t.test(
  'a German list in the encoding of spreadsheets is read with its words, commas and currency',
  async (t) => {
    const run = await importFile(
      'stones',
      Buffer.from(german, 'latin1').map((byte, at, all) => (all[at] === 0xac ? 0x80 : byte)),
      'liste.csv',
    )
    t.match(run, { created: 3, failed: 0 })
    t.match(await stonesOf('D-1,D-2,D-3'), [
      {
        shape: 'round',
        carat: 1.01,
        cut: 'Excellent',
        fluorescence: 'None',
        length: 6.42,
        width: 6.45,
        height: 3.98,
      },
      {
        shape: 'princess',
        cut: 'Very Good',
        price: { amount: 199950, currency: 'EUR' },
        pricePerCarat: { amount: 277708, currency: 'EUR' },
      },
      { shape: 'pear', clarity: 'IF', cut: 'Good', lab: 'HRD', fluorescence: 'Strong' },
    ])
  },
)

t.test('UTF-16 with tabs, and pipes with short names, are read', async (t) => {
  const tabs =
    'Stock #\tShape\tCarats\tColor\tClarity\tCut Grade\tMeasurements\tPrice Per Carat\tTotal Price\nU-1\tRD\t1.00\tD\tVVS1\tEX\t6.40-6.43x3.95\t12000\t12000\nU-2\tOV\t1.25\tG\tSI2\t\t8.10x5.9x3.7\t4000\t5000\n'
  t.match(await importFile('stones', Buffer.from(`\ufeff${tabs}`, 'utf16le'), 'list.txt'), {
    created: 2,
    failed: 0,
  })
  const pipes =
    'id|sku|diamond_shape|size_ct|col|cla|make|fluor|lab|cert_no|ppc|amount|l|w|d|depth_pc|table_pc\n1|PI-1|cushion modified|1.7|J|SI3|3EX|ST Blue|IGI|2000000002|2,900|4,930|7.1|6.8|4.6|67.6|61\n2|PI-2|sq. radiant|2.01|Fancy Light Brownish Yellow|VS1||NIL|GIA|2000000003|5,500|11,055|7.3|7.2|4.8|66|63\n'
  t.match(await importFile('stones', pipes, 'list.csv'), { created: 2, failed: 0 })
  t.match(await stonesOf('PI-1,PI-2,U-1'), [
    {
      shape: 'cushion',
      carat: 1.7,
      cut: 'Excellent',
      height: 4.6,
      depth: 67.6,
      table: 61,
      price: { amount: 493000 },
    },
    { shape: 'radiant', fluorescence: 'None', pricePerCarat: { amount: 550000 } },
    { shape: 'round', height: 3.95, price: { amount: 1200000 } },
  ])
})

t.test('objects within JSON are further columns, and their currency is that of the amounts', async (t) => {
  const nested = [
    {
      stock: 'J-1',
      stone: { shape: 'Oval', weight: 0.9, colour: 'F-G', clarity: 'SI' },
      report: { lab: 'IGI', number: 512345679 },
      pricing: { price_per_carat: 3000, total_price: 2700, currency: 'EUR' },
    },
  ]
  t.match(await importFile('stones', nested.map((one) => JSON.stringify(one)).join('\n'), 'feed.ndjson'), {
    created: 1,
  })
  t.match(await stonesOf('J-1'), [
    {
      shape: 'oval',
      carat: 0.9,
      color: 'G',
      clarity: 'SI2',
      lab: 'IGI',
      certificateNumber: '512345679',
      price: { amount: 270000, currency: 'EUR' },
    },
  ])
})

async function workbook(rows: string[][]): Promise<Buffer> {
  const stream = new PassThrough()
  const [headers = [], ...data] = rows
  const content = buffer(stream)
  const writer = createWriter('xlsx', stream, headers)
  await writer.write(data)
  await writer.end()
  return content
}

t.test('a workbook is known by what it is, whatever its name, and so is a CSV file', async (t) => {
  const rows = [
    ['Stock #', 'Shape', 'Weight', 'Color', 'Clarity', 'Price/Ct', 'Total', 'Received on'],
    ['X-1', 'BR', '1.5', 'G', 'VS1', '4000', '6000', '2026-02-03'],
    ['X-2', 'OV', '0.7', 'H', 'VS2', '2000', '1400', '2026-02-04'],
    ['Total', '', '2.2', '', '', '', '7400', ''],
  ]
  const run = await importFile('stones', await workbook(rows), 'list.csv')
  t.match(run, { status: 'completed', format: 'xlsx', created: 2, failed: 0 })
  t.match(await stonesOf('X-1,X-2'), [
    { price: { amount: 600000 }, receivedOn: '2026-02-03' },
    { price: { amount: 140000 }, receivedOn: '2026-02-04' },
  ])
  t.match(await importFile('stones', 'Stock #,Carat\nX-3,1\n', 'list.xlsx'), { format: 'csv', created: 1 })
})

t.test('what is no list is refused with what to do', async (t) => {
  const refused = async (content: string | Uint8Array, code: string) =>
    t.match(await importFile('stones', content, 'list.csv'), { code }, code)
  await refused('', 'IMPORT_FILE_EMPTY')
  await refused(
    Uint8Array.from({ length: 6000 }, (_, at) => ((at * 7919) % 255) + 1),
    'IMPORT_FORMAT_UNKNOWN',
  )
  await refused('%PDF-1.7 something', 'IMPORT_FORMAT_UNKNOWN')
  t.match(await importFile('stones', 'Stock #,Shape,Carat\n', 'list.csv'), {
    status: 'completed',
    created: 0,
  })
  const endless = await importFile(
    'stones',
    `Stock #,Shape,Carat\nE-1,RD,"${'x'.repeat(20_000_000)}`,
    'list.csv',
  )
  t.match(endless, { status: 'completed', created: 0, failed: 1 }, 'a quotation mark that is never closed')
})

t.test('refused rows come back with line, field and remedy, and go in once corrected', async (t) => {
  const list = 'Stock #;Shape;Carat;Color;Price\nBAD-1;RD;heavy;G;100\nBAD-2;RD;1,02;G;200\nBAD-3;RD;;G;300\n'
  const run = await importFile('stones', list, 'list.csv')
  t.match(run, { created: 1, failed: 2 })
  const errors = await shop.app.server.inject({
    url: `/api/v1/imports/${run.id}/errors`,
    headers: { authorization: `Bearer ${shop.app.key}` },
  })
  const [header, first, second] = errors.body.replace('\ufeff', '').split(/\r?\n/)
  t.match(header, /Stock #,Shape,Carat,Color,Price/)
  t.match(first, /heavy,G,100,2,carat,must be a number/)
  t.match(second, /,4,carat,.*is required/)
  const corrected = errors.body.replace('heavy', '1.01').replace('BAD-3,RD,,', 'BAD-3,RD,1.03,')
  t.match(await importFile('stones', corrected, 'rejected.csv'), { created: 2, failed: 0 })
})

t.test('lists of suppliers and pieces come in under other names', async (t) => {
  const suppliers =
    'Company;Vendor code;Contact;E-mail;Telephone\nGoldwerk;GW;Frau Weber;info@goldwerk.example;+49 30 901820\n'
  t.match(await importFile('suppliers', suppliers, 'suppliers.csv'), {
    status: 'completed',
    created: 1,
    failed: 0,
  })
  const pieces =
    'SKU,Title,Store,Tag price,Gross wt (g),Date received\nPC-1,Halo ring,A,"$2,450.00",4.35,03/15/2026\n'
  t.match(await importFile('pieces', pieces, 'pieces.csv'), { status: 'completed', created: 1, failed: 0 })
  t.match((await shop.send('GET', '/pieces?itemNumber=PC-1')).data, [
    { price: { amount: 245000 }, grossWeight: 4.35, receivedOn: '2026-03-15' },
  ])
})
