import { createApp } from '@bezel/core'
import customers from '@bezel/customers'
import inventory from '@bezel/inventory'
import { system } from '../core/src/access/actor.ts'
import { applyGrants } from '../core/src/access/apply-grants.ts'
import { migrateApp } from '../core/src/app/migrate.ts'
import { loadData } from './data.ts'
import bench from './plugin.ts'

export const owner = { email: 'owner@bench.example', password: 'the owner of the bench' }

/** How `bezel start` serves a database of the bench: in production, without demo data, with a known owner. */
export function serverEnvironment(url: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: url,
    PORT: String(port),
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    BEZEL_DATA_DIR: '.bezel/bench',
    BEZEL_SECRET: 'bench secret of at least thirty-two bytes',
    BEZEL_DEMO: '0',
    BEZEL_OWNER_EMAIL: owner.email,
    BEZEL_OWNER_PASSWORD: owner.password,
  }
}

/** Migrates and fills the bench's database once; answers an owner's API key. */
export async function createBenchDatabase(url: string): Promise<{ key: string }> {
  const app = await createApp({
    config: { plugins: [customers, inventory, bench] },
    settings: {
      host: '127.0.0.1',
      port: 0,
      databaseUrl: url,
      dataDir: '.bezel/bench',
      secrets: ['bench secret of at least thirty-two bytes'],
      publicUrl: 'http://127.0.0.1',
      demo: false,
      owner: undefined,
      logLevel: 'silent',
      production: true,
    },
    connection: { connectionString: url },
  })
  await migrateApp(app.database, app.plugins)
  await applyGrants(app.kernel, app.plugins)
  const [filled] = await app.database.query('select 1 from visits limit 1')
  if (!filled) await loadData({ connectionString: url })
  const [owner] = await app.database.query<{ id: string }>(`select id from roles where name = 'owner'`)
  const made = (await app.run(
    'api-keys.create',
    { name: 'bench', roleId: owner?.id },
    { actor: system, requestId: 'bench' },
  )) as { key: string }
  await app.close()
  return made
}
