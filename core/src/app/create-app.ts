import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { loadCustomFields } from '../builtin/custom-fields.ts'
import type { Database } from '../database/database.ts'
import { setUpFiles } from '../files/setup.ts'
import { createHealth, healthService } from '../health/health.ts'
import { createServer } from '../http/server.ts'
import { setUpTransfer } from '../importing/setup.ts'
import { describeError } from '../jobs/describe-error.ts'
import { createLanguages } from '../language/languages.ts'
import { measureRequests } from '../metrics/routes.ts'
import type { ApiParts } from '../openapi/document.ts'
import { collectRoutes } from '../openapi/route.ts'
import { type Call, runOperation } from '../operation/runner.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { version } from '../version.ts'
import { BootError } from './boot-error.ts'
import { createKernel } from './create-kernel.ts'
import type { Kernel } from './kernel.ts'
import { collectMigrations } from './migrate.ts'
import type { AppOptions } from './options.ts'
import { registerRoutes } from './register-routes.ts'
import { type ResolvedShop, resolveShop } from './resolve-shop.ts'
import { setUpServices } from './services.ts'
import { stopDatabase, stopServer } from './stop.ts'
import { createWork, type Work } from './work.ts'

export type { AppOptions } from './options.ts'

export interface App {
  server: FastifyInstance
  kernel: Kernel
  plugins: Plugin[]
  /** What the API's description is printed from. */
  api: ApiParts
  database: Database
  /** Runs an operation by name, the way every protocol does. */
  run(operation: string, input: unknown, call: Call): Promise<unknown>
  /** Reads what shop owners configured in the database. Call once it is migrated, before serving. */
  load(): Promise<void>
  /** Starts what a server does besides answering requests: events, jobs, live updates, seals. Commands do not need it. */
  startWork(): Promise<void>
  /** Not ready any more; after `drainMs` takes no more requests, finishes those and the jobs under way, closes the pool. */
  close(options?: { drainMs?: number }): Promise<void>
}

/** Custom fields follow their definitions: at once in the process that changed one, a moment later in the others. */
function followCustomFields(kernel: Kernel, work: Work): void {
  kernel.onCommit = async (changes) => {
    work.wake()
    if (changes.some(({ collection }) => collection === 'custom-fields')) await loadCustomFields(kernel)
  }
  const reload = () =>
    void loadCustomFields(kernel).catch((error) =>
      kernel.log.error({ error: describeError(error) }, 'cannot read the custom fields'),
    )
  kernel.live.subscribe({ collections: ['custom-fields'] }, reload, reload)
}

function setUpParts(options: AppOptions, shop: ResolvedShop, kernel: Kernel) {
  const { plugins, adapters, settings, direct } = shop
  const disabled = setUpServices(kernel, plugins, adapters, settings, options.settings.production)
  setUpFiles(kernel, options.settings)
  setUpTransfer(kernel, {
    dataDir: options.settings.dataDir,
    currency: options.config.currency ?? 'USD',
    settings: settings.get('core'),
  })
  const work = createWork({ kernel, plugins, connection: direct, times: options.work })
  const migrations = () => collectMigrations(plugins)
  const health = createHealth({ kernel, plugins, disabled, migrations, jobsRun: work.jobsRun })
  kernel.services.set(healthService.name, health)
  followCustomFields(kernel, work)
  return { work, health }
}

/** Assembles the app: resolve plugins → kernel → services → routes. Reports every problem at once. */
export async function createApp(options: AppOptions): Promise<App> {
  const problems = [...(options.problems ?? [])]
  const shop = resolveShop(options, problems)
  const { plugins, registry } = shop
  const { logStream, settings, config } = options
  const server = await createServer({
    logLevel: settings.logLevel,
    problems,
    publicUrl: settings.publicUrl,
    languages: createLanguages(plugins),
    trustedProxies: settings.trustedProxies,
    ...(logStream && { logStream }),
  })
  const routes = collectRoutes(server)
  const kernel = createKernel(options, shop, server)
  measureRequests(server, kernel.metrics)
  const { work, health } = setUpParts(options, shop, kernel)

  let stopping = false
  const isStopping = () => stopping
  const api: ApiParts = { title: config.name ?? 'Bezel', version, registry, plugins, routes }
  await registerRoutes(server, { options, kernel, health, api, isStopping, problems })
  await server.ready()
  if (problems.length > 0) throw new BootError(problems)

  return {
    server,
    kernel,
    plugins,
    api,
    database: kernel.database,
    run(name, input, call) {
      const operation = kernel.operations.get(name)
      if (!operation) throw new Error(`There is no operation "${name}".`)
      return runOperation(kernel, operation, input, call)
    },
    load: () => loadCustomFields(kernel),
    startWork: work.start,
    async close({ drainMs = 0 } = {}) {
      stopping = true
      if (drainMs > 0) await sleep(drainMs)
      await Promise.all([stopServer(server), work.stop()])
      await stopDatabase(kernel.database)
    },
  }
}
