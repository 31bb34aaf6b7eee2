import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { locateBinaries } from './binaries.ts'
import { type Credentials, ensureCluster, readCredentials } from './cluster.ts'
import { chooseIdentity, runnableBinaries } from './identity.ts'
import { checkMajor, ensureOwner, findLayout } from './layout.ts'
import type { Role } from './lease.ts'
import { openServer } from './open.ts'
import { type Cluster, isRunning, stopPostmaster } from './postmaster.ts'
import type { Settings } from './settings.ts'
import { appDatabase, appUser, ensureDatabase } from './setup.ts'
import { socketPort } from './socket.ts'
import { supervise } from './supervise.ts'

export { EmbeddedDatabaseError, type EmbeddedErrorCode } from './errors.ts'

/** How to reach the embedded server with `pg` or knex. */
export interface EmbeddedConnection {
  /** Folder of the Unix socket. */
  host: string
  port: number
  user: string
  password: string
  database: string
}

/** A running embedded server, used by this process. */
export interface EmbeddedServer {
  connection: EmbeddedConnection
  /** Whether this call created the database. */
  firstStart: boolean
  /** Whether this call started the server process (otherwise it ran already). */
  started: boolean
  /** PostgreSQL version, for example `18.4`. */
  version: string
  /** Lets go of the server, and stops it when no other process uses it. Close your own connections first. May be called again. */
  stop(): Promise<void>
  /** Lets go of the server and leaves it running. */
  release(): Promise<void>
}

export interface EmbeddedOptions {
  /** Bezel's data folder; the database lies in `<dataDir>/postgres`. Made when missing. */
  dataDir: string
  /** Told about what takes long or is unusual. */
  log?: (message: string) => void
  /** Server settings beside or instead of the usual ones. They apply when this call starts the server. */
  settings?: Settings
  /** False runs the server as an unprivileged user when this process is root, as if user namespaces were forbidden. */
  mayUnshare?: boolean
  /** Folder of the npm package with the server, where it is not the usual one: tests try other major versions. */
  binaries?: string
}

/**
 * Starts the embedded PostgreSQL for the app, or takes over one that a killed Bezel left running. Only one process at
 * a time can be the app of a data folder. If the server dies, it is started again until {@link EmbeddedServer.stop}.
 * @throws EmbeddedDatabaseError with the remedy in its message
 */
export function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  return open(options, 'app')
}

/**
 * Reaches the embedded PostgreSQL for a command that may run beside the app; starts it when it does not run.
 * @throws EmbeddedDatabaseError with the remedy in its message
 */
export function attachEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  return open(options, 'command')
}

/**
 * Stops the embedded PostgreSQL of a data folder whoever uses it, for example one that a killed Bezel left running.
 * @returns whether one was running
 */
export async function stopEmbedded(options: EmbeddedOptions): Promise<boolean> {
  const dataDir = resolve(options.dataDir)
  if (!existsSync(join(dataDir, 'postgres'))) return false
  const { cluster } = await prepare(dataDir, options, options.log ?? (() => {}))
  const running = await isRunning(cluster.layout)
  if (running) await stopPostmaster(cluster)
  return running
}

async function open(options: EmbeddedOptions, role: Role): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir)
  const log = options.log ?? (() => {})
  const { cluster, firstStart } = await prepare(dataDir, options, log)
  const credentials = await readCredentials(cluster.layout)
  const reopen = () => openServer(cluster, credentials, role, dataDir)
  const opened = await reopen()
  const version = await ensureDatabase(opened.lease.client, credentials)
  return {
    connection: connectionTo(opened.socketFolder, credentials),
    firstStart,
    started: opened.started,
    version,
    ...supervise({ cluster, lease: opened.lease, reopen: async () => (await reopen()).lease, log }),
  }
}

/** The cluster on disk, checked and owned by the right user, ready to be started. */
async function prepare(
  dataDir: string,
  options: EmbeddedOptions,
  log: (message: string) => void,
): Promise<{ cluster: Cluster; firstStart: boolean }> {
  const [found, identity] = await Promise.all([
    locateBinaries(options.binaries),
    chooseIdentity(options.mayUnshare),
  ])
  const binaries = await runnableBinaries(found, identity, log)
  const layout = await findLayout(dataDir, identity, log)
  const firstStart = await ensureCluster(layout, binaries, identity)
  if (!firstStart) {
    await ensureOwner(layout, identity, log)
    await checkMajor(layout, dataDir, binaries.major)
  }
  return { cluster: { layout, binaries, identity, settings: options.settings ?? {} }, firstStart }
}

function connectionTo(socketFolder: string, credentials: Credentials): EmbeddedConnection {
  const { appPassword: password } = credentials
  return { host: socketFolder, port: socketPort, user: appUser, password, database: appDatabase }
}
