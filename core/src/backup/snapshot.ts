import type pg from 'pg'
import { beginTransaction, quote, readManifest, readTables } from './catalog.ts'
import { BackupError } from './errors.ts'
import type { Manifest } from './manifest.ts'

const attempts = 5

/**
 * Opens a transaction that sees one moment of the whole database, and locks the tables' shape for its duration.
 * The locks come before the snapshot: a migration that commits between the two would show its table empty.
 * @throws BackupError BACKUP_SCHEMA_CHANGING when migrations keep changing the tables
 */
export async function openSnapshot(client: pg.Client): Promise<Manifest> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await readTables(client)
    await beginTransaction(client, 'isolation level repeatable read read only')
    if (before.length > 0)
      await client.query(`lock table ${before.map(quote).join(', ')} in access share mode`)
    const manifest = await readManifest(client)
    if (JSON.stringify(before) === JSON.stringify(manifest.tables)) return manifest
    await client.query('rollback')
  }
  throw new BackupError(
    'BACKUP_SCHEMA_CHANGING',
    'The tables kept changing while the backup began: migrations are running. Start the backup again when they are done.',
  )
}
