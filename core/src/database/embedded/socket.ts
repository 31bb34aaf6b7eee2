import { chown, lstat, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Identity } from './identity.ts'
import type { Layout } from './layout.ts'

export const socketPort = 5432

const socketName = `.s.PGSQL.${socketPort}`
/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, with the closing zero. */
const maxSocketPath = process.platform === 'linux' ? 107 : 103
const temporaryPrefix = 'bezel-'

/**
 * The folder for the server's socket: beside the data, or a short private one where that path is too long.
 * @param previous where it was before a crash: the app's pool still looks there
 */
export async function prepareSocketFolder(
  layout: Layout,
  identity: Identity,
  previous: string | undefined,
): Promise<string> {
  if (fits(layout.base)) return layout.base
  if (previous && isTemporarySocketFolder(previous) && (await remake(previous, identity))) return previous
  const parent = fits(join(tmpdir(), `${temporaryPrefix}XXXXXX`)) ? tmpdir() : '/tmp'
  const folder = await mkdtemp(join(parent, temporaryPrefix))
  if (identity.kind === 'user') await chown(folder, identity.uid, identity.gid)
  return folder
}

async function remake(folder: string, identity: Identity): Promise<boolean> {
  const made = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    () => false,
  )
  if (made && identity.kind === 'user') await chown(folder, identity.uid, identity.gid)
  return isTrustedFolder(folder, identity)
}

/** Whether nobody but us (or the server's user, or root) can have put a socket there. */
export async function isTrustedFolder(folder: string, identity: Identity): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  if (!found?.isDirectory()) return false
  return (found.uid === identity.uid || found.uid === 0) && (found.mode & 0o022) === 0
}

export function isTemporarySocketFolder(folder: string): boolean {
  return basename(folder).startsWith(temporaryPrefix) && ['/tmp', tmpdir()].includes(dirname(folder))
}

export function socketLock(folder: string): string {
  return join(folder, `${socketName}.lock`)
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, socketName)) <= maxSocketPath
}
