import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type pg from 'pg'
import { BootError } from '../app/boot-error.ts'
import type { ShopConfig } from '../config/config.ts'
import { readServerSettings, type ServerSettings } from '../config/environment.ts'
import { attachEmbedded, type EmbeddedServer, startEmbedded } from '../database/embedded/index.ts'

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

/** The database of a shop: the one of `DATABASE_URL`, or the embedded server, started as the app or attached to. */
export async function openDatabase(
  { settings, problems }: Shop,
  as: 'app' | 'command',
  log: (message: string) => void,
): Promise<OpenDatabase> {
  if (problems.length > 0) throw new BootError(problems)
  if (settings.databaseUrl)
    return { connection: { connectionString: settings.databaseUrl }, close: async () => {} }
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
