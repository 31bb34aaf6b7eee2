import { randomBytes } from 'node:crypto'
import { chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Binaries, binary } from './binaries.ts'
import { type CommandResult, runCommand } from './command.ts'
import { EmbeddedDatabaseError } from './errors.ts'

/**
 * As whom PostgreSQL runs. It refuses to run as root, so root uses a user namespace (files stay root's)
 * and, where the container forbids that, an unprivileged user.
 */
export type Identity =
  | { kind: 'self'; uid: number }
  | { kind: 'namespace'; uid: number }
  | { kind: 'user'; uid: number; gid: number; name: string }

const namespace = ['--user', '--map-user=1000', '--map-group=1000', '--']

/**
 * Chooses the identity for this process.
 * @param mayUnshare false skips the user namespace (tests of the fallback)
 * @throws EmbeddedDatabaseError EMBEDDED_OWNER when root has neither a namespace nor an unprivileged user
 */
export async function chooseIdentity(mayUnshare = true): Promise<Identity> {
  const uid = process.getuid?.() ?? -1
  if (uid !== 0) return { kind: 'self', uid }
  if (mayUnshare && (await runCommand('unshare', [...namespace, 'true'])).code === 0) {
    return { kind: 'namespace', uid: 0 }
  }
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((flag) => runCommand('id', [flag, name])))
    const [userId, groupId] = ids.map((answer) => (answer.code === 0 ? Number(answer.output) : Number.NaN))
    if (userId && groupId) return { kind: 'user', uid: userId, gid: groupId, name }
  }
  throw new EmbeddedDatabaseError(
    'EMBEDDED_OWNER',
    'PostgreSQL refuses to run as root, this system forbids user namespaces, and there is neither a user "postgres" nor ' +
      '"nobody" to run it as. Run Bezel as an ordinary user, or set DATABASE_URL to a PostgreSQL 14 to 18 server.',
  )
}

/** Runs a program as that identity, in the folder `cwd`. */
export function runAs(identity: Identity, file: string, args: string[], cwd: string): Promise<CommandResult> {
  if (identity.kind === 'namespace') return runCommand('unshare', [...namespace, file, ...args], { cwd })
  if (identity.kind === 'user') return runCommand(file, args, { cwd, uid: identity.uid, gid: identity.gid })
  return runCommand(file, args, { cwd })
}

/** Whether that identity can enter the folder. */
export async function canEnter(identity: Identity, folder: string): Promise<boolean> {
  return (await runAs(identity, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], '/')).code === 0
}

/**
 * The binaries at a place where the identity can run them: where npm put them, or else a copy under `/var/lib/bezel`.
 * @throws EmbeddedDatabaseError EMBEDDED_BINARIES when they do not run at either place
 */
export async function runnableBinaries(
  binaries: Binaries,
  identity: Identity,
  log: (message: string) => void,
): Promise<Binaries> {
  // Only another user can lack access to what this process has just read; the others are not worth a program start.
  if (identity.kind !== 'user' || (await runs(binaries, identity)).code === 0) return binaries
  const copy = { ...binaries, root: join(sharedPlace, `postgresql-${binaries.packageVersion}`) }
  if ((await runs(copy, identity)).code === 0) return copy
  log(
    `User "${identity.name}" cannot reach ${binaries.root}: copying the PostgreSQL binaries to ${copy.root}`,
  )
  await copyReadable(binaries.root, copy.root)
  const { code, output } = await runs(copy, identity)
  if (code === 0) return copy
  throw new EmbeddedDatabaseError(
    'EMBEDDED_BINARIES',
    `The PostgreSQL binaries in ${copy.root} do not run: ${output}`,
  )
}

/** Where files go that an unprivileged user must reach although the project lies in a private folder such as /root. */
export const sharedPlace = '/var/lib/bezel'

/** A new place under {@link sharedPlace}: never an old one, whose data somebody meant to leave behind. */
export function newSharedPlace(dataDir: string): string {
  return join(sharedPlace, `${basename(dirname(dataDir)) || 'data'}-${randomBytes(4).toString('hex')}`)
}

function runs(binaries: Binaries, identity: Identity): Promise<CommandResult> {
  return runAs(identity, binary(binaries, 'postgres'), ['--version'], '/')
}

async function copyReadable(from: string, to: string): Promise<void> {
  await makePublicFolder(dirname(to))
  const half = `${to}.${process.pid}`
  await cp(from, half, { recursive: true, verbatimSymlinks: true })
  await rm(to, { recursive: true, force: true })
  await rename(half, to)
}

/** A folder that everybody may pass through, whatever the umask says. */
export async function makePublicFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true })
  if (!made) return
  for (let at = folder; at.length >= made.length; at = dirname(at)) await chmod(at, 0o755)
}

/** Whether a folder lies on the system's own disk rather than on a mounted volume. */
export async function onSystemDisk(folder: string): Promise<boolean> {
  const [there, root] = await Promise.all([stat(folder), stat('/')])
  return there.dev === root.dev
}
