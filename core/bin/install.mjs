import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, Unready } from './say.mjs'

const PNPM = 'pnpm@10.34.9'
const stampFile = (root) => join(root, 'node_modules/.bezel/installed')

/** True when node_modules is missing or was installed for other package.json or lock files than today's. */
export function packagesAreStale(root) {
  try {
    return readFileSync(stampFile(root), 'utf8') !== wantedPackages(root)
  } catch {
    return true
  }
}

export async function installPackages(root) {
  say('Installing packages (the first time takes a minute or two)…')
  // A developer who adds a plugin folder gets the lock file updated; CI must find it as committed.
  const lockfile = process.env.CI ? '--frozen-lockfile' : '--prefer-frozen-lockfile'
  await run(root, ['--yes', PNPM, 'install', lockfile, '--config.confirm-modules-purge=false'])
  mkdirSync(join(root, 'node_modules/.bezel'), { recursive: true })
  writeFileSync(stampFile(root), wantedPackages(root))
}

/** Everything that decides what node_modules holds, in one hash. */
function wantedPackages(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)))
  for (const folder of workspaceFolders(root)) {
    const { name, dependencies, devDependencies, optionalDependencies } = manifest(root, folder)
    hash.update(JSON.stringify([folder, name, dependencies, devDependencies, optionalDependencies]))
  }
  return hash.digest('hex')
}

function manifest(root, folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
}

function workspaceFolders(root) {
  const groups = ['plugins', 'adapters'].filter((group) => existsSync(join(root, group)))
  const inGroups = groups.flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)))
  return ['.', 'core', 'admin-ui', ...inGroups]
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort()
}

/** npx, its output on stderr; ends with this process when that is told to stop. */
function run(cwd, args) {
  const windows = process.platform === 'win32'
  const child = spawn(windows ? 'npx.cmd' : 'npx', args, { cwd, stdio: ['ignore', 2, 2], shell: windows })
  const stop = (signal) => child.kill(signal)
  process.once('SIGINT', stop).once('SIGTERM', stop)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      if (code === 0) resolve()
      else reject(new Unready(failure(code, signal)))
    })
  })
}

function failure(code, signal) {
  if (signal) return `Installing the packages was stopped by ${signal}.`
  return `Installing the packages failed (npx ${PNPM} install ended with ${code}; its reasons stand above). If it speaks of an
outdated lock file, run "npx ${PNPM} install" and commit pnpm-lock.yaml. If the network failed, just try again.`
}
