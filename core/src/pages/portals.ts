import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Plugin } from '../plugin/plugin.ts'
import { servePages } from './serve.ts'

/** Serves the pages that plugins have for others than the staff. What is wrong with one is a problem that names its plugin. */
export async function registerPortals(
  app: FastifyInstance,
  plugins: Plugin[],
  problems: string[],
): Promise<void> {
  for (const { name, portal } of plugins) {
    if (!portal) continue
    const folder = fileURLToPath(portal.folder)
    const template = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined)
    if (template === undefined) {
      problems.push(`The portal of "${name}" is not built. Run "bezel build" in its folder.`)
      continue
    }
    const page = template.replaceAll('__BEZEL_BASE__', portal.at)
    await servePages(app, { at: portal.at, folder, page, hashed: /^assets\// })
  }
}
