import {
  beginTransaction,
  bezelSchemas,
  type Queryable,
  quote,
  readMigrations,
  readTables,
} from './catalog.ts'
import { BackupError } from './errors.ts'
import { type Manifest, type TableShape, tableName } from './manifest.ts'

/** The ledgers tell of the schema, not of anybody's data. */
const ledgers = ['bezel_core.migrations']

/**
 * Whether the backup may go into this database, before anything is changed.
 * @throws BackupError BACKUP_TARGET_IN_USE, BACKUP_TARGET_AHEAD, BACKUP_TARGET_NOT_EMPTY
 */
export async function checkTarget(sql: Queryable, manifest: Manifest, force: boolean): Promise<void> {
  await refuseRunningApp(sql)
  const recorded = new Set(manifest.migrations.map(({ plugin, name }) => `${plugin}/${name}`))
  const found = (await readMigrations(sql)).map(({ plugin, name }) => `${plugin}/${name}`)
  const ahead = found.filter((name) => !recorded.has(name))
  if (ahead.length > 0) {
    throw new BackupError(
      'BACKUP_TARGET_AHEAD',
      `This database has migrations that the backup does not know: ${ahead.join(', ')}. Restore into an empty database ` +
        '(in embedded mode, move the folder "postgres" in the data folder aside); the next start then migrates it forward.',
    )
  }
  const filled = force ? [] : await filledTables(sql)
  if (filled.length > 0) {
    throw new BackupError(
      'BACKUP_TARGET_NOT_EMPTY',
      `This database holds data already (${filled.slice(0, 5).join(', ')}${filled.length > 5 ? ', …' : ''}). ` +
        'Restore into an empty one, or use --force to replace that data by the backup.',
    )
  }
}

/**
 * Begins the transaction of the restore: tables empty and locked.
 * @throws BackupError BACKUP_SCHEMA_DIFFERS, BACKUP_TARGET_IN_USE
 */
export async function openTarget(sql: Queryable, manifest: Manifest): Promise<void> {
  await beginTransaction(sql, '')
  compareShapes(manifest.tables, await readTables(sql))
  compareMigrations(manifest, await readMigrations(sql))
  if (manifest.tables.length === 0) return
  try {
    await sql.query(`lock table ${manifest.tables.map(quote).join(', ')} in access exclusive mode`)
  } catch (cause) {
    if ((cause as { code?: string }).code !== '55P03') throw cause
    throw new BackupError(
      'BACKUP_TARGET_IN_USE',
      'Somebody else uses the tables. Stop Bezel, then restore again.',
      { cause },
    )
  }
}

async function refuseRunningApp(sql: Queryable): Promise<void> {
  const { rows } = await sql.query<{ open: number }>(
    `select count(*)::int as open from pg_stat_activity
      where pid <> pg_backend_pid()
        and (application_name = 'bezel' and datname = current_database() or application_name like 'bezel app %')`,
  )
  if (!rows[0]?.open) return
  throw new BackupError(
    'BACKUP_TARGET_IN_USE',
    `Bezel runs on this database (${rows[0].open} connections). Stop it, restore, then start it again.`,
  )
}

async function filledTables(sql: Queryable): Promise<string[]> {
  const tables = (await readTables(sql)).map((table) => ({ table, name: tableName(table) }))
  const filled: string[] = []
  for (const { table, name } of tables.filter(({ name }) => !ledgers.includes(name))) {
    const { rows } = await sql.query<{ filled: boolean }>(
      `select exists (select from ${quote(table)}) as filled`,
    )
    if (rows[0]?.filled) filled.push(name)
  }
  return filled
}

function compareShapes(wanted: TableShape[], found: TableShape[]): void {
  const shapeOf = ({ kind, columns }: TableShape) =>
    kind +
    columns
      .map(({ name, type }) => `${name} ${type}`)
      .sort()
      .join()
  const shapes = new Map(found.map((table) => [tableName(table), shapeOf(table)]))
  const wrong = wanted.filter((table) => shapes.get(tableName(table)) !== shapeOf(table)).map(tableName)
  if (wrong.length === 0) return
  throw new BackupError(
    'BACKUP_SCHEMA_DIFFERS',
    `The migrations at hand do not make these tables as they were backed up: ${wrong.join(', ')}. Restore with the ` +
      `plugins, and their versions, that were installed then (schemas ${bezelSchemas.join(', ')}).`,
  )
}

function compareMigrations(manifest: Manifest, found: { plugin: string; name: string }[]): void {
  const there = new Set(found.map(({ plugin, name }) => `${plugin}/${name}`))
  const missing = manifest.migrations
    .map(({ plugin, name }) => `${plugin}/${name}`)
    .filter((name) => !there.has(name))
  if (missing.length === 0) return
  throw new BackupError(
    'BACKUP_SCHEMA_DIFFERS',
    `These migrations ran where the backup was made, and did not run here: ${missing.join(', ')}. ` +
      'List their plugins in fastify.config.ts while you restore.',
  )
}
