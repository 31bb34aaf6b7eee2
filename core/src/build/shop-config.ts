import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { forNode, originalPlaces } from './server.ts'
import { contentHash, readStamp, writeStamp } from './stamp.ts'

const CONFIG = 'fastify.config.ts'

/** True when the project has a fastify.config.ts that changed, or imports a file of the project that did. */
export function configIsStale(project: string): boolean {
  if (!existsSync(join(project, CONFIG))) return false
  const stamp = readStamp(project)
  return !stamp || stamp.hash !== contentHash(project, stamp.inputs)
}

/** Builds fastify.config.ts, with the project's own files that it imports, to dist/fastify.config.mjs. */
export async function buildConfig(project: string): Promise<boolean> {
  if (!configIsStale(project)) return false
  const { build } = await import('esbuild')
  const { metafile } = await build({
    ...forNode,
    absWorkingDir: project,
    entryPoints: [CONFIG],
    outfile: 'dist/fastify.config.mjs',
    sourcemap: true,
    plugins: [originalPlaces(project, '..')],
  })
  const inputs = Object.keys(metafile.inputs).map((file) => relative(project, join(project, file)))
  writeStamp(project, { hash: contentHash(project, inputs), inputs, outputs: Object.keys(metafile.outputs) })
  return true
}
