import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { year } from '../pages/serve.ts'
import type { Plugin } from '../plugin/plugin.ts'
import type { PanelEntry } from './manifest.ts'

export interface Panel extends PanelEntry {
  /** The bundle's text; small, so it is kept in memory. */
  source: Buffer
  /** The same as browsers take it. */
  brotli: Buffer
}

const brotli = promisify(brotliCompress)
// A third smaller than the quickest level and still only a few milliseconds at start.
const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }

const react = /react\.transitional\.element|__CLIENT_INTERNALS_DO_NOT_USE/

/** Reads the prebuilt panels of all plugins. What is wrong with one is a problem that names its plugin. */
export async function readPanels(plugins: Plugin[], problems: string[]): Promise<Panel[]> {
  const panels: Panel[] = []
  for (const { name, admin } of plugins) {
    if (!admin?.entry) continue
    try {
      const source = await readFile(admin.entry)
      if (react.test(source.toString())) {
        problems.push(
          `The admin panel of "${name}" bundles React. Build it with "bezel build", which leaves the shared modules to the shell.`,
        )
      }
      const hash = createHash('sha256').update(source).digest('hex').slice(0, 12)
      const entry = `/admin/panels/${name}.${hash}.js`
      panels.push({ plugin: name, entry, source, brotli: await brotli(source, { params }) })
    } catch {
      problems.push(`The admin panel of "${name}" is not built. Run "bezel build" in its folder.`)
    }
  }
  return panels
}

export function takesBrotli({ headers }: FastifyRequest): boolean {
  return /\bbr\b/.test(headers['accept-encoding'] ?? '')
}

/** Serves each panel at its address, compressed for whoever takes that. */
export function registerPanels(app: FastifyInstance, panels: Panel[]): void {
  for (const { entry, source, brotli } of panels) {
    app.get(entry, { config: { needs: 'public' }, logLevel: 'warn' }, (request, reply) => {
      const small = takesBrotli(request)
      if (small) reply.header('content-encoding', 'br')
      return reply
        .header('cache-control', year)
        .header('vary', 'accept-encoding')
        .type('text/javascript; charset=utf-8')
        .send(small ? brotli : source)
    })
  }
}
