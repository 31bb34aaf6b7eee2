import { existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createApp } from '@bezel/core'
import customers from '@bezel/customers'
import inventory from '@bezel/inventory'
import pg from 'pg'
import copy from 'pg-copy-streams'
import { system } from '../core/src/access/actor.ts'
import { migrateApp } from '../core/src/app/migrate.ts'
import { attachEmbedded } from '../core/src/database/embedded/index.ts'
import { type Importing, importing } from '../core/src/importing/importing.ts'
import { inTransaction } from '../core/src/operation/transaction.ts'
import { embeddedUrl } from '../core/src/testing/postgres.ts'

/**
 * `npm run bench -- import [rounds]`: 53,940 diamonds through the importer into the real
 * `stones`, beside plain COPY of the same values into the same table with its indexes, and into a bare one. CPU seconds are
 * those of this process and of the database's own (Linux): other programs on the machine do not count in them.
 */
const file = process.env.BENCH_FILE ?? '../shared/data/retail/diamonds.csv'
if (!existsSync(file)) {
  console.log(`${file} is not on this machine. Give another stock list as BENCH_FILE.`)
  process.exit(0)
}
const rounds = Number(process.argv[2] ?? 3)
const postgres = await attachEmbedded({ dataDir: '.bezel/bench', log: console.log })
const url = new URL(process.env.DATABASE_URL ?? embeddedUrl(postgres.connection))
const admin = new pg.Client({ connectionString: url.href })
await admin.connect()
await admin.query('drop database if exists bezel_import_bench with (force)')
await admin.query('create database bezel_import_bench')
url.pathname = '/bezel_import_bench'

const app = await createApp({
  config: { plugins: [customers, inventory] },
  settings: {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: url.href,
    dataDir: '.bezel/bench',
    secrets: ['bench secret of at least thirty-two bytes'],
    publicUrl: 'http://127.0.0.1',
    demo: false,
    owner: undefined,
    logLevel: 'silent',
    production: true,
  },
  connection: { connectionString: url.href },
})
await migrateApp(app.database, app.plugins)
await app.load()
const service = app.kernel.services.get(importing.name) as Importing
const stones = app.kernel.registry.byCollection('stones')
if (!stones) throw new Error('There are no stones.')

/** CPU seconds of the database's processes that serve us. */
async function databaseSeconds(): Promise<number> {
  const { rows } = await app.database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database()`,
  )
  return rows.reduce((sum, { pid }) => {
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ') : []
    return sum + (Number(stat[13] ?? 0) + Number(stat[14] ?? 0)) / 100
  }, 0)
}

async function measured(name: string, work: () => Promise<number>): Promise<void> {
  const [begun, own, theirs] = [performance.now(), process.cpuUsage(), await databaseSeconds()]
  const rows = await work()
  const wall = (performance.now() - begun) / 1000
  const cpu = process.cpuUsage(own)
  const js = (cpu.user + cpu.system) / 1e6
  const database = (await databaseSeconds()) - theirs
  const cells = [
    name.padEnd(44),
    `${Math.round(rows / wall)
      .toString()
      .padStart(8)} rows/s`,
    `${((js / rows) * 1e6).toFixed(1).padStart(7)} µs`,
    `${((database / rows) * 1e6).toFixed(1).padStart(7)} µs`,
    `${Math.round(rows / Math.max(js, database))
      .toString()
      .padStart(8)} rows/s`,
  ]
  console.log(cells.join('  '))
}

async function importFile(): Promise<number> {
  const call = { actor: system, requestId: 'bench' }
  const source = { path: file, name: 'diamonds.csv' }
  const id = await inTransaction(app.kernel, 'stones.import', call, (ctx) =>
    service.beginWith(ctx, stones as never, source, { dryRun: false }),
  )
  let processed = 0
  await service.run(id, {
    onProgress: (progress) => {
      processed = progress.processed
    },
  })
  return processed
}

const columns =
  'id, created_at, updated_at, version, species, ownership, status, tags, custom, carat, cut, color, clarity, depth, "table", price_amount, price_currency, length, width, height'

/** The stored stones as lines of COPY: the same values for every way of writing them. */
async function storedLines(): Promise<string[]> {
  const client = await app.database.pool.connect()
  const chunks: Buffer[] = []
  for await (const chunk of client.query(
    copy.to(`copy (select ${columns} from stones order by id) to stdout`),
  ))
    chunks.push(chunk as Buffer)
  client.release()
  return Buffer.concat(chunks).toString().trimEnd().split('\n')
}

async function copyIn(table: string, lines: string[]): Promise<number> {
  for (let at = 0; at < lines.length; at += 4000) {
    const client = await app.database.pool.connect()
    await client.query('begin')
    await pipeline(
      Readable.from([`${lines.slice(at, at + 4000).join('\n')}\n`]),
      client.query(copy.from(`copy ${table} (${columns}) from stdin`)),
    )
    await client.query('commit')
    client.release()
  }
  return lines.length
}

const empty = () =>
  app.database.pool.query('truncate stones, movements, bezel_core.import_keys, bezel_core.audit cascade')
console.log(
  `${'way'.padEnd(44)}  ${'wall'.padStart(15)}  ${'our CPU'.padStart(10)}  ${'database'.padStart(10)}  ${'by CPU'.padStart(15)}`,
)
for (let round = 0; round < rounds; round++) {
  await empty()
  await measured('import', importFile)
  await measured('import again: all known', importFile)
  const lines = await storedLines()
  await empty()
  await measured('plain COPY, same table, its indexes', () => copyIn('stones', lines))
  await app.database.pool.query('create table bare (like stones)')
  await measured('plain COPY, bare table', () => copyIn('bare', lines))
  await app.database.pool.query('drop table bare')
}
await app.close()
await admin.query('drop database bezel_import_bench with (force)')
await admin.end()
await postgres.stop()
