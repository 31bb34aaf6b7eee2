import { readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const SKIPPED = new Set([
  'node_modules',
  'dist',
  '.git',
  '.tap',
  '.bezel',
  '.artifacts',
  'fixtures',
  'templates',
])

/**
 * All `*.test.ts` of the repository, those that cross packages first: they take longest, and started
 * last they would be waited for alone. With `paths`, only those at or below one of them.
 */
export function testFiles(root, paths) {
  const wanted = paths.map((path) => join(root, relative(root, path)))
  const all = below(root).filter((file) => wanted.length === 0 || wanted.some((path) => within(file, path)))
  const rank = (file) => (file.startsWith(`tests${sep}`) ? 0 : 1)
  return all.map((file) => relative(root, file)).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}

function below(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return SKIPPED.has(name) ? [] : below(path)
    return /\.test\.tsx?$/.test(name) ? [path] : []
  })
}

function within(file, path) {
  return file === path || file.startsWith(path + sep)
}
