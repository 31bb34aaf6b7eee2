import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { bezelSchemas, copyIn, copyOut, quote } from './catalog.ts'
import { suspendRules } from './constraints.ts'
import { BackupError } from './errors.ts'
import { type FileStage, openFileStage } from './files.ts'
import {
  type Manifest,
  type RecordedMigration,
  type SequenceState,
  type TableShape,
  tableName,
} from './manifest.ts'
import { type OpenedContent, openContent, type Sink } from './read.ts'
import type { BackupReport } from './report.ts'
import { createRowHash, type RowSum, sameSum } from './row-hash.ts'
import { checkTarget, openTarget } from './target.ts'

export interface RestoreOptions {
  /** The database to fill. Bezel must not run on it, and no pool of this process may be open. */
  connection: pg.ClientConfig
  input: Readable
  secret: Buffer
  /** Earlier secrets: a backup from before a rotation needs one of them. */
  previousSecrets?: readonly Buffer[]
  /** Where the files go; without it they are read and checked, but not written. */
  filesDir?: string
  /** Makes the tables: runs exactly these migrations, as far as they have not run yet, and those of the job queue. */
  migrate: (connection: pg.ClientConfig, recorded: RecordedMigration[]) => Promise<void>
  /** Replaces what the database holds. */
  force?: boolean
  log?: (message: string) => void
}

/**
 * Fills a database from a backup, in one transaction: either everything arrives and proves equal to what was backed up
 * (every row is read back and hashed), or the database keeps its rows.
 * @throws BackupError with the remedy in its message; errors of PostgreSQL, the disk and `migrate` as they come
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupReport> {
  const { connection, input, secret, previousSecrets = [], force = false, log = () => {} } = options
  const client = new pg.Client({ ...connection, application_name: 'bezel restore' })
  // A connection that breaks fails the statement that runs; without a listener it would end the process.
  client.on('error', () => {})
  let stage: FileStage | undefined
  try {
    const content = await openContent(input, [secret, ...previousSecrets])
    await client.connect()
    await checkTarget(client, content.manifest, force)
    await options.migrate(connection, content.manifest.migrations)
    await openTarget(client, content.manifest)
    if (options.filesDir) stage = await openFileStage(options.filesDir)
    const report = await fill(client, content, stage, log)
    await stage?.publish()
    await client.query('commit')
    // Only for speed: the server would do it by itself, later.
    await client.query('analyze').catch((error: Error) => log(`ANALYZE did not finish: ${error.message}`))
    return report
  } finally {
    input.destroy()
    // Ending the connection rolls back what is not committed.
    await client.end()
    await stage?.discard()
  }
}

async function fill(
  client: pg.Client,
  { manifest, readInto }: OpenedContent,
  stage: FileStage | undefined,
  log: (message: string) => void,
): Promise<BackupReport> {
  const resumeRules = await suspendRules(client, manifest.tables)
  if (manifest.tables.length > 0) await client.query(`truncate ${manifest.tables.map(quote).join(', ')}`)
  const report = await readInto(databaseSink(client, stage, log))
  await releaseJobs(client, manifest)
  for (const sequence of manifest.sequences) await setSequence(client, sequence)
  log('Checking the references between the tables')
  await resumeRules()
  await refreshViews(client)
  return report
}

function databaseSink(client: pg.Client, stage: FileStage | undefined, log: (message: string) => void): Sink {
  return {
    async table(table, data) {
      await pipeline(Readable.from(data, { objectMode: false }), client.query(copyFrom(copyIn(table))))
    },
    async tableRead(table, recorded) {
      const found = await readBack(client, table)
      if (!sameSum(found, recorded)) throw notEqual(table, recorded, found)
      log(`${tableName(table)}: ${found.rows} rows, equal to the backup`)
    },
    async file(path, data) {
      if (stage) return stage.write(path, data)
      for await (const _ of data);
    },
  }
}

async function readBack(client: pg.Client, table: TableShape): Promise<RowSum> {
  const rowHash = createRowHash()
  for await (const chunk of client.query(copyTo(copyOut(table))) as AsyncIterable<Buffer>)
    rowHash.update(chunk)
  return rowHash.sum()
}

/** Workers that ran at the moment of the backup hold nothing here: their jobs are free to be taken. */
async function releaseJobs(client: pg.Client, { tables }: Manifest): Promise<void> {
  for (const name of ['_private_jobs', '_private_job_queues']) {
    if (!tables.some((table) => table.schema === 'graphile_worker' && table.name === name)) continue
    await client.query(
      `update graphile_worker.${name} set locked_at = null, locked_by = null where locked_at is not null`,
    )
  }
}

/** Unlike `setval`, a restart is undone by a rollback. */
async function setSequence(client: pg.Client, sequence: SequenceState): Promise<void> {
  await client.query(`alter sequence ${quote(sequence)} restart with ${BigInt(sequence.last)}`)
  if (sequence.called) await client.query('select nextval($1)', [quote(sequence)])
}

async function refreshViews(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind = 'm' and c.relispopulated order by c.oid`,
    [bezelSchemas],
  )
  for (const view of rows) await client.query(`refresh materialized view ${quote(view)}`)
}

function notEqual(table: TableShape, recorded: RowSum, found: RowSum): BackupError {
  return new BackupError(
    'BACKUP_NOT_EQUAL',
    `Table ${tableName(table)} does not read back as it was backed up (${recorded.rows} rows then, ${found.rows} here` +
      `${recorded.rows === found.rows ? ', with other values' : ''}). Nothing was restored. ` +
      'Restore into PostgreSQL of the same major version, or an empty database of the same version of Bezel.',
  )
}
