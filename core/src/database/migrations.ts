import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Database, Transaction } from './database.ts'
import type { Sql } from './types.ts'

export interface Migration {
  plugin: string
  /** File name without `.sql`, for example `0001_customers`; they run in the order of their names. */
  name: string
  up: string
  down: string
  checksum: string
}

export interface MigrationStatus extends Pick<Migration, 'plugin' | 'name'> {
  state: 'applied' | 'pending' | 'changed' | 'unknown'
  appliedAt?: string
}

const divider = /^--\s*down\s*$/m

/** Reads a plugin's `migrations/*.sql`: the part before a line `-- down` goes up, the part after it goes down. */
export async function readMigrations(plugin: string, folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (file) => {
      const text = await readFile(new URL(file, folder), 'utf8')
      const [up = '', down] = text.split(divider)
      if (down === undefined) {
        throw new Error(
          `Migration ${plugin}/${file} has no line "-- down". Add it, followed by the SQL that undoes it.`,
        )
      }
      return {
        plugin,
        name: file.slice(0, -4),
        up,
        down,
        checksum: createHash('sha256').update(text).digest('hex'),
      }
    }),
  )
}

const ledger = `
  create schema if not exists bezel_core;
  create table if not exists bezel_core.migrations (
    plugin text not null,
    name text not null,
    checksum text not null,
    applied_at timestamptz(3) not null default now(),
    primary key (plugin, name)
  )`

interface LedgerRow {
  plugin: string
  name: string
  checksum: string
  appliedAt: string
}

async function readLedger(sql: Sql): Promise<Map<string, LedgerRow>> {
  const rows = await sql.query<LedgerRow>(
    'select plugin, name, checksum, applied_at as "appliedAt" from bezel_core.migrations order by applied_at, name',
  )
  return new Map(rows.map((row) => [`${row.plugin}/${row.name}`, row]))
}

/** One migration at a time, across processes; a lock that cannot be had fails instead of queueing all traffic behind it. */
async function exclusively(tx: Transaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('bezel_core.migrations'))`)
  await tx.connection.query(`set local lock_timeout = '10s'`)
}

/** Applies what is pending, each migration in a transaction of its own, and returns what it applied. */
export async function migrateUp(
  database: Database,
  migrations: Migration[],
  progress: (migration: Migration) => void = () => {},
): Promise<Migration[]> {
  await database.transaction(async (tx) => {
    await exclusively(tx)
    await tx.connection.query(ledger)
  })
  const known = await readLedger(database)
  const pending = migrations.filter((migration) => !known.has(`${migration.plugin}/${migration.name}`))
  const applied: Migration[] = []
  for (const migration of pending) {
    const ran = await database.transaction(async (tx) => {
      await exclusively(tx)
      const taken = await tx.query(
        'insert into bezel_core.migrations (plugin, name, checksum) values ($1, $2, $3) on conflict do nothing returning name',
        [migration.plugin, migration.name, migration.checksum],
      )
      if (taken.length === 0) return false
      await tx.connection.query(migration.up)
      return true
    })
    if (!ran) continue
    applied.push(migration)
    progress(migration)
  }
  return applied
}

/** Undoes the latest `steps` applied migrations of the given list, newest first. */
export async function migrateDown(
  database: Database,
  migrations: Migration[],
  steps = 1,
): Promise<Migration[]> {
  const known = await readLedger(database)
  const applied = migrations.filter((migration) => known.has(`${migration.plugin}/${migration.name}`))
  const undone = applied.slice(-steps).reverse()
  for (const migration of undone) {
    await database.transaction(async (tx) => {
      await exclusively(tx)
      await tx.connection.query(migration.down)
      await tx.query('delete from bezel_core.migrations where plugin = $1 and name = $2', [
        migration.plugin,
        migration.name,
      ])
    })
  }
  return undone
}

/** What is applied, pending, changed since it was applied, or applied but no longer in the code. */
export async function migrationStatus(
  database: Database,
  migrations: Migration[],
): Promise<MigrationStatus[]> {
  const [exists] = await database.query<{ ledger: string | null }>(
    `select to_regclass('bezel_core.migrations')::text as ledger`,
  )
  const known = exists?.ledger ? await readLedger(database) : new Map<string, LedgerRow>()
  const status = migrations.map(({ plugin, name, checksum }): MigrationStatus => {
    const row = known.get(`${plugin}/${name}`)
    known.delete(`${plugin}/${name}`)
    if (!row) return { plugin, name, state: 'pending' }
    return {
      plugin,
      name,
      state: row.checksum === checksum ? 'applied' : 'changed',
      appliedAt: row.appliedAt,
    }
  })
  const unknown = [...known.values()].map(({ plugin, name, appliedAt }): MigrationStatus => {
    return { plugin, name, state: 'unknown', appliedAt }
  })
  return [...status, ...unknown]
}
