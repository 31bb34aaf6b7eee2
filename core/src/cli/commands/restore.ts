import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ClientConfig } from 'pg'
import { collectMigrations } from '../../app/migrate.ts'
import { type RecordedMigration, restoreBackup, verifyBackup } from '../../backup/index.ts'
import { corePlugin } from '../../builtin/plugin.ts'
import { createDatabase } from '../../database/database.ts'
import { migrateUp } from '../../database/migrations.ts'
import { installJobSchema } from '../../jobs/install.ts'
import type { Plugin } from '../../plugin/plugin.ts'
import { resolvePlugins } from '../../plugin/resolve.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { loadShop, openDatabase, type Shop } from '../load-shop.ts'
import { localFiles } from '../local-files.ts'
import { sayBackup } from '../say-backup.ts'

const log = (message: string) => process.stderr.write(`${message}\n`)

/** Makes the tables as they were when the backup was made: exactly those migrations, and the job queue's. */
async function migrateTo(shop: Shop, connection: ClientConfig, recorded: RecordedMigration[]): Promise<void> {
  const listed = shop.config.plugins.filter((part): part is Plugin => part.kind === 'plugin')
  const migrations = await collectMigrations(
    resolvePlugins([corePlugin, ...listed], [], corePlugin.version, []),
  )
  const wanted = new Set(recorded.map(({ plugin, name }) => `${plugin}/${name}`))
  const database = createDatabase({ connection })
  try {
    await installJobSchema(database.pool)
    await migrateUp(
      database,
      migrations.filter(({ plugin, name }) => wanted.has(`${plugin}/${name}`)),
    )
  } finally {
    await database.close()
  }
}

/** `bezel restore <file> [--force]`: Bezel must be stopped. Everything arrives and proves equal, or nothing changes. */
export async function run({ positional: [file], flags, json }: Arguments): Promise<void> {
  if (!file) throw new UsageError('Say what to restore: bezel restore <file>')
  if (!(await stat(file).catch(() => undefined))?.isFile())
    throw new UsageError(`There is no file "${file}". Check the path.`)
  const shop = await loadShop()
  const [secret, ...previousSecrets] = shop.settings.secrets.map((text) => Buffer.from(text)) as [
    Buffer,
    ...Buffer[],
  ]
  const force = flags.has('force')
  if (force) {
    log('Checking the backup before anything is replaced')
    await verifyBackup({ input: createReadStream(file), secret, previousSecrets })
  }
  const database = await openDatabase(shop, 'command', log)
  try {
    const filesDir = localFiles(shop)
    const report = await restoreBackup({
      connection: database.connection,
      input: createReadStream(file),
      secret,
      previousSecrets,
      ...(filesDir && { filesDir }),
      migrate: (connection, recorded) => migrateTo(shop, connection, recorded),
      force,
      log,
    })
    process.stdout.write(
      json ? `${JSON.stringify(report)}\n` : `${sayBackup('Restored', report)}, as of ${report.taken}.\n`,
    )
  } finally {
    await database.close()
  }
}
