import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * The build is written in TypeScript like the rest of core, so in the repository it has to be built
 * itself before it can build anything. The file is named by what it was made of.
 * @returns {Promise<string>} the URL of the ready build tool
 */
export async function buildTool(core) {
  const source = join(core, 'src/build')
  const hash = createHash('sha256')
  for (const name of readdirSync(source).sort()) hash.update(name).update(readFileSync(join(source, name)))
  const dist = join(core, 'dist')
  const file = join(dist, `.build-tool-${hash.digest('hex').slice(0, 16)}.mjs`)
  if (!existsSync(file)) await compile(join(source, 'index.ts'), file, dist)
  return pathToFileURL(file).href
}

async function compile(entry, outfile, dist) {
  const old = existsSync(dist) ? readdirSync(dist).filter((name) => name.startsWith('.build-tool-')) : []
  const { build, stop } = await import('esbuild')
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  await stop()
  for (const name of old) rmSync(join(dist, name), { force: true })
}
