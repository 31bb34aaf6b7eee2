import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Binaries, binary } from './binaries.ts'
import { settingsFile } from './cluster.ts'
import type { CommandResult } from './command.ts'
import { type Identity, runAs } from './identity.ts'
import type { Layout } from './layout.ts'
import { isAlive, isServerOf } from './process.ts'
import { baseSettings, quoteSocketFolder, type Settings, settingsSince, settingsText } from './settings.ts'
import { isTemporarySocketFolder, prepareSocketFolder, socketLock } from './socket.ts'

/** A cluster and what is needed to start and stop its server. */
export interface Cluster {
  layout: Layout
  binaries: Binaries
  identity: Identity
  settings: Settings
}

export interface Postmaster {
  pid: number
  /** Folder of the socket; absent in the first moments of a start. */
  socketFolder?: string
}

/** No process has this id, on Linux or macOS. */
const nobody = 2147483647
const maxLogBytes = 2_000_000

/** What PostgreSQL wrote about the server that runs, or ran last without a clean stop. */
export async function recordedPostmaster(layout: Layout): Promise<Postmaster | undefined> {
  const text = await readFile(pidFile(layout), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const [pid, , , , socketFolder] = text.split('\n')
  return { pid: Number(pid), ...(socketFolder ? { socketFolder } : {}) }
}

/** Whether the server runs (it need not accept connections yet). */
export async function isRunning(layout: Layout): Promise<boolean> {
  const recorded = await recordedPostmaster(layout)
  return recorded !== undefined && (await isServerOf(layout.data, recorded.pid))
}

/** Starts the server and waits until it accepts connections, at most a minute. */
export async function startPostmaster(cluster: Cluster): Promise<CommandResult> {
  const { layout, identity } = cluster
  const previous = await recordedPostmaster(layout)
  await disownLock(pidFile(layout), layout)
  const socketFolder = await prepareSocketFolder(layout, identity, previous?.socketFolder)
  await disownLock(socketLock(socketFolder), layout)
  await rotateLog(layout)
  const settings = {
    ...baseSettings,
    ...settingsSince(cluster.binaries.major),
    ...cluster.settings,
    unix_socket_directories: quoteSocketFolder(socketFolder),
  }
  await writeFile(join(layout.data, settingsFile), settingsText(settings), { mode: 0o644 })
  // Relative names: pg_ctl hands them to a shell, where "$" in a folder name would mean something.
  return control(cluster, ['start', '-w', '-t', '60', '-l', 'postgres.log'])
}

/** Stops the server: sessions are ended, everything is written out. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const recorded = await recordedPostmaster(cluster.layout)
  const fast = await control(cluster, ['stop', '-w', '-t', '60', '-m', 'fast'])
  if (fast.code !== 0 && (await isRunning(cluster.layout))) {
    await control(cluster, ['stop', '-w', '-t', '10', '-m', 'immediate'])
  }
  const socketFolder = recorded?.socketFolder
  if (socketFolder && isTemporarySocketFolder(socketFolder))
    await rm(socketFolder, { recursive: true, force: true })
}

/** The end of the server's log, for error messages. */
export async function logTail(layout: Layout): Promise<string> {
  const text = await readFile(layout.log, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-8).join('\n')
}

function control({ layout, binaries, identity }: Cluster, args: string[]): Promise<CommandResult> {
  return runAs(identity, binary(binaries, 'pg_ctl'), ['-D', 'data', ...args], layout.base)
}

/**
 * PostgreSQL takes a lock file for valid as soon as any process has the recorded id. Where that process is not the
 * server, the id is struck out; the rest stays, because PostgreSQL uses it to look for surviving children.
 */
async function disownLock(file: string, layout: Layout): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const pid = Math.abs(Number.parseInt(text, 10))
  // A power cut can leave the file empty, which PostgreSQL refuses for good.
  if (!pid) return rm(file, { force: true })
  if (isAlive(pid) && !(await isServerOf(layout.data, pid))) {
    await writeFile(file, text.replace(/^-?\d+/, String(nobody)))
  }
}

async function rotateLog({ log }: Layout): Promise<void> {
  const { size } = await stat(log).catch(() => ({ size: 0 }))
  if (size > maxLogBytes) await rename(log, join(dirname(log), 'postgres.log.1'))
}

function pidFile(layout: Layout): string {
  return join(layout.data, 'postmaster.pid')
}
