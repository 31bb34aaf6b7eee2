import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildPanel, hasPanel } from './panel.ts'
import { buildPortal, hasPortal, portalInputs } from './portal.ts'
import { buildServer, hasServerCode } from './server.ts'
import { contentHash, filesIn, readStamp, writeStamp } from './stamp.ts'

/** A package with a `build.mjs` of its own (the admin shell) builds itself with that. */
const OWN_BUILD = 'build.mjs'

/** True when the package has something to build whose sources changed since it was built. */
export function packageIsStale(folder: string): boolean {
  return isBuildable(folder) && readStamp(folder)?.hash !== contentHash(folder, inputs(folder))
}

/**
 * Builds one package, inside a workspace or alone: its `exports` with a `bezel-src` condition for Node.js,
 * its `admin/index.tsx` and `portal/` for the browser, all into `dist/`. Migrations are SQL and run as they stand.
 * Returns false when nothing had changed. Throws esbuild's BuildFailure, or an error that names the remedy.
 */
export async function buildPackage(folder: string): Promise<boolean> {
  if (!packageIsStale(folder)) return false
  // Hashed before building: a file saved meanwhile must make the next build stale.
  const hash = contentHash(folder, inputs(folder))
  const outputs = await makeOutputs(folder)
  writeStamp(folder, { hash, inputs: inputs(folder), outputs })
  return true
}

async function makeOutputs(folder: string): Promise<string[]> {
  if (existsSync(join(folder, OWN_BUILD))) return buildItself(folder)
  const parts = [
    hasServerCode(folder) ? buildServer(folder) : [],
    hasPanel(folder) ? buildPanel(folder) : [],
    hasPortal(folder) ? buildPortal(folder) : [],
  ]
  return (await Promise.all(parts)).flat()
}

async function buildItself(folder: string): Promise<string[]> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
  try {
    await promisify(execFile)(process.execPath, [OWN_BUILD], { cwd: folder, env, maxBuffer: 1 << 26 })
    return []
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${join(folder, OWN_BUILD)} failed:\n${stdout}${stderr}`, { cause: error })
  }
}

function isBuildable(folder: string): boolean {
  return existsSync(join(folder, OWN_BUILD)) || hasServerCode(folder) || hasPanel(folder) || hasPortal(folder)
}

function inputs(folder: string): string[] {
  if (!existsSync(join(folder, OWN_BUILD))) return ['package.json', 'src', 'admin', ...portalInputs(folder)]
  return filesIn(folder).map((file) => file.slice(folder.length + 1))
}
