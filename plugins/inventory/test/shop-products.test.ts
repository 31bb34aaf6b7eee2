import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { importer } from './import-file.ts'
import { openShop } from './shop.ts'

const file = '../shared/data/retail/shopify/jewelery.csv'
const shop = await openShop()
const importFile = await importer(shop)
t.teardown(() => shop.app.end())

t.test('41 rows of a shop’s product export are 20 designs, and not a second time', async (t) => {
  if (!existsSync(file)) return t.comment('Note: ../shared/data/retail/shopify is not here; skipped')
  const text = readFileSync(file)
  const first = await importFile('styles', text, 'jewelery.csv')
  t.match(first, { status: 'completed', created: 20, updated: 0, continued: 21, failed: 0, processed: 41 })
  t.match(first.remarks, /Option1 Name/, 'what has no place is told')
  t.match(first.remarks, /Retail price: 1 value/, 'so are prices of variants')
  const [anchor] = (await shop.send('GET', '/styles?styleNumber=leather-anchor')).data
  t.match(anchor, {
    category: 'bracelet',
    retailPrice: { amount: 6999 },
    tags: ['Anchor', 'Gold', 'Leather', 'Silver'],
  })
  t.equal(anchor.imageUrls.length, 3)
  const again = await importFile('styles', text, 'jewelery.csv')
  t.match(again, { created: 0, updated: 0, unchanged: 20, continued: 21, failed: 0 })
})

const products = `Handle,Title,Type,Variant Price,Image Src
halo,Halo ring,Engagement Rings,1200,https://shop.example/halo.jpg
halo,,,1250,https://shop.example/halo-side.jpg
halo,,,1250,https://shop.example/halo.jpg
broken,Broken,Charm,many,https://shop.example/broken.jpg
broken,,,12,https://shop.example/broken-2.jpg
halo-2,Halo 2,Something else,15,
`

t.test('rows that repeat the handle add pictures to the product above them', async (t) => {
  const run = await importFile('styles', products, 'products.csv')
  t.match(run, { created: 2, continued: 2, failed: 2, processed: 6 })
  const [halo] = (await shop.send('GET', '/styles?styleNumber=halo')).data
  t.match(halo, {
    category: 'ring',
    retailPrice: { amount: 120000 },
    imageUrls: ['https://shop.example/halo.jpg', 'https://shop.example/halo-side.jpg'],
  })
  t.match((await shop.send('GET', '/styles?styleNumber=halo-2')).data, [{ category: 'other' }])
})

t.test(
  'a refused product is refused with the rows that go on about it, and comes in whole once corrected',
  async (t) => {
    const run = await importFile('styles', products, 'products.csv')
    const errors = await shop.app.server.inject({
      url: `/api/v1/imports/${run.id}/errors`,
      headers: { authorization: `Bearer ${shop.app.key}` },
    })
    t.match(errors.body, /line 5/)
    const corrected = await importFile('styles', errors.body.replace('many', '9'), 'rejected.csv')
    t.match(corrected, { created: 1, continued: 1, failed: 0 })
    const [broken] = (await shop.send('GET', '/styles?styleNumber=broken')).data
    t.match(broken, { category: 'pendant', retailPrice: { amount: 900 } })
    t.equal(broken.imageUrls.length, 2)
  },
)

t.test('complete rows with one key are statements of their own, and the last one holds', async (t) => {
  const run = await importFile(
    'styles',
    'styleNumber,name,price\nTW-1,First,10\nTW-1,Second,20\n',
    'twice.csv',
  )
  t.match(run, { created: 1, updated: 1, continued: 0 })
  t.match((await shop.send('GET', '/styles?styleNumber=TW-1')).data, [
    { name: 'Second', retailPrice: { amount: 2000 } },
  ])
})

t.test(
  'goods that lost their name in a price list are changed one by one, not taken for variants',
  async (t) => {
    const run = await importFile('styles', 'styleNumber,price\nTW-1,30\nTW-1,40\n', 'prices.csv')
    t.match(run, { updated: 2, continued: 0 })
  },
)
