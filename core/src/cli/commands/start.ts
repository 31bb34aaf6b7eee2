import cluster from 'node:cluster'
import { setFlagsFromString } from 'node:v8'
import { BootError } from '../../app/boot-error.ts'
import { type App, type AppOptions, createApp } from '../../app/create-app.ts'
import { demoOwner, prepareFirstStart } from '../../app/first-start.ts'
import { migrateApp } from '../../app/migrate.ts'
import { joinCluster } from '../../cluster/member.ts'
import { mostEmbedded, poolSize } from '../../cluster/pool-size.ts'
import { startCluster } from '../../cluster/primary.ts'
import { stopOnSignal } from '../../cluster/signals.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { adminFolder, loadShop, type OpenDatabase, openDatabase, type Shop } from '../load-shop.ts'

const say = (message: string) => process.stdout.write(`${message}\n`)

/** What the primary process tells its workers: they cannot open the embedded database themselves. */
interface WorkerTask {
  connection: AppOptions['connection']
  poolSize: number
}

function workerCount({ flags }: Arguments, { settings }: Shop): number {
  const given = flags.get('workers') ?? '1'
  const count = Number(given)
  if (!Number.isInteger(count) || count < 1 || count > 64) {
    throw new UsageError(
      `--workers is "${given}". Give a whole number from 1 to 64; one per processor is a good choice.`,
    )
  }
  if (!settings.databaseUrl && count > mostEmbedded) {
    throw new UsageError(
      `The embedded database has connections for ${mostEmbedded} workers. Give fewer, or set DATABASE_URL to a larger server.`,
    )
  }
  return count
}

function demoSignIn({ settings }: Shop) {
  return settings.demo && !settings.owner ? demoOwner : undefined
}

function createShopApp(
  shop: Shop,
  connection: AppOptions['connection'],
  more: Partial<AppOptions> = {},
): Promise<App> {
  const folder = adminFolder()
  const admin = folder && { folder, demoSignIn: demoSignIn(shop) }
  return createApp({
    config: shop.config,
    settings: shop.settings,
    connection,
    env: process.env,
    portals: true,
    ...(admin && { admin }),
    ...more,
  })
}

/** Seconds a server that was told to stop still takes requests, not being ready: time for load balancers to notice. */
function drainMs(): number {
  return Math.max(0, Number(process.env.BEZEL_DRAIN_SECONDS ?? 0) || 0) * 1000
}

async function prepare(app: App, { settings }: Shop): Promise<void> {
  await migrateApp(app.database, app.plugins, ({ plugin, name }) => say(`  migrated ${plugin}/${name}`))
  await app.load()
  await prepareFirstStart(app, settings, (plugin) => say(`  loading demo data of ${plugin}`))
}

const listenProblems: Record<string, string> = {
  EADDRINUSE: 'Another program listens there. Stop it, or set PORT to another number',
  EACCES: 'The system allows this port to administrators only. Set PORT to one from 1024 on',
  EADDRNOTAVAIL:
    'This machine has no such address. Set HOST to one of its own, or to 0.0.0.0 for all of them',
  ENOTFOUND: 'There is no such host. Set HOST to an address of this machine, or to 0.0.0.0 for all of them',
}

function explainListening({ host, port }: Shop['settings'], error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  const remedy = listenProblems[code]
  return remedy ? new BootError([`Bezel cannot listen on ${host}:${port} (${code}). ${remedy}.`]) : error
}

/** Listens first, so that the first answer does not wait for what goes on behind it. */
async function listen(app: App, { settings }: Shop): Promise<string> {
  const { host, port } = settings
  const address = await app.server.listen({ host, port }).catch((error: unknown) => {
    throw explainListening(settings, error)
  })
  app
    .startWork()
    .catch((error: unknown) => app.kernel.log.error({ err: error }, 'jobs and events do not run'))
    // V8's own factor, which the entry of the command line took away while everything was loaded.
    .finally(() => setFlagsFromString('--semi-space-growth-factor=2'))
  return address
}

function announce(address: string, shop: Shop): void {
  say(`\n  Admin   ${address}/admin`)
  const signIn = demoSignIn(shop)
  if (signIn) say(`  Sign in ${signIn.email} / ${signIn.password}`)
  say(`  API     ${address}/docs\n`)
}

async function serveAlone(app: App, shop: Shop, opened: OpenDatabase): Promise<void> {
  stopOnSignal(async () => {
    await app.close({ drainMs: drainMs() })
    await opened.close()
  })
  announce(await listen(app, shop), shop)
}

async function becomeWorker(shop: Shop): Promise<void> {
  const { task, gatherMetrics, measureBy } = await joinCluster()
  const { connection, poolSize } = task as WorkerTask
  const app = await createShopApp(shop, connection, { poolSize, gatherMetrics })
  stopOnSignal(() => app.close({ drainMs: drainMs() }))
  measureBy(() => app.kernel.metrics.own())
  await app.load()
  await listen(app, shop)
}

async function serveAsWorker(shop: Shop): Promise<void> {
  try {
    await becomeWorker(shop)
  } catch (error) {
    // The channel to the primary process would keep this one alive; the reason is printed first.
    setImmediate(() => process.exit(1))
    throw error
  }
}

async function serveByWorkers(count: number, shop: Shop, opened: OpenDatabase): Promise<void> {
  const { host, port } = shop.settings
  const task: WorkerTask = { connection: opened.connection, poolSize: poolSize(count) }
  // What there was to build was built by this process.
  const running = startCluster({ count, task, env: { BEZEL_PREPARE: '0' }, say })
  stopOnSignal(async () => {
    await running.stop()
    await opened.close()
  })
  try {
    const address = await running.listening
    announce(`http://${host.includes(':') ? `[${host}]` : host}:${address.port || port}`, shop)
  } catch (error) {
    await running.stop()
    throw error
  }
}

/**
 * `bezel start [--workers N]`: database → migrations → first owner and demo data → serve, until SIGTERM or Ctrl-C.
 * With workers, this process keeps the database and N others answer requests on the same port.
 */
export async function run(args: Arguments): Promise<void> {
  const shop = await loadShop()
  if (cluster.isWorker) return serveAsWorker(shop)
  const count = workerCount(args, shop)
  const opened = await openDatabase(shop, 'app', say)
  let app: App | undefined
  try {
    app = await createShopApp(shop, opened.connection)
    await prepare(app, shop)
    if (count === 1) return await serveAlone(app, shop, opened)
    await app.close()
    await serveByWorkers(count, shop, opened)
  } catch (error) {
    await app?.close().catch(() => {})
    await opened.close()
    throw error
  }
}
