import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { bytesOf, repositoryFiles, root, textOf } from './repository.ts'

const files = repositoryFiles()

const FOLDERS = ['.ci', 'adapters', 'admin-ui', 'bench', 'core', 'docs', 'plugins', 'templates', 'tests']
const TOP_FILES = ['README.md', 'LICENSE', 'fastify.config.ts', 'package.json', 'tsconfig.json']
const SETTINGS = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'biome.json', 'knip.json']

t.test('the top level holds what the house plan says and nothing else', async (t) => {
  const top = [...new Set(files.map((file) => file.split('/', 1)[0] ?? ''))]
  const known = [...FOLDERS, ...TOP_FILES, ...SETTINGS]
  const strange = top.filter((name) => !known.includes(name) && !/^\.[a-z]+(-[a-z]+)*(\.cjs)?$/.test(name))
  t.same(strange, [])
})

// A person's folder or a machine's layout in a committed file works on that machine alone.
const MACHINE_PATHS = /(?<![\w.])\/(?:home|Users|work|mnt|private)\/[\w-]+|[A-Z]:\\Users\\/
const LEFTOVERS = /(?:\/\/|\/?\*)\s*(?:TODO|FIXME|XXX|HACK)\b|^\s*debugger\b|\bt\.only\(/m
/** Texts about other machines: documentation of deployments, recorded answers, this file. */
const MAY_NAME_PATHS = /^docs\/|^templates\/|\/fixtures\/|^tests\/architecture\/|^pnpm-lock\.yaml$/

t.test('no file names a path of somebody’s machine', async (t) => {
  const found = files.filter((file) => !MAY_NAME_PATHS.test(file) && MACHINE_PATHS.test(textOf(file) ?? ''))
  t.same(found, [])
})

t.test('no source is left unfinished', async (t) => {
  const sources = files.filter(
    (file) => /\.(ts|tsx|mjs|cjs)$/.test(file) && !file.startsWith('tests/architecture/'),
  )
  const found = sources.filter((file) => LEFTOVERS.test(textOf(file) ?? ''))
  t.same(found, [])
})

t.test('packages come from the public registry under their names alone', async (t) => {
  t.notMatch(textOf('pnpm-lock.yaml') ?? '', /tarball: http/, 'the lock file names no host')
  t.notMatch(textOf('.npmrc') ?? '', /registry\s*=/, '.npmrc chooses no registry')
})

const manifests = files.filter(
  (file) => /(^|\/)package\.json$/.test(file) && !/^templates\/|fixtures/.test(file),
)

interface Manifest {
  license?: string
  type?: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

t.test('every dependency is pinned to one exact version', async (t) => {
  for (const file of manifests) {
    const { dependencies, devDependencies, optionalDependencies } = readManifest(file)
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    t.same(
      all.filter(([, version]) => !isExact(version)),
      [],
      file,
    )
  }
})

t.test('every package is an ES module under the MIT licence', async (t) => {
  for (const file of manifests) t.match(readManifest(file), { license: 'MIT', type: 'module' }, file)
})

function readManifest(file: string): Manifest {
  return JSON.parse(textOf(file) ?? '{}') as Manifest
}

function isExact(version: string): boolean {
  return version.startsWith('workspace:') || /^(npm:.+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)
}

const data = join(root, '../shared/data')
const list = join(data, 'DO-NOT-COMMIT.txt')
const skip = existsSync(list) ? false : 'the shared data is not beside the repository (../shared/data)'

t.test('no file is a copy of data that must not be published', { skip }, async (t) => {
  const paths = [...readFileSync(list, 'utf8').matchAll(/\bopen\/(\S+)/g)].map((match) => match[1] ?? '')
  const kept = new Map(
    paths.flatMap((path) => below(join(data, path))).map((file) => [hash(readFileSync(file)), file]),
  )
  const copies = files.filter((file) => kept.has(hash(bytesOf(file))))
  t.ok(kept.size > 0, 'the list names files')
  t.same(copies, [])
})

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Empty files are nobody's property: they would all look alike. */
function below(path: string): string[] {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info) return []
  if (!info.isDirectory()) return info.size > 0 ? [path] : []
  return readdirSync(path).flatMap((name) => below(join(path, name)))
}
