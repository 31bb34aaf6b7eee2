// How fast tables are read and written: node --import tsx bench/transfer-parse.ts
// A busy machine slows the clock, not the CPU time, so both are printed.
import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import {
  type CellReader,
  cellReader,
  createWriter,
  openRows,
  type WriteFormat,
} from '../core/src/transfer/index.ts'
import { CsvParser, DEFAULT_DIALECT } from '../core/src/transfer/read/csv-parser.ts'

const SHARED = '../shared/data/retail/diamonds.csv'
const ROUNDS = 5
const KINDS: Record<string, string> = {
  carat: 'measure',
  depth: 'measure',
  table: 'measure',
  price: 'money',
  x: 'measure',
  y: 'measure',
  z: 'measure',
}

/** 53,940 rows like the real ones, where those are not at hand. */
function generated(): string {
  const cuts = ['Fair', 'Good', 'Very Good', 'Premium', 'Ideal']
  const rows = Array.from({ length: 53_940 }, (_, i) => {
    const size = (3.5 + (i % 500) / 100).toFixed(2)
    return `${(0.2 + (i % 300) / 100).toFixed(2)},"${cuts[i % 5]}","${'DEFGHIJ'[i % 7]}","VS${1 + (i % 2)}",61.5,57,${300 + (i % 9000)},${size},${size},2.43\n`
  })
  return `"carat","cut","color","clarity","depth","table","price","x","y","z"\n${rows.join('')}`
}

async function time(what: string, run: () => Promise<number> | number): Promise<void> {
  const best = { wall: 0, cpu: 0 }
  let rows = 0
  for (let round = 0; round < ROUNDS; round++) {
    const [start, used] = [process.hrtime.bigint(), process.cpuUsage()]
    rows = await run()
    const wall = Number(process.hrtime.bigint() - start) / 1e9
    const { user, system } = process.cpuUsage(used)
    best.wall = Math.max(best.wall, rows / wall)
    best.cpu = Math.max(best.cpu, rows / ((user + system) / 1e6))
  }
  const show = (perSecond: number) => Math.round(perSecond).toLocaleString('en').padStart(10)
  console.log(
    `${what.padEnd(42)} ${String(rows).padStart(6)} rows ${show(best.wall)} rows/s ${show(best.cpu)} rows per CPU second`,
  )
}

async function readRows(path: string): Promise<number> {
  let rows = 0
  for await (const batch of await openRows(path)) rows += batch.length
  return rows
}

async function normaliseRows(path: string): Promise<number> {
  const source = await openRows(path)
  const samples = source.sample.map(({ values }) => values as string[])
  const readers: CellReader[] = source.headers.map((header, i) =>
    cellReader(
      { kind: KINDS[header] ?? 'enum' },
      samples.map((row) => row[i] ?? ''),
    ),
  )
  let cells = 0
  let rows = 0
  for await (const batch of source) {
    rows += batch.length
    for (const { values } of batch) {
      for (let i = 0; i < readers.length; i++) if (readers[i]?.(values[i] as string) !== undefined) cells++
    }
  }
  if (cells !== rows * readers.length) throw new Error(`${rows * readers.length - cells} cells were not read`)
  return rows
}

async function writeRows(path: string, format: WriteFormat): Promise<number> {
  const source = await openRows(path)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const writer = createWriter(format, nowhere, source.headers)
  for await (const batch of source) await writer.write(batch.map(({ values }) => values))
  await writer.end()
  return writer.rows
}

async function saveAs(path: string, format: WriteFormat, target: string): Promise<void> {
  const source = await openRows(path)
  const writer = createWriter(format, createWriteStream(target), source.headers)
  for await (const batch of source) await writer.write(batch.map(({ values }) => values))
  await writer.end()
}

const folder = await mkdtemp(join(tmpdir(), 'bezel-bench-'))
try {
  const path = existsSync(SHARED) ? SHARED : join(folder, 'generated.csv')
  if (path !== SHARED) await writeFile(path, generated())
  console.log(path === SHARED ? 'real diamonds' : 'generated diamonds')
  const text = readFileSync(path, 'utf8')
  await time('CSV parser alone', () => {
    const parser = new CsvParser(DEFAULT_DIALECT)
    let records = 0
    for (let at = 0; at < text.length; at += 65_536)
      records += parser.push(text.slice(at, at + 65_536)).records.length
    return records + parser.end().records.length - 1
  })
  await time('open and read a CSV file', () => readRows(path))
  await time('open, read and normalise every cell', () => normaliseRows(path))
  for (const format of ['xlsx', 'ndjson'] as const) {
    const saved = join(folder, `diamonds.${format}`)
    await saveAs(path, format, saved)
    await time(`open and read ${format}`, () => readRows(saved))
  }
  for (const format of ['csv', 'xlsx', 'ndjson'] as const)
    await time(`read CSV and write ${format}`, () => writeRows(path, format))
} finally {
  await rm(folder, { recursive: true, force: true })
}
