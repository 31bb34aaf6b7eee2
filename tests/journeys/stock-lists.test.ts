import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { testApp } from '@bezel/core/testing'
import inventory from '@bezel/inventory'
import t from 'tap'

const feeds = '../shared/data/jewelry-feeds'
const diamonds = '../shared/data/retail/diamonds.csv'
const app = await testApp({ plugins: [inventory] })
const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
await app.startWork()
t.teardown(() => app.end())
t.setTimeout(240_000)

interface Import {
  id: string
  status: string
  total: number
  created: number
  updated: number
  unchanged: number
  failed: number
}

const headers = { authorization: `Bearer ${app.key}` }

/** Uploads a file as the admin does and waits until its import is over. */
async function importFile(path: string): Promise<Import> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path)) chunks.push(chunk as Buffer)
  const body = new FormData()
  body.append('file', new Blob(chunks), path.split('/').at(-1))
  const sent = await fetch(`${address}/api/v1/stones/import`, { method: 'POST', headers, body })
  t.equal(sent.status, 202)
  let record = (await sent.json()) as Import
  while (!['completed', 'failed', 'cancelled'].includes(record.status)) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    record = (await (await fetch(`${address}/api/v1/imports/${record.id}`, { headers })).json()) as Import
  }
  return record
}

async function stones<Row extends object>(sql: string): Promise<Row> {
  const [row] = await app.database.query<Row>(sql)
  return row as Row
}

t.test(
  'dealers’ stock lists are read whole, whatever their layout, and reading them again adds nothing',
  async (t) => {
    if (!existsSync(feeds)) return t.comment('Note: ../shared/data/jewelry-feeds is not here; skipped')
    const expected = JSON.parse(readFileSync(`${feeds}/EXPECTED.json`, 'utf8')) as Record<
      string,
      { rows: number; sum_weight_ct: number }
    >
    let total = 0
    for (const file of readdirSync(feeds).filter((name) => name.endsWith('.csv'))) {
      const before = await stones<{ carat: string }>(
        'select coalesce(sum(carat), 0)::text as carat from stones',
      )
      const first = await importFile(`${feeds}/${file}`)
      t.equal(first.failed, 0, `${file}: no row is rejected`)
      t.equal(first.created, expected[file]?.rows, `${file}: every row is a stone`)
      const after = await stones<{ carat: string }>('select sum(carat)::text as carat from stones')
      const carats = (Number(after.carat) - Number(before.carat)) / 1000
      t.ok(Math.abs(carats - (expected[file]?.sum_weight_ct ?? 0)) < 0.01, `${file}: ${carats} ct`)
      const again = await importFile(`${feeds}/${file}`)
      t.equal(again.created, 0, `${file}: nothing is added the second time`)
      total += first.created
    }
    const read = await stones<{ shape: number; clarity: number; lab: number }>(
      'select count(shape) as shape, count(clarity) as clarity, count(lab) as lab from stones',
    )
    t.ok(read.shape >= total * 0.95, `${read.shape} of ${total} shapes`)
    t.ok(read.clarity >= total * 0.95, `${read.clarity} of ${total} clarities`)
  },
)

t.test('53,940 diamonds come in with equal sums, and not a second time', async (t) => {
  if (!existsSync(diamonds)) return t.comment('Note: ../shared/data/retail/diamonds.csv is not here; skipped')
  const before = await stones<{ carat: string; price: string; count: number }>(
    'select coalesce(sum(carat), 0)::text as carat, coalesce(sum(price_amount), 0)::text as price, count(*) as count from stones',
  )
  const lines = readFileSync(diamonds, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const first = await importFile(diamonds)
  t.match(first, { created: lines.length, failed: 0 })
  const after = await stones<{ carat: string; price: string; height: number }>(
    'select sum(carat)::text as carat, sum(price_amount)::text as price, count(height) as height from stones',
  )
  const carats = lines.reduce((sum, line) => sum + Math.round(Number(line[0]) * 1000), 0)
  const price = lines.reduce((sum, line) => sum + Number(line[6]) * 100, 0)
  t.equal(Number(after.carat) - Number(before.carat), carats)
  t.equal(Number(after.price) - Number(before.price), price)
  t.ok(after.height > 53_000, 'x, y and z are length, width and height')
  const again = await importFile(diamonds)
  t.match(again, { created: 0, unchanged: lines.length })
})
