import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { attachEmbedded, type EmbeddedConnection, stopEmbedded } from '../database/embedded/index.ts'

/** A database of its own for one test file. */
export interface TestDatabase {
  /** For `pg`, knex and `DATABASE_URL`. */
  url: string
  /** Removes the database, ending what is still connected to it. */
  drop(): Promise<void>
}

export interface TestDatabaseOptions {
  /** Key of a prepared database to copy. It must change whenever `prepare` would give another result. */
  template?: string
  /** Fills the template, once for all test files. Must close its connections. */
  prepare?: (url: string) => Promise<void>
}

/**
 * Makes an empty database, or a copy of a template, on the server at `DATABASE_URL` or else on a shared embedded server
 * (in `BEZEL_TEST_DATA_DIR`, default `.bezel/test` of the workspace), which is started when needed and left running.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = await testServerUrl()
  const name = `bezel_test_${process.pid}_${randomBytes(4).toString('hex')}`
  await withClient(serverUrl, async (client) => {
    const template =
      options.template && (await ensureTemplate(client, serverUrl, options.template, options.prepare))
    await whileInUse(() => client.query(`create database ${name}${template ? ` template ${template}` : ''}`))
  })
  return {
    url: withDatabase(serverUrl, name),
    drop: () => withClient(serverUrl, (client) => dropDatabase(client, name)),
  }
}

/** Stops the shared embedded test server and removes its data. The test runner calls it when all files are done. */
export async function stopTestServer(): Promise<void> {
  const dataDir = testDataDir()
  await stopEmbedded({ dataDir })
  await rm(join(dataDir, 'postgres'), { recursive: true, force: true })
}

/** A connection string for an embedded server: its socket folder goes into the query. */
export function embeddedUrl({ host, port, user, password, database }: EmbeddedConnection): string {
  const url = new URL(`postgres://localhost/${database}`)
  url.username = user
  url.password = password
  url.searchParams.set('host', host)
  url.searchParams.set('port', String(port))
  return url.href
}

async function testServerUrl(): Promise<string> {
  const external = process.env.DATABASE_URL
  if (external) return external
  // Test data may be lost in a power cut; making a database is several times faster that way.
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: '300',
  }
  const server = await attachEmbedded({ dataDir: testDataDir(), settings })
  await server.release()
  return embeddedUrl({ ...server.connection, database: 'postgres' })
}

function testDataDir(): string {
  return process.env.BEZEL_TEST_DATA_DIR || join(workspaceRoot(process.cwd()), '.bezel', 'test')
}

function workspaceRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder
    if (folder === dirname(folder)) return from
  }
}

/** `drop … with (force)` gives up where the server itself is at work; without it, PostgreSQL calls its own workers off. */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user`,
    [name],
  )
  await whileInUse(() => client.query(`drop database if exists ${name}`))
}

/** Built under another name first, so that a template that exists is complete. */
async function ensureTemplate(
  client: pg.Client,
  serverUrl: string,
  key: string,
  prepare: TestDatabaseOptions['prepare'],
): Promise<string> {
  const name = `bezel_template_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
  await client.query('select pg_advisory_lock(hashtext($1))', [name])
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return name
    await dropDatabase(client, `${name}_new`)
    await client.query(`create database ${name}_new`)
    await prepare?.(withDatabase(serverUrl, `${name}_new`))
    await whileInUse(() => client.query(`alter database ${name}_new rename to ${name}`))
    return name
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [name])
  }
}

/** A connection that was closed a moment ago still counts for PostgreSQL. */
async function whileInUse(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt >= 50) throw error
      await sleep(50)
    }
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
