import type { App } from '../app/create-app.ts'
import { collectMigrations } from '../app/migrate.ts'
import { type EmbeddedOptions, startEmbedded } from '../database/embedded/index.ts'
import { migrateDown, migrateUp } from '../database/migrations.ts'
import { findDrift } from '../inspect/drift.ts'
import { driftFinding } from '../inspect/drift-finding.ts'
import { embeddedUrl } from './postgres.ts'

export interface TestServer {
  /** For `DATABASE_URL`. */
  url: string
  /** For example `14.23`. */
  version: string
  stop(): Promise<void>
}

/** A PostgreSQL server of its own; of another major version with the folder of its npm package as `binaries`. */
export async function startTestServer(
  options: Pick<EmbeddedOptions, 'dataDir' | 'binaries'>,
): Promise<TestServer> {
  const server = await startEmbedded({ ...options, settings: { fsync: 'off' } })
  return {
    url: embeddedUrl({ ...server.connection, database: 'postgres' }),
    version: server.version,
    stop: () => server.stop(),
  }
}

/** Undoes every migration and applies them again. @returns how the tables then differ from the entities */
export async function migrateAgain({ database, plugins, kernel }: App): Promise<string[]> {
  const migrations = await collectMigrations(plugins)
  await migrateDown(database, migrations, migrations.length)
  await migrateUp(database, migrations)
  const findings = (await findDrift(database, kernel.registry.models)).map(driftFinding)
  return findings.filter(({ level }) => level !== 'note').map(({ where, message }) => `${where}: ${message}`)
}
