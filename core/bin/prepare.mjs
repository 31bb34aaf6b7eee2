// Makes a project ready to run: packages installed, sources built. Says nothing when nothing is
// to do, and writes to stderr only: stdout belongs to the command (`key create` prints a key).
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildTool } from './build-tool.mjs'
import { installPackages, packagesAreStale } from './install.mjs'
import { withLock } from './lock.mjs'
import { say, Unready } from './say.mjs'

export { Unready }

const OLDEST_NODE = [20, 19]
const core = dirname(dirname(fileURLToPath(import.meta.url)))

/** The root of the repository when this core lies in one; null when it was installed from a registry. */
export const repository = existsSync(join(core, '../pnpm-workspace.yaml')) ? dirname(core) : null

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  say(
    `Bezel needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Get it at nodejs.org.`,
  )
  process.exit(1)
}

/**
 * Installs and builds what is missing or out of date. `args` are the command's; `build` is done here.
 * @returns {Promise<string | null>} the URL of the built command line, null when nothing is left to run
 */
export async function prepare(args) {
  const only = args[0] === 'build' ? args[1] : undefined
  // Workers and tests that start many servers know that all is ready.
  if (process.env.BEZEL_PREPARE !== '0') await makeReady(only)
  return args[0] === 'build' ? null : pathToFileURL(join(core, 'dist/cli.js')).href
}

async function makeReady(only) {
  if (repository && packagesAreStale(repository)) {
    await withLock(repository, () => packagesAreStale(repository) && installPackages(repository))
  }
  const tool = await import(
    repository ? await buildTool(core) : pathToFileURL(join(core, 'dist/build.js')).href
  )
  for (const project of projects(only)) await build(tool, project)
}

/**
 * A shop outside the repository is built after the repository its core comes from; a folder asked for by name
 * (a plugin that stands alone) by itself.
 */
function projects(only) {
  const here = resolve(only ?? '.')
  const outside = !repository || relative(repository, here).startsWith('..')
  if (only && outside) return [here]
  const shop = outside && existsSync(join(here, 'fastify.config.ts'))
  return [...(repository ? [repository] : []), ...(shop ? [here] : [])]
}

async function build(tool, project) {
  if (!tool.projectIsStale(project)) return
  const slow = setTimeout(() => say('Building what changed…'), 1000)
  const result = await withLock(project, () => tool.buildProject(project)).finally(() => clearTimeout(slow))
  if (result.built.length > 0) say(`Built ${result.built.join(', ')} in ${(result.ms / 1000).toFixed(1)} s`)
  if (result.errors.length > 0) throw new Unready(result.errors.join('\n'))
}
