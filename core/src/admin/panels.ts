import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Plugin } from '../plugin/plugin.ts'
import type { PanelEntry } from './manifest.ts'

export interface Panel extends PanelEntry {
  /** The bundle's text; small, so it is kept in memory. */
  source: Buffer
}

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
      panels.push({ plugin: name, entry: `/admin/panels/${name}.${hash}.js`, source })
    } catch {
      problems.push(`The admin panel of "${name}" is not built. Run "bezel build" in its folder.`)
    }
  }
  return panels
}
