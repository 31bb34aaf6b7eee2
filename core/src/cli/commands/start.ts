import { createApp } from '../../app/create-app.ts'
import { demoOwner, prepareFirstStart } from '../../app/first-start.ts'
import { migrateApp } from '../../app/migrate.ts'
import type { Arguments } from '../arguments.ts'
import { adminFolder, loadShop, openDatabase } from '../load-shop.ts'

/** `bezel start`: database → migrations → first owner and demo data → serve, until SIGTERM or Ctrl-C. */
export async function run(_args: Arguments): Promise<void> {
  const say = (message: string) => process.stdout.write(`${message}\n`)
  const shop = await loadShop()
  const { settings } = shop
  const demoSignIn = settings.demo && !settings.owner ? demoOwner : undefined
  const opened = await openDatabase(shop, 'app', say)
  const folder = adminFolder()
  const app = await createApp({
    config: shop.config,
    settings,
    connection: opened.connection,
    env: process.env,
    ...(folder && { admin: { folder, demoSignIn } }),
  })
  await migrateApp(app.database, app.plugins, ({ plugin, name }) => say(`  migrated ${plugin}/${name}`))
  await app.load()
  await prepareFirstStart(app, settings, (plugin) => say(`  loading demo data of ${plugin}`))

  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= app.close().then(() => opened.close())
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)

  const address = await app.server.listen({ host: settings.host, port: settings.port })
  say(`\n  Admin   ${address}/admin`)
  if (demoSignIn) say(`  Sign in ${demoSignIn.email} / ${demoSignIn.password}`)
  say(`  API     ${address}/docs\n`)
}
