import { runMigrations } from 'graphile-worker'
import type { ClientConfig } from 'pg'
import t from 'tap'
import type { RecordedMigration } from '../../src/backup/index.ts'
import { createDatabase } from '../../src/database/database.ts'
import { migrateUp, migrationStatus, readMigrations } from '../../src/database/migrations.ts'
import { backUp, emptyShop, restore, rowsOf } from './fixtures/shop.ts'

t.setTimeout(120_000)

const core = await readMigrations('core', new URL('../../migrations/', import.meta.url))

/** What the command line does for a restore: exactly the recorded migrations, and the job queue's. */
async function makeTables(connection: ClientConfig, recorded: RecordedMigration[]): Promise<void> {
  const wanted = new Set(recorded.map(({ plugin, name }) => `${plugin}/${name}`))
  const database = createDatabase({ connection })
  await migrateUp(
    database,
    core.filter(({ plugin, name }) => wanted.has(`${plugin}/${name}`)),
  )
  await database.close()
  await runMigrations({ connectionString: String(connection.connectionString) })
}

t.test("Bezel's own tables are restored by its own migrations", async (t) => {
  const shop = await emptyShop(t)
  await makeTables(shop.connection, core)
  await shop.query(`insert into bezel_core.outbox (id, occurred_at, name, payload)
    select gen_random_uuid(), now(), 'stones.created.v1', jsonb_build_object('n', n) from generate_series(1, 50) n`)
  const file = await backUp(t, shop)
  t.same(
    file.report.migrations,
    core.map(({ plugin, name, checksum }) => ({ plugin, name, checksum })),
  )

  const target = await emptyShop(t)
  await restore(file, target, '', { migrate: makeTables })
  for (const table of Object.keys(file.report.rowsOf)) {
    t.same(await rowsOf(target, table), await rowsOf(shop, table), table)
  }
  const database = createDatabase({ connection: target.connection })
  t.teardown(() => database.close())
  t.same(
    (await migrationStatus(database, core)).map(({ state }) => state),
    core.map(() => 'applied'),
  )
})
