import { createHash } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { type Actor, permissions, system } from '../access/actor.ts'
import { applyGrants } from '../access/apply-grants.ts'
import { type App, createApp } from '../app/create-app.ts'
import type { Environment } from '../app/kernel.ts'
import { collectMigrations, migrateApp } from '../app/migrate.ts'
import type { WorkTimes } from '../app/work.ts'
import { corePlugin } from '../builtin/plugin.ts'
import type { ShopConfig } from '../config/config.ts'
import type { ServerSettings } from '../config/environment.ts'
import { createDatabase } from '../database/database.ts'
import type { Migration } from '../database/migrations.ts'
import { jobSchemaVersion } from '../jobs/install.ts'
import type { Plugin, PluginOrAdapter } from '../plugin/plugin.ts'
import { resolvePlugins } from '../plugin/resolve.ts'
import { testDatabase } from './postgres.ts'

export interface TestApp extends App {
  /** Address of its database. */
  url: string
  /** An API key of an owner. */
  key: string
  /** Sends a request as the owner (or with the given key; `null` for nobody) and parses the answer. */
  request(method: string, path: string, body?: unknown, options?: RequestOptions): Promise<TestAnswer>
  /** Makes a role with these permissions and an API key of it. */
  keyWith(granted: string[]): Promise<string>
  /** Runs `work` and answers the statements it sent to the database, but those that look up who asks: they come once a second. */
  queriesOf(work: () => Promise<unknown>): Promise<string[]>
  /** Closes the app and drops its database. */
  end(): Promise<void>
}

export interface RequestOptions {
  key?: string | null
  headers?: Record<string, string>
}

export interface TestAnswer {
  status: number
  headers: LightMyRequestResponse['headers']
  // Answers are of any shape; tests look into them freely.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any
}

export interface TestAppOptions {
  plugins: PluginOrAdapter[]
  environment?: Partial<Environment>
  env?: Record<string, string>
  /** The built admin shell, for tests that ask for the manifest; without it the app serves no pages. */
  admin?: { folder: string }
  /** As `fastify.config.ts` has it. */
  graphql?: ShopConfig['graphql']
  timeZone?: string
  /** How often events, jobs and the audit are looked after once `startWork` was called. */
  work?: Partial<WorkTimes>
  /** For example another public address. */
  settings?: Partial<ServerSettings>
  /** Where log lines go, for tests of what they say. */
  logStream?: NodeJS.WritableStream
}

const usual: ServerSettings = {
  host: '127.0.0.1',
  port: 0,
  databaseUrl: undefined,
  dataDir: '.bezel/test',
  secrets: ['test secret of at least thirty-two bytes'],
  publicUrl: 'http://127.0.0.1',
  demo: false,
  owner: undefined,
  logLevel: 'silent',
  production: false,
}

async function migratedDatabase(plugins: PluginOrAdapter[]) {
  const listed = plugins.filter((part): part is Plugin => part.kind === 'plugin')
  const ordered = resolvePlugins([corePlugin, ...listed], [], corePlugin.version, [])
  const migrations: Migration[] = await collectMigrations(ordered)
  const template = createHash('sha256')
    .update([jobSchemaVersion, ...migrations.map(({ checksum }) => checksum)].join())
    .digest('hex')
    .slice(0, 16)
  return testDatabase({
    template,
    async prepare(url) {
      const database = createDatabase({ connection: { connectionString: url } })
      await migrateApp(database, ordered)
      await database.close()
    },
  })
}

/** A whole app on a migrated database of its own, without listening; see `TestApp`. */
export async function testApp(options: TestAppOptions): Promise<TestApp> {
  const { plugins, environment, env = {}, work, admin, graphql, settings, logStream, timeZone } = options
  const { url, drop } = await migratedDatabase(plugins)
  const app = await createApp({
    config: { plugins, ...(graphql && { graphql }), ...(timeZone && { timeZone }) },
    settings: { ...usual, ...settings },
    connection: { connectionString: url },
    env,
    ...(environment && { environment }),
    ...(work && { work }),
    ...(admin && { admin }),
    ...(logStream && { logStream }),
  })
  await app.load()
  const { newId } = app.kernel.environment
  await applyGrants(app.kernel, app.plugins)
  const call = { actor: system, requestId: 'test' }

  async function keyWith(granted: string[]): Promise<string> {
    const role = (await app.run('roles.create', { name: `role ${newId()}`, permissions: granted }, call)) as {
      id: string
    }
    const made = (await app.run('api-keys.create', { name: 'test', roleId: role.id }, call)) as {
      key: string
    }
    return made.key
  }
  const key = await keyWith(['*'])

  return {
    ...app,
    url,
    key,
    keyWith,
    async request(method, path, body, options = {}) {
      const authorization = options.key === null ? {} : { authorization: `Bearer ${options.key ?? key}` }
      const answer = await app.server.inject({
        method: method as 'GET',
        url: path,
        headers: { ...authorization, ...options.headers },
        ...(body !== undefined && { payload: body as object }),
      })
      const isJson = /json/.test(String(answer.headers['content-type']))
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: isJson ? answer.json() : answer.body,
      }
    },
    async queriesOf(work) {
      const queries: string[] = []
      app.database.onQuery = (text) => {
        if (!/from (api_keys k join roles|bezel_core\.facts f join roles)/.test(text)) queries.push(text)
      }
      await work()
      app.database.onQuery = undefined
      return queries
    },
    async end() {
      await app.close()
      await drop()
    },
  }
}

/** An actor with just these permissions, for calling operations directly. */
export function actorWith(granted: string[], stores: Actor['stores'] = 'all'): Actor {
  return { type: 'user', id: null, name: 'Test', permissions: permissions(granted), stores }
}
