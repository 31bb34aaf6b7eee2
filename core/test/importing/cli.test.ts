import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { testApp } from '../../src/testing/app.ts'
import { testDatabase } from '../../src/testing/postgres.ts'
import { temporaryFolder } from '../transfer/support.ts'
import { things } from './fixtures/things.ts'

t.setTimeout(300_000)

// The app is open all the time, as a running server is.
const app = await testApp({ plugins: [things] })
t.teardown(() => app.end())
const folder = await temporaryFolder(t)
await mkdir(join(folder, 'dist'))
const plugin = new URL('./fixtures/things.ts', import.meta.url).href
await writeFile(join(folder, 'package.json'), '{"type":"module"}')
await writeFile(
  join(folder, 'dist/fastify.config.mjs'),
  `import { things } from '${plugin}'\nexport default { plugins: [things] }\n`,
)

interface Answer {
  status: number
  out: string
  err: string
}

/** Runs the command line in a shop of its own, on our database. */
function bezel(args: string[], database = app.url): Promise<Answer> {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
  const env = {
    ...process.env,
    DATABASE_URL: database,
    BEZEL_SECRET: 'test secret of at least thirty-two bytes',
    BEZEL_DATA_DIR: join(folder, '.bezel'),
  }
  const node = ['--import', import.meta.resolve('tsx'), '--conditions=bezel-src', main, ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, node, { cwd: folder, env }, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    )
  })
}

const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text)
  return name
}
const count = async () =>
  (await app.database.query<{ count: number }>('select count(*) as count from things'))[0]?.count

t.test('bezel import says what it did; its status is 0 only when every row came in', async (t) => {
  const good = await file('good.csv', 'sku,name,weight\nA,one,1\nB,two,2\n')
  t.match(await bezel(['import', 'things', good, '--dry-run']), {
    status: 0,
    out: /^Nothing was written\. There would be 2 created/,
  })
  t.equal(await count(), 0)
  t.match(await bezel(['import', 'things', good]), {
    status: 0,
    out: '2 created, 0 updated, 0 unchanged, 0 rejected.\n',
  })
  const again = await bezel(['import', 'things', good, '--json'])
  t.match(JSON.parse(again.out), { status: 'completed', created: 0, unchanged: 2, fileName: 'good.csv' })
  const bad = await file('bad.csv', 'sku,name,weight\nC,three,many\nD,four,4\n')
  const partly = await bezel(['import', 'things', bad])
  t.match(partly, {
    status: 1,
    out: '1 created, 0 updated, 0 unchanged, 1 rejected.\n',
    err: /Line 2: weight must be a number/,
  })
  t.match(await bezel(['import', 'things', bad, '--errors', 'wrong.csv']), {
    status: 1,
    err: /they stand in wrong\.csv/,
  })
  t.match(await readFile(join(folder, 'wrong.csv'), 'utf8'), /C,three,many,2,weight,must be a number/)
  t.same((await readdir(folder)).includes('good.csv'), true, 'the file is the caller’s and stays')
})

t.test('bezel import takes a mapping and defaults from files', async (t) => {
  const csv = await file('odd.csv', 'k,w\nM1,Ring\n')
  const map = await file('map.json', '{"k":"sku","w":"name"}')
  const defaults = await file('defaults.json', '{"grade":"good"}')
  t.match(await bezel(['import', 'things', csv, '--map', map, '--defaults', defaults]), { status: 0 })
  t.match((await app.request('GET', '/api/v1/things?sku=M1')).body.data, [{ name: 'Ring', grade: 'good' }])
})

t.test('wrong usage is told before anything is opened or written', async (t) => {
  t.match(await bezel(['import', 'things']), { status: 2, err: /bezel import <collection> <file>/ })
  t.match(await bezel(['import', 'things', 'missing.csv']), {
    status: 2,
    err: /There is no file "missing\.csv"/,
  })
  t.match(await bezel(['import', 'thinks', 'good.csv']), {
    status: 2,
    err: /no collection "thinks" to import\. Use one of: .*things/,
  })
  t.match(await bezel(['export', 'things', 'out.pdf']), { status: 2, err: /\.csv, \.xlsx or \.ndjson/ })
  t.match(await bezel(['import', 'things', 'map.json']), { status: 1 })
})

t.test('bezel export writes what the filters find, whole or not at all', async (t) => {
  t.match(await bezel(['export', 'things', 'out.csv', '--query', 'weight[gte]=2&sort=sku']), {
    status: 0,
    out: 'Exported 2 things to out.csv.\n',
  })
  t.match(await readFile(join(folder, 'out.csv'), 'utf8'), /B,two[\s\S]*D,four/)
  for (const name of ['out.xlsx', 'out.ndjson'])
    t.match(await bezel(['export', 'things', name, '--json']), { status: 0, out: /"records":4/ })
  t.match(await bezel(['export', 'things', 'bad.xlsx', '--query', 'nonsense=1']), { status: 1 })
  t.same(
    (await readdir(folder)).filter((name) => name.startsWith('bad.x') || name.endsWith('.part')),
    [],
  )
})

t.test('bezel backup and restore bring a shop to another database', async (t) => {
  const made = await bezel(['backup', 'shop.bak'])
  t.match(made, { status: 0, out: /^Backed up \d+ tables with [\d,]+ rows and 0 files to shop\.bak\.\n$/ })
  // A pool lets go of connections that nobody uses for a while.
  await count()
  t.match(await bezel(['restore', 'shop.bak']), { status: 1, err: /Bezel runs on this database/ })
  const { url, drop } = await testDatabase()
  t.teardown(drop)
  t.match(await bezel(['restore', 'shop.bak'], url), { status: 0, out: /^Restored/ })
  t.match(await bezel(['restore', 'shop.bak'], url), { status: 1, err: /holds data already/ })
  t.match(await bezel(['restore', 'shop.bak', '--force'], url), { status: 0 })
  t.match(await bezel(['export', 'things', 'there.csv', '--json'], url), { out: /"records":4/ })
  t.match(await bezel(['restore', 'nothing.bak'], url), { status: 2 })
})
