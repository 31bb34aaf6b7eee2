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
import { registerGraphql } from '../graphql/register.ts'
import { registerHealthRoutes } from '../health/routes.ts'
import { registerOperation } from '../http/operation-routes.ts'
import { createServer } from '../http/server.ts'
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
import { setUpServices } from './services.ts'

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
  /** Stops taking requests, finishes those under way, closes the pool. */
  close(): Promise<void>
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
  const registry = createRegistry(declared(plugins, (of) => of.entities), declared(plugins, (of) => of.extends), problems)
  checkPlugins(plugins, registry, problems)

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
  const database = createDatabase({ connection: options.connection })
  const operations = plugins.flatMap((plugin) => plugin.operations)
  const kernel: Kernel = {
    database,
    registry,
    operations: new Map(operations.map((operation) => [operation.name, operation])),
    inputs: new Map(
      operations.map(({ name, input }) => [name, validator.compile(typeof input === 'function' ? input(registry) : input)]),
    ),
    validator,
    keyring: createKeyring(settings.secrets),
    services: new Map(),
    environment: realEnvironment(options.environment),
    log: server.log,
    onCommit: async (changes) => {
      if (changes.some(({ collection }) => collection === 'custom-fields')) await loadCustomFields(kernel)
    },
  }
  setUpServices(kernel, plugins, adapters, pluginSettings)

  let stopping = false
  const authenticate = createAuthenticate(kernel)
  registerHealthRoutes(server, kernel, () => stopping)
  registerAuthRoutes(server, kernel, authenticate, settings.publicUrl.startsWith('https://'))
  for (const operation of operations) if (operation.rest) registerOperation(server, kernel, authenticate, operation)
  await registerGraphql(server, kernel, plugins, authenticate)
  if (options.admin) await registerAdmin(server, options.admin, { kernel, plugins, app: appFacts(config, settings) }, authenticate, problems)
  for (const plugin of plugins) await plugin.routes?.(server)
  const api: ApiParts = { title: config.name ?? 'Bezel', version: corePlugin.version, registry, plugins, routes }
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
    async close() {
      stopping = true
      await server.close()
      await database.close()
    },
  }
}
