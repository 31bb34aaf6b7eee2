import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { attachEmbedded } from '../../core/src/database/embedded/index.ts'
import { embeddedUrl } from '../../core/src/testing/postgres.ts'
import { createBenchDatabase, serverEnvironment } from '../database.ts'
import { freePort } from '../free-port.ts'

export interface Shop {
  /** Address of the server; it stays the same over stop and start. */
  base: string
  start(): Promise<void>
  stop(): Promise<void>
  close(): Promise<void>
}

/** Bezel as `npm start` serves it in production, on a copy of the bench's database: what is edited and imported here stays here. */
export async function openShop(): Promise<Shop> {
  const postgres = await attachEmbedded({ dataDir: '.bezel/bench', log: console.log })
  const source = process.env.DATABASE_URL ?? embeddedUrl(postgres.connection)
  await createBenchDatabase(source)
  const url = await copyDatabase(source, 'bezel_admin_bench')
  const port = await freePort()
  const env = serverEnvironment(url, port)
  const base = `http://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  const stop = async (): Promise<void> => {
    if (server?.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit')
  }
  return {
    base,
    stop,
    async start() {
      server = spawn(process.execPath, ['core/bin/bezel.mjs', 'start'], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      await untilReady(base, server)
    },
    async close() {
      await stop()
      await postgres.stop()
    },
  }
}

async function untilReady(base: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const answer = await fetch(`${base}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error('The server did not start; its reason stands above.')
}

async function copyDatabase(source: string, name: string): Promise<string> {
  const template = decodeURIComponent(new URL(source).pathname.slice(1))
  const elsewhere = withDatabase(source, 'template1')
  const client = new pg.Client({ connectionString: elsewhere })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name} template ${pg.escapeIdentifier(template)}`)
  await client.end()
  return withDatabase(source, name)
}

function withDatabase(address: string, name: string): string {
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.href
}
