import type { Writable } from 'node:stream'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { copyOut } from './catalog.ts'
import { newContainer } from './container.ts'
import { createEncryptor } from './encrypt.ts'
import { listFiles, readFileBytes, sumBytes } from './files.ts'
import { type FileSum, type Manifest, type TableShape, tableName } from './manifest.ts'
import { jsonRecord, recordHead } from './records.ts'
import { type BackupReport, countFile, countTable, emptyReport, totalsOf } from './report.ts'
import { createRowHash, type RowSum } from './row-hash.ts'
import { openSnapshot } from './snapshot.ts'

export interface BackupOptions {
  connection: pg.ClientConfig
  /** Where the backup goes; ended when complete, destroyed when it fails. */
  out: Writable
  /** `BEZEL_SECRET`: encrypts the backup, and is needed to restore it. */
  secret: Buffer
  /** Folder of the uploaded files, when they lie on the local disk. */
  filesDir?: string
  log?: (message: string) => void
}

/**
 * Writes one consistent snapshot of the database and the files: compressed, encrypted, streamed. Works on a running shop.
 * @throws BackupError BACKUP_SCHEMA_CHANGING; errors of PostgreSQL, the disk and `out` as they come
 */
export async function createBackup(options: BackupOptions): Promise<BackupReport> {
  const { out, secret, log = () => {} } = options
  const client = new pg.Client({ ...options.connection, application_name: 'bezel backup' })
  // A connection that breaks fails the statement that runs; without a listener it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    const manifest = await openSnapshot(client)
    const { header, ...sealing } = newContainer(secret, new Date(manifest.taken))
    const report = emptyReport(manifest, header.keyId)
    const plain = Readable.from(content(client, manifest, options.filesDir, report, log), {
      objectMode: false,
    })
    await pipeline(plain, createGzip({ level: 4 }), createEncryptor(sealing), out)
    await client.query('commit')
    return report
  } catch (error) {
    out.destroy()
    throw error
  } finally {
    await client.end()
  }
}

/** All records, in the order that `records.ts` describes; adds up the report on the way. */
async function* content(
  client: pg.Client,
  manifest: Manifest,
  filesDir: string | undefined,
  report: BackupReport,
  log: (message: string) => void,
): AsyncGenerator<Buffer> {
  yield jsonRecord('manifest', manifest)
  for (const table of manifest.tables) {
    yield* tableRecords(client, table, (sum) => {
      countTable(report, table, sum)
      log(`${tableName(table)}: ${sum.rows} rows`)
    })
  }
  if (filesDir) {
    for await (const path of listFiles(filesDir)) {
      yield* fileRecords(filesDir, path, (sum) => countFile(report, sum))
    }
    log(`${report.files} files`)
  }
  yield jsonRecord('finish', totalsOf(report))
}

async function* tableRecords(
  client: pg.Client,
  table: TableShape,
  onEnd: (sum: RowSum) => void,
): AsyncGenerator<Buffer> {
  yield jsonRecord('table', { schema: table.schema, name: table.name })
  const rowHash = createRowHash()
  for await (const chunk of client.query(copyTo(copyOut(table))) as AsyncIterable<Buffer>) {
    rowHash.update(chunk)
    yield recordHead('data', chunk.length)
    yield chunk
  }
  const sum = rowHash.sum()
  yield jsonRecord('end', sum)
  onEnd(sum)
}

async function* fileRecords(
  folder: string,
  path: string,
  onEnd: (sum: FileSum) => void,
): AsyncGenerator<Buffer> {
  yield jsonRecord('file', { path })
  let total: FileSum = { bytes: 0, sha256: '' }
  const bytes = sumBytes(readFileBytes(folder, path), (sum) => {
    total = sum
  })
  for await (const chunk of bytes) {
    yield recordHead('data', chunk.length)
    yield chunk
  }
  yield jsonRecord('end', total)
  onEnd(total)
}
