import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The parts of a package.json that the build reads. */
export interface Manifest {
  name?: string
  exports?: Record<string, string | { 'bezel-src'?: string; default?: string }>
  workspaces?: string[]
}

export interface EntryPoint {
  /** Source file relative to the package, for example `src/plugin.ts`. */
  source: string
  /** Name in dist without extension, for example `plugin`. */
  name: string
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

/**
 * What a package offers to others is what is built: every `exports` entry with a `bezel-src` condition.
 * Throws when an entry is not built flat into `dist/`: chunks lie there too, and a file's place
 * decides what `import.meta.url` means.
 */
export function entryPoints(folder: string): EntryPoint[] {
  const entries = Object.entries(readManifest(folder).exports ?? {})
  return entries.flatMap(([subpath, target]) => {
    if (typeof target === 'string' || !target['bezel-src']) return []
    const name = /^\.\/dist\/([^/]+)\.js$/.exec(target.default ?? '')?.[1]
    if (!name) {
      const remedy = `Its "default" must be "./dist/<name>.js", but is "${target.default}".`
      throw new Error(`${join(folder, 'package.json')}: the export "${subpath}" cannot be built. ${remedy}`)
    }
    return [{ source: target['bezel-src'].replace(/^\.\//, ''), name }]
  })
}

/** Folders of all packages of a project: those its workspace lists (`name` or `name/*`), else its plugins and adapters, and itself. */
export function packageFolders(project: string): string[] {
  const folders = workspacePatterns(project).flatMap((pattern) => matching(project, pattern))
  const own = existsSync(join(project, 'src')) ? [project] : []
  return [...own, ...folders].filter((folder) => existsSync(join(folder, 'package.json')))
}

function workspacePatterns(project: string): string[] {
  const pnpm = join(project, 'pnpm-workspace.yaml')
  if (!existsSync(pnpm)) return readManifest(project).workspaces ?? ['plugins/*', 'adapters/*']
  const list = /^packages:\s*\n((?:[ \t]*-.*\n|\s*\n)*)/m.exec(`${readFileSync(pnpm, 'utf8')}\n`)?.[1] ?? ''
  return [...list.matchAll(/-\s*['"]?([^'"\s#]+)/g)].map((match) => match[1] ?? '')
}

function matching(project: string, pattern: string): string[] {
  if (!pattern.endsWith('/*')) return [join(project, pattern)]
  const parent = join(project, pattern.slice(0, -2))
  return existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name)) : []
}
