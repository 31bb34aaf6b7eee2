import pg from 'pg'
import { adminUser, type Credentials } from './cluster.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import { type Lease, leaseName, type Role } from './lease.ts'
import { type Cluster, isRunning, recordedPostmaster } from './postmaster.ts'
import { isTrustedFolder, socketPort } from './socket.ts'

/** What a try to connect found: a server, one that asks to wait, one that runs but does not listen, or none. */
export type Attempt =
  | { state: 'connected'; lease: Lease; socketFolder: string }
  | { state: 'busy' | 'deaf' | 'absent' }

/** The server is starting, stopping, or went away under the connection: worth another try. */
const passingErrors = new Set(['57P01', '57P02', '57P03', 'ECONNRESET', 'EPIPE'])

/**
 * Tries to reach a running server once.
 * @throws EmbeddedDatabaseError EMBEDDED_START when it refuses our password
 */
export async function tryConnect(cluster: Cluster, credentials: Credentials, role: Role): Promise<Attempt> {
  const recorded = await recordedPostmaster(cluster.layout)
  if (!recorded) return { state: 'absent' }
  const socketFolder = recorded.socketFolder ?? cluster.layout.base
  if (await isTrustedFolder(socketFolder, cluster.identity)) {
    try {
      const lease = await openLease(socketFolder, credentials, role)
      return { state: 'connected', lease, socketFolder }
    } catch (error) {
      if (isPassing(error)) return { state: 'busy' }
      if (!isNobodyThere(error)) throw refused(error, cluster)
    }
  }
  return { state: (await isRunning(cluster.layout)) ? 'deaf' : 'absent' }
}

/** Whether an error tells that the server is on its way up or down, not that something is wrong. */
export function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return passingErrors.has(code ?? '') || /^Connection terminated/.test(message ?? '')
}

async function openLease(host: string, credentials: Credentials, role: Role): Promise<Lease> {
  const client = new pg.Client({
    host,
    port: socketPort,
    user: adminUser,
    password: credentials.adminPassword,
    database: 'postgres',
    application_name: leaseName(role),
    connectionTimeoutMillis: 10_000,
  })
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  return { client, lost }
}

function isNobodyThere(error: unknown): boolean {
  return ['ENOENT', 'ECONNREFUSED'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function refused(cause: unknown, { layout }: Cluster): EmbeddedDatabaseError {
  const { code, message } = cause as { code?: string; message: string }
  const remedy =
    code === '28P01'
      ? `Its password file ${layout.credentials} was replaced: put the old one back.`
      : 'Stop what else uses it, then start Bezel again.'
  return new EmbeddedDatabaseError(
    'EMBEDDED_START',
    `The embedded database in ${layout.base} runs but refuses Bezel: ${message}. ${remedy}`,
    { cause },
  )
}
