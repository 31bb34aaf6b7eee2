import { chmod, chown, lstat, mkdir, readdir, readFile, readlink, stat, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { EmbeddedDatabaseError } from './errors.ts'
import { canEnter, type Identity, makePublicFolder, newSharedPlace, onSystemDisk } from './identity.ts'

/** Where the embedded server keeps its things: one folder, `<dataDir>/postgres`. */
export interface Layout {
  base: string
  /** PostgreSQL's own data directory. */
  data: string
  credentials: string
  log: string
}

export function layoutAt(base: string): Layout {
  return {
    base,
    data: join(base, 'data'),
    credentials: join(base, 'credentials.json'),
    log: join(base, 'postgres.log'),
  }
}

/**
 * Finds (or, for an unprivileged user that cannot enter the data folder, arranges) the server's folder.
 * @throws EmbeddedDatabaseError EMBEDDED_UNREACHABLE when that user can be given no way to the data
 */
export async function findLayout(
  dataDir: string,
  identity: Identity,
  log: (message: string) => void,
): Promise<Layout> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const base = join(dataDir, 'postgres')
  const link = await readlink(base).catch(() => undefined)
  if (link !== undefined) {
    await makePublicFolder(dirname(resolve(dataDir, link)))
    return layoutAt(resolve(dataDir, link))
  }
  if (identity.kind !== 'user') return layoutAt(base)
  // Passing through is all the user needs; the other files in there are private by themselves.
  const { mode } = await stat(dataDir)
  if ((mode & 0o001) === 0) await chmod(dataDir, mode | 0o111)
  if (await canEnter(identity, dataDir)) return layoutAt(base)
  return relocate(dataDir, base, identity, log)
}

async function relocate(
  dataDir: string,
  base: string,
  identity: Extract<Identity, { kind: 'user' }>,
  log: (message: string) => void,
): Promise<Layout> {
  const there = await lstat(base).catch(() => undefined)
  // A mounted volume outlives its container; the system disk beside it may not.
  if (there || !(await onSystemDisk(dataDir))) {
    throw new EmbeddedDatabaseError(
      'EMBEDDED_UNREACHABLE',
      `PostgreSQL refuses to run as root, so it must run as "${identity.name}", who cannot enter ${dataDir}. ` +
        `Set BEZEL_DATA_DIR to a folder outside private directories such as /root${there ? ' and move the data there' : ''}, ` +
        'run Bezel as an ordinary user, or set DATABASE_URL.',
    )
  }
  const place = newSharedPlace(dataDir)
  await makePublicFolder(place)
  const moved = join(place, 'postgres')
  await symlink(moved, base)
  log(`User "${identity.name}" cannot enter ${dataDir}: the database lies in ${moved}, linked from ${base}`)
  return layoutAt(moved)
}

/** PostgreSQL wants to own its files: hand them over when root changed the way it runs the server. */
export async function ensureOwner(
  layout: Layout,
  identity: Identity,
  log: (message: string) => void,
): Promise<void> {
  const { uid } = await stat(layout.base)
  if (uid === identity.uid) return
  if (identity.kind === 'self') {
    throw new EmbeddedDatabaseError(
      'EMBEDDED_OWNER',
      `${layout.base} belongs to user id ${uid}, but Bezel runs as ${identity.uid}. ` +
        `Run Bezel as that user, or give the folder away: chown -R ${identity.uid} ${layout.base}`,
    )
  }
  log(`Handing ${layout.base} over to user id ${identity.uid}`)
  await giveAway(layout.base, identity.uid, identity.kind === 'user' ? identity.gid : 0)
}

/** Children first: a hand-over that was broken off is noticed, and done again, at the next start. */
export async function giveAway(folder: string, uid: number, gid: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await giveAway(path, uid, gid)
    else if (!entry.isSymbolicLink()) await chown(path, uid, gid)
  }
  await chown(folder, uid, gid)
}

/** Refuses data written by another major version of PostgreSQL. */
export async function checkMajor(layout: Layout, dataDir: string, major: string): Promise<void> {
  const found = (await readFile(join(layout.data, 'PG_VERSION'), 'utf8')).trim()
  if (found === major) return
  throw new EmbeddedDatabaseError(
    'EMBEDDED_OTHER_MAJOR',
    `The database in ${layout.base} was made by PostgreSQL ${found}, and this Bezel brings PostgreSQL ${major}. ` +
      'Go back to the Bezel version you used before and run "bezel backup before-upgrade.bezel"; ' +
      `then move ${join(dataDir, 'postgres')} aside and run "bezel restore before-upgrade.bezel" with this version.`,
  )
}
