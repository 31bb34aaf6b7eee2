import semver from 'semver'
import type { Plugin } from './plugin.ts'
import type { Adapter } from './port.ts'

/** Names in the list more than once. */
function duplicates(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function checkNeeds(
  plugin: Plugin,
  byName: Map<string, Plugin>,
  coreVersion: string,
  problems: string[],
): void {
  if (!semver.satisfies(coreVersion, plugin.core)) {
    problems.push(
      `Plugin "${plugin.name}" ${plugin.version} works with core ${plugin.core}, but this is core ${coreVersion}. ` +
        'Install a version of the plugin made for this core, or another core.',
    )
  }
  for (const [name, range] of Object.entries(plugin.needs)) {
    const needed = byName.get(name)
    if (!needed) {
      problems.push(
        `Plugin "${plugin.name}" needs "${name}", which fastify.config.ts does not list. Add it to plugins.`,
      )
    } else if (!semver.satisfies(needed.version, range)) {
      problems.push(
        `Plugin "${plugin.name}" needs "${name}" ${range}, but ${needed.version} is installed. Install a version in that range.`,
      )
    }
  }
}

/** Dependencies first, otherwise in the order listed. A cycle is reported by the names it goes through. */
function inOrder(plugins: Plugin[], byName: Map<string, Plugin>, problems: string[]): Plugin[] {
  const ordered: Plugin[] = []
  const done = new Set<string>()
  const reported = new Set<string>()

  function visit(plugin: Plugin, path: string[]): void {
    if (done.has(plugin.name)) return
    const start = path.indexOf(plugin.name)
    if (start >= 0) {
      const cycle = [...path.slice(start), plugin.name]
      const key = [...cycle.slice(1)].sort().join()
      if (!reported.has(key)) {
        problems.push(
          `Plugins need each other in a circle: ${cycle.join(' → ')}. Remove one of these needs; an event can carry the news back.`,
        )
      }
      reported.add(key)
      return
    }
    for (const name of Object.keys(plugin.needs)) {
      const needed = byName.get(name)
      if (needed) visit(needed, [...path, plugin.name])
    }
    if (done.has(plugin.name)) return
    done.add(plugin.name)
    ordered.push(plugin)
  }

  for (const plugin of plugins) visit(plugin, [])
  return ordered
}

/** Sorts plugins by what they need. Every problem is collected, so that boot can report all of them at once. */
export function resolvePlugins(
  plugins: Plugin[],
  adapters: Adapter[],
  coreVersion: string,
  problems: string[],
): Plugin[] {
  for (const name of duplicates([...plugins, ...adapters].map(({ name }) => name))) {
    problems.push(`"${name}" is listed twice in fastify.config.ts. Remove one of them.`)
  }
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  for (const plugin of byName.values()) checkNeeds(plugin, byName, coreVersion, problems)
  for (const { name, port, core } of adapters) {
    if (!byName.has(port.owner)) {
      problems.push(
        `Adapter "${name}" is for the port "${port.name}" of "${port.owner}", which fastify.config.ts does not list. Add the plugin or remove the adapter.`,
      )
    }
    if (!semver.satisfies(coreVersion, core)) {
      problems.push(
        `Adapter "${name}" works with core ${core}, but this is core ${coreVersion}. Install another version of the adapter.`,
      )
    }
  }
  return inOrder([...byName.values()], byName, problems)
}
