import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type pg from 'pg'
import { BootError } from '../app/boot-error.ts'
import { resolveShop } from '../app/resolve-shop.ts'
import type { ShopConfig } from '../config/config.ts'
import { readServerSettings, type ServerSettings } from '../config/environment.ts'
import { attachEmbedded, type EmbeddedServer, startEmbedded } from '../database/embedded/index.ts'
import { reachDatabase } from './reach-database.ts'

/** The shop in the current folder: its configuration and settings. */
export interface Shop {
  config: ShopConfig
  settings: ServerSettings
  /** Problems found in the settings, for boot to report together with its own. */
  problems: string[]
}

/** Reads `fastify.config.ts` (as built) and the environment. */
export async function loadShop(env: NodeJS.ProcessEnv = process.env, folder = process.cwd()): Promise<Shop> {
  const problems: string[] = []
  const settings = readServerSettings(env, problems)
  const file = join(folder, 'dist', 'fastify.config.mjs')
  if (!existsSync(file)) {
    throw new BootError([
      ...problems,
      `There is no built fastify.config.ts in ${folder}. Run this command in a shop's folder.`,
    ])
  }
  const { default: config } = (await import(pathToFileURL(file).href)) as { default: ShopConfig }
  return { config, settings, problems }
}

export interface OpenDatabase {
  connection: pg.PoolConfig
  close(): Promise<void>
}

/** What is wrong with the settings is told together with what is wrong with the plugins. */
function refuseProblems({ config, settings, problems }: Shop): void {
  if (problems.length === 0) return
  resolveShop({ config, settings, connection: {}, env: process.env }, problems)
}

/** The database of a shop: the one of `DATABASE_URL`, or the embedded server, started as the app or attached to. */
export async function openDatabase(
  shop: Shop,
  as: 'app' | 'command',
  log: (message: string) => void,
): Promise<OpenDatabase> {
  const { settings } = shop
  refuseProblems(shop)
  if (settings.databaseUrl) {
    await reachDatabase(settings.databaseUrl)
    return { connection: { connectionString: settings.databaseUrl }, close: async () => {} }
  }
  const open = as === 'app' ? startEmbedded : attachEmbedded
  const server: EmbeddedServer = await open({ dataDir: settings.dataDir, log })
  return { connection: server.connection, close: () => server.stop() }
}

/** The built admin shell among the shop's packages; undefined in a shop that goes without. */
export function adminFolder(folder = process.cwd()): string | undefined {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve('@bezel/admin-ui/package.json')
    const dist = join(dirname(manifest), 'dist')
    return existsSync(join(dist, 'index.html')) ? dist : undefined
  } catch {
    return undefined
  }
}
