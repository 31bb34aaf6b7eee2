import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { v7 } from 'uuid'
import { type AdminOptions, registerAdmin } from '../admin/routes.ts'
import { createAuthenticate } from '../auth/authenticate.ts'
import { registerAuthRoutes } from '../auth/routes.ts'
import { loadCustomFields } from '../builtin/custom-fields.ts'
import { corePlugin } from '../builtin/plugin.ts'
import type { ShopConfig } from '../config/config.ts'
import { readPluginSettings, type ServerSettings } from '../config/environment.ts'
import { createDatabase, type Database } from '../database/database.ts'
import { createRegistry, type Declared } from '../entity/registry.ts'
import { checkEvents } from '../events/check.ts'
import { registerFiles } from '../files/register.ts'
import { setUpFiles } from '../files/setup.ts'
import { registerGraphql } from '../graphql/register.ts'
import { createHealth, healthService } from '../health/health.ts'
import { defaultLimits, type LoadLimits, registerOverload } from '../health/overload.ts'
import { registerHealthRoutes } from '../health/routes.ts'
import { registerOperation } from '../http/operation-routes.ts'
import { createServer } from '../http/server.ts'
import { registerUploads } from '../http/upload-routes.ts'
import { setUpTransfer } from '../importing/setup.ts'
import { checkJobs } from '../jobs/check.ts'
import { describeError } from '../jobs/describe-error.ts'
import { directConnection } from '../live/direct-connection.ts'
import { createLive, liveService } from '../live/live.ts'
import { createInstruments } from '../metrics/instruments.ts'
import { createMetrics, type GatherMetrics } from '../metrics/metrics.ts'
import { measureRequests, registerMetrics } from '../metrics/routes.ts'
import type { ApiParts } from '../openapi/document.ts'
import { registerOpenApi } from '../openapi/register.ts'
import { collectRoutes } from '../openapi/route.ts'
import { type Call, runOperation } from '../operation/runner.ts'
import { checkPlugins } from '../plugin/check.ts'
import type { Plugin } from '../plugin/plugin.ts'
import type { Adapter } from '../plugin/port.ts'
import { resolvePlugins } from '../plugin/resolve.ts'
import { createKeyring } from '../secrets/keyring.ts'
import { createValidator } from '../validation/validator.ts'
import { BootError } from './boot-error.ts'
import type { Environment, Kernel } from './kernel.ts'
import { lazyObjection } from './lazy-objection.ts'
import { collectMigrations } from './migrate.ts'
import { setUpServices } from './services.ts'
import { stopDatabase, stopServer } from './stop.ts'
import { createWork, type WorkTimes } from './work.ts'

export interface AppOptions {
  config: ShopConfig
  settings: ServerSettings
  connection: pg.PoolConfig
  env?: Record<string, string | undefined>
  environment?: Partial<Environment>
  logStream?: NodeJS.WritableStream
  /** The built admin shell; absent in tests and commands, which serve no pages. */
  admin?: AdminOptions
  /** Problems found before, to be reported together with ours. */
  problems?: string[]
  /** Connections to the database at most, in this process; 10 unless told. */
  poolSize?: number
  limits?: Partial<LoadLimits>
  work?: Partial<WorkTimes>
  /** Collects the metrics of all server processes, where there are several. */
  gatherMetrics?: GatherMetrics
}

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

function declared<T>(plugins: Plugin[], of: (plugin: Plugin) => T[]): Declared<T>[] {
  return plugins.flatMap((plugin) => of(plugin).map((value) => ({ plugin: plugin.name, value })))
}

function realEnvironment(overrides: Partial<Environment> = {}): Environment {
  return { now: () => new Date(), newId: () => v7(), fetch: globalThis.fetch, ...overrides }
}

function appFacts(config: ShopConfig, settings: ServerSettings) {
  return {
    name: config.name ?? 'Bezel',
    version: corePlugin.version,
    currency: config.currency ?? 'USD',
    locales: ['en', 'de'],
    demo: settings.demo,
  }
}

