import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { damaged } from './container.ts'
import { openBackup } from './decrypt.ts'
import { sumBytes } from './files.ts'
import { type FileEntry, type FileSum, type Manifest, type TableShape, tableName } from './manifest.ts'
import { type BackupRecord, nextJson, readData, readRecords } from './records.ts'
import { type BackupReport, countFile, countTable, emptyReport, totalsOf } from './report.ts'
import { createRowHash, type RowSum, sameSum } from './row-hash.ts'

/** What becomes of a backup's content while it is read. */
export interface Sink {
  /** Must read `data`, rows in COPY text format, to its end. */
  table(table: TableShape, data: AsyncIterable<Buffer>): Promise<void>
  /** Called when `data` has proved to be what was backed up. */
  tableRead(table: TableShape, sum: RowSum): Promise<void>
  file(path: string, data: AsyncIterable<Buffer>): Promise<void>
}

/** A backup whose first record is read. */
export interface OpenedContent {
  manifest: Manifest
  /** Reads the rest into the sink, checking every hash and count. May be called once. */
  readInto(sink: Sink): Promise<BackupReport>
}

/** @throws BackupError BACKUP_FORMAT, BACKUP_WRONG_KEY, BACKUP_DAMAGED, BACKUP_TRUNCATED, also from `readInto` */
export async function openContent(input: Readable, secrets: readonly Buffer[]): Promise<OpenedContent> {
  const { header, plain } = await openBackup(input, secrets)
  const gunzip = createGunzip()
  // The callback is for the pipeline's sake: an error reaches whoever reads from `gunzip`.
  pipeline(Readable.from(plain), gunzip, () => {})
  const records = readRecords(gunzip)
  const manifest = await nextJson<Manifest>(records, 'manifest')
  return {
    manifest,
    readInto: (sink) => readContent(records, manifest, emptyReport(manifest, header.keyId), sink),
  }
}

async function readContent(
  records: AsyncGenerator<BackupRecord>,
  manifest: Manifest,
  report: BackupReport,
  sink: Sink,
): Promise<BackupReport> {
  const shapes = new Map(manifest.tables.map((table) => [tableName(table), table]))
  for (;;) {
    const { value: record, done } = await records.next()
    if (done) throw damaged()
    const value = JSON.parse(record.payload.toString('utf8'))
    if (record.type === 'finish') {
      if (JSON.stringify(value) !== JSON.stringify(totalsOf(report))) throw damaged()
      // The file's very end is checked only when somebody reads it.
      if (!(await records.next()).done) throw damaged()
      return report
    }
    if (record.type === 'file') countFile(report, await readFile(records, value, sink))
    else countTable(report, value, await readTable(records, shapes.get(tableName(value)), sink))
  }
}

async function readTable(
  records: AsyncGenerator<BackupRecord>,
  table: TableShape | undefined,
  sink: Sink,
): Promise<RowSum> {
  if (!table) throw damaged()
  const rowHash = createRowHash()
  let recorded: RowSum | undefined
  const data = readData(records, (end) => {
    recorded = end as RowSum
  })
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of data) {
      rowHash.update(chunk)
      yield chunk
    }
  }
  await sink.table(table, hashed())
  if (!recorded || !sameSum(recorded, rowHash.sum())) throw damaged()
  await sink.tableRead(table, recorded)
  return recorded
}

async function readFile(
  records: AsyncGenerator<BackupRecord>,
  { path }: FileEntry,
  sink: Sink,
): Promise<FileSum> {
  let recorded: FileSum | undefined
  let found: FileSum | undefined
  const data = readData(records, (end) => {
    recorded = end as FileSum
  })
  await sink.file(
    path,
    sumBytes(data, (sum) => {
      found = sum
    }),
  )
  if (!recorded || !found || recorded.sha256 !== found.sha256 || recorded.bytes !== found.bytes)
    throw damaged()
  return recorded
}
