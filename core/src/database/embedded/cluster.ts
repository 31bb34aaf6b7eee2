import { randomBytes } from 'node:crypto'
import {
  access,
  appendFile,
  chown,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Binaries, binary } from './binaries.ts'
import type { CommandResult } from './command.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import { type Identity, runAs } from './identity.ts'
import { type Layout, layoutAt } from './layout.ts'
import { isAlive } from './process.ts'

/** The supervisor's own superuser; Bezel's pool and its plugins never connect as this one. */
export const adminUser = 'bezel_admin'
export const settingsFile = 'bezel.conf'

export interface Credentials {
  adminPassword: string
  appPassword: string
}

/**
 * Makes the database cluster if there is none. All or nothing: it grows in a folder beside and is renamed when
 * complete and on disk, so a start that is killed leaves nothing half-made.
 * @returns whether this call made it
 * @throws EmbeddedDatabaseError EMBEDDED_INIT
 */
export async function ensureCluster(
  layout: Layout,
  binaries: Binaries,
  identity: Identity,
): Promise<boolean> {
  if (await exists(layout.base)) return false
  await removeAbandoned(layout.base)
  const half = layoutAt(`${layout.base}.init-${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    await build(half, binaries, identity)
    await rename(half.base, layout.base)
  } catch (error) {
    await rm(half.base, { recursive: true, force: true })
    // Another process finished first: its cluster is as good as ours.
    if (await exists(layout.base)) return false
    throw error
  }
  await syncToDisk(dirname(layout.base))
  return true
}

/** @throws EmbeddedDatabaseError EMBEDDED_INIT when the file is gone or unreadable */
export async function readCredentials(layout: Layout): Promise<Credentials> {
  try {
    return JSON.parse(await readFile(layout.credentials, 'utf8')) as Credentials
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      'EMBEDDED_INIT',
      `The embedded database's password file ${layout.credentials} cannot be read. Restore it from a copy of that folder, ` +
        `or move ${layout.base} aside and restore a backup with "bezel restore <file>".`,
      { cause },
    )
  }
}

async function build(half: Layout, binaries: Binaries, identity: Identity): Promise<void> {
  const credentials: Credentials = { adminPassword: newPassword(), appPassword: newPassword() }
  const passwordFile = join(half.base, 'password')
  await mkdir(half.base, { mode: 0o700 })
  await writeFile(passwordFile, credentials.adminPassword, { mode: 0o600 })
  await writeFile(half.credentials, JSON.stringify(credentials), { mode: 0o600 })
  if (identity.kind === 'user') {
    for (const path of [half.base, passwordFile, half.credentials])
      await chown(path, identity.uid, identity.gid)
  }
  await initdb(half, binaries, identity)
  await rm(passwordFile)
  const configuration = join(half.data, 'postgresql.conf')
  await appendFile(configuration, `\ninclude_if_exists = '${settingsFile}'\n`)
  // initdb has synced its own files; these came after.
  for (const path of [configuration, half.data, half.credentials, half.base]) await syncToDisk(path)
}

async function initdb(half: Layout, binaries: Binaries, identity: Identity): Promise<void> {
  const run = (locale: string[]): Promise<CommandResult> => {
    const login = [`--username=${adminUser}`, '--pwfile=password', '--auth=scram-sha-256']
    const args = ['-D', basename(half.data), ...login, '--encoding=UTF8', ...locale, '--no-instructions']
    return runAs(identity, binary(binaries, 'initdb'), args, half.base)
  }
  let result = await run(['--locale=C.UTF-8'])
  if (/invalid locale/i.test(result.output)) {
    // Older macOS has no C.UTF-8: PostgreSQL's built-in one sorts the same.
    result = await run([
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--lc-ctype=en_US.UTF-8',
    ])
  }
  if (result.code === 0) return
  throw new EmbeddedDatabaseError(
    'EMBEDDED_INIT',
    `The embedded database could not be created in ${dirname(half.base)}: ${result.output.trim()}`,
  )
}

/** Removes what starts left behind that were killed while creating the cluster. */
async function removeAbandoned(base: string): Promise<void> {
  const prefix = `${basename(base)}.init-`
  for (const name of await readdir(dirname(base))) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue
    // The killed start's initdb may still be writing: then the next start removes it.
    await rm(join(dirname(base), name), { recursive: true, force: true }).catch(() => {})
  }
}

function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
