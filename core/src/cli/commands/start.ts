import { createApp } from '../../app/create-app.ts'
import { migrateApp } from '../../app/migrate.ts'
import { createUser, ensureRoles } from '../../auth/accounts.ts'
import type { Arguments } from '../arguments.ts'
import { loadShop, openDatabase } from '../load-shop.ts'

const demo = { email: 'owner@bezel.example', password: 'demo owner password' }

/** `bezel start`: database → migrations → first owner and demo data → serve, until SIGTERM or Ctrl-C. */
export async function run(_args: Arguments): Promise<void> {
  const say = (message: string) => process.stdout.write(`${message}\n`)
  const shop = await loadShop()
  const { settings } = shop
  const opened = await openDatabase(shop, 'app', say)
  const app = await createApp({ config: shop.config, settings, connection: opened.connection, env: process.env })

  await migrateApp(app.database, app.plugins, ({ plugin, name }) => say(`  migrated ${plugin}/${name}`))
  const { newId } = app.kernel.environment
  await ensureRoles(app.database, newId)
  const owner = settings.owner ?? (settings.demo ? demo : undefined)
  if (owner) await createUser(app.database, { id: newId(), name: 'Owner', role: 'owner', ...owner })

  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= app.close().then(() => opened.close())
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)

  const address = await app.server.listen({ host: settings.host, port: settings.port })
  say(`\n  Admin   ${address}/admin`)
  if (!settings.owner && settings.demo) say(`  Sign in ${demo.email} / ${demo.password}`)
  say(`  API     ${address}/docs\n`)
}
