import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * The migrations of a package in the order of their names, as importable `file:` URLs.
 *
 * A plugin names its folder `new URL('../migrations/', import.meta.url)`; that holds TypeScript, which
 * `bezel build` compiles to `dist/migrations/`. A built core takes the compiled ones; a core that itself
 * runs from its sources (tests, tsx) takes the TypeScript. The name of a migration is its file name
 * without extension, the same in both.
 */
export async function migrationFiles(folder: URL): Promise<string[]> {
  const compiled = new URL('../dist/migrations/', folder)
  const fromSource = import.meta.url.endsWith('.ts')
  const chosen = !fromSource && existsSync(compiled) ? compiled : folder
  if (!existsSync(chosen)) return []
  const names = (await readdir(chosen)).filter(
    (name) => /\.(ts|js|mjs)$/.test(name) && !name.endsWith('.d.ts'),
  )
  return names.sort().map((name) => pathToFileURL(fileURLToPath(new URL(name, chosen))).href)
}
