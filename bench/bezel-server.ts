import { createApp } from '@bezel/core'
import customers from '@bezel/customers'
import inventory from '@bezel/inventory'
import bench from './plugin.ts'

/** Bezel as it is served, on the database of the bench. */
const app = await createApp({
  config: { plugins: [customers, inventory, bench] },
  settings: {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: process.env.DATABASE_URL,
    dataDir: process.env.BEZEL_DATA_DIR ?? '.bezel',
    secrets: [process.env.BEZEL_SECRET ?? ''],
    publicUrl: 'http://127.0.0.1',
    demo: false,
    owner: undefined,
    logLevel: 'warn',
    production: true,
  },
  connection: { connectionString: process.env.DATABASE_URL ?? '' },
})
await app.load()
process.once('SIGTERM', () => app.close())
console.log(await app.server.listen({ host: '127.0.0.1', port: 0 }))