/** Assembles the app: resolve plugins → settings → services → routes. Reports every problem at once. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, settings, env = {} } = options
  const problems = [...(options.problems ?? [])]
  const listed = config.plugins.filter((part): part is Plugin => part.kind === 'plugin')
  const adapters = config.plugins.filter((part): part is Adapter => part.kind === 'adapter')
  const plugins = resolvePlugins([corePlugin, ...listed], adapters, corePlugin.version, problems)
  const registry = createRegistry(
    declared(plugins, (of) => of.entities),
    declared(plugins, (of) => of.extends),
    problems,
  )
  checkPlugins(plugins, registry, problems)
  checkEvents(plugins, registry, problems)
  checkJobs(plugins, problems)
  const direct = directConnection(options.connection, env, problems)

  const validator = createValidator()
  const settingsOf = ({ name, config: schema }: Pick<Plugin | Adapter, 'name' | 'config'>) =>
    readPluginSettings(name, schema, config.settings?.[name], env, validator, problems)
  const pluginSettings = new Map([...plugins, ...adapters].map((part) => [part.name, settingsOf(part)]))
  if (problems.length > 0) throw new BootError(problems)

  const server = await createServer({
    logLevel: settings.logLevel,
    problems,
    ...(options.logStream && { logStream: options.logStream }),
  })
  const routes = collectRoutes(server)
  const database = createDatabase({
    connection: options.connection,
    ...(options.poolSize && { max: options.poolSize }),
  })
  const load = registerOverload(server, { ...defaultLimits, ...options.limits })
  const live = createLive({ connection: direct, log: server.log })
  const metrics = createMetrics((prometheus, registry) =>
    createInstruments(prometheus, registry, { database, live, load }),
  )
  measureRequests(server, metrics)
  const operations = plugins.flatMap((plugin) => plugin.operations)
  const kernel: Kernel = {
    database,
    registry,
    operations: new Map(operations.map((operation) => [operation.name, operation])),
    inputs: new Map(
      operations.map(({ name, input }) => [
        name,
        validator.compile(typeof input === 'function' ? input(registry) : input),
      ]),
    ),
    validator,
    keyring: createKeyring(settings.secrets),
    services: new Map(),
    jobs: new Map(plugins.flatMap((plugin) => plugin.jobs).map((job) => [job.name, job])),
    live,
    metrics,
    environment: realEnvironment(options.environment),
    log: server.log,
    objection: lazyObjection(() => kernel),
    onCommit: async (changes) => {
      work.wake()
      if (changes.some(({ collection }) => collection === 'custom-fields')) await loadCustomFields(kernel)
    },
  }
  kernel.services.set(liveService.name, live)
  const disabled = setUpServices(kernel, plugins, adapters, pluginSettings)
  setUpFiles(kernel, settings)
  setUpTransfer(kernel, {
    dataDir: settings.dataDir,
    currency: config.currency ?? 'USD',
    settings: pluginSettings.get('core'),
  })
  const work = createWork({ kernel, plugins, connection: direct, times: options.work })
  const health = createHealth({
    kernel,
    plugins,
    disabled,
    migrations: () => collectMigrations(plugins),
    jobsRun: work.jobsRun,
  })
  kernel.services.set(healthService.name, health)
  const reload = () =>
    void loadCustomFields(kernel).catch((error) =>
      server.log.error({ error: describeError(error) }, 'cannot read the custom fields'),
    )
  live.subscribe({ collections: ['custom-fields'] }, reload, reload)

  let stopping = false
  const authenticate = createAuthenticate(kernel)
  registerHealthRoutes(server, health, () => stopping)
  registerMetrics(server, metrics, authenticate, options.gatherMetrics)
  registerAuthRoutes(server, kernel, authenticate, settings.publicUrl.startsWith('https://'))
  for (const operation of operations)
    if (operation.rest && !operation.upload) registerOperation(server, kernel, authenticate, operation)
  await registerUploads(server, kernel, authenticate, operations)
  await registerFiles(server, kernel, authenticate)
  await registerGraphql(server, kernel, plugins, authenticate)
  if (options.admin)
    await registerAdmin(
      server,
      options.admin,
      { kernel, plugins, app: appFacts(config, settings) },
      authenticate,
      problems,
    )
  for (const plugin of plugins) await plugin.routes?.(server)
  const api: ApiParts = {
    title: config.name ?? 'Bezel',
    version: corePlugin.version,
    registry,
    plugins,
    routes,
  }
  registerOpenApi(server, api)
  await server.ready()
  if (problems.length > 0) throw new BootError(problems)

  return {
    server,
    kernel,
    plugins,
    api,
    database,
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
      await stopDatabase(database)
    },
  }
}
