import type { Database } from '../database/database.ts'
import { type Migration, migrateUp, readMigrations } from '../database/migrations.ts'
import { installJobSchema } from '../jobs/install.ts'
import type { Plugin } from '../plugin/plugin.ts'

/** All migrations of the app, dependencies first. */
export async function collectMigrations(plugins: Plugin[]): Promise<Migration[]> {
  const perPlugin = await Promise.all(
    plugins.map(async ({ name, migrations }) => (migrations ? readMigrations(name, migrations) : [])),
  )
  return perPlugin.flat()
}

/** Brings the database up to date: the tables jobs are kept in, then the core's and every plugin's. */
export async function migrateApp(
  database: Database,
  plugins: Plugin[],
  progress?: (migration: Migration) => void,
): Promise<Migration[]> {
  await installJobSchema(database.pool)
  return migrateUp(database, await collectMigrations(plugins), progress)
}
