import accounts from '@bezel/accounts'
import { createApp } from '@bezel/core'
import customers from '@bezel/customers'
import { applyGrants } from '../../core/src/access/apply-grants.ts'
import { migrateApp } from '../../core/src/app/migrate.ts'
import bench from './plugin.ts'

/**
 * A shop with accounts, as it is served: jobs run, limits count, mails are kept in the development outbox. It stands behind a
 * proxy that it trusts (`BEZEL_TRUSTED_PROXIES`), so the benches come from as many addresses as visitors do.
 */
const app = await createApp({
  config: { plugins: [accounts, customers, bench] },
  settings: {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: process.env.DATABASE_URL,
    dataDir: '.bezel/bench',
    secrets: [process.env.BEZEL_SECRET ?? ''],
    publicUrl: 'http://127.0.0.1',
    demo: false,
    owner: undefined,
    logLevel: 'error',
    production: false,
    trustedProxies: ['127.0.0.1'],
  },
  connection: { connectionString: process.env.DATABASE_URL ?? '' },
})
await migrateApp(app.database, app.plugins)
await app.load()
await applyGrants(app.kernel, app.plugins)
await app.startWork()
process.once('SIGTERM', () => app.close())
console.log(await app.server.listen({ host: '127.0.0.1', port: 0 }))
