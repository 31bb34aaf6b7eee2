import type { Registry } from '../entity/registry.ts'
import type { Plugin } from '../plugin/plugin.ts'

/** The events every change of a record makes by itself, which nobody declares. */
function changeEvents({ models }: Registry): string[] {
  return models.flatMap(({ collection }) =>
    ['created', 'updated', 'deleted', 'imported'].map((change) => `${collection}.${change}.v1`),
  )
}

function checkNames(plugins: Plugin[], ofChanges: Set<string>, problems: string[]): Set<string> {
  const declared = new Map<string, string>()
  for (const { name: plugin, events } of plugins) {
    for (const { name } of events) {
      const taken = declared.get(name)
      if (taken)
        problems.push(
          `Event "${name}" of plugin "${plugin}" is taken by plugin "${taken}". Choose another name.`,
        )
      if (ofChanges.has(name))
        problems.push(
          `Event "${name}" of plugin "${plugin}" is made by every change of a record already. Remove it, or choose another name.`,
        )
      if (!name.startsWith(`${plugin}.`) || !/^[\w-]+\.[\w-]+\.v\d+$/.test(name)) {
        problems.push(
          `Event "${name}" of plugin "${plugin}" must be named "${plugin}.<noun>-<past participle>.v<version>". Rename it.`,
        )
      }
      declared.set(name, plugin)
    }
  }
  return new Set(declared.keys())
}

function checkSubscriptions(
  { name: plugin, subscribes }: Plugin,
  known: (event: string) => boolean,
  problems: string[],
): void {
  const names = new Set<string>()
  for (const { event, name } of subscribes) {
    if (!known(event)) {
      problems.push(
        `Plugin "${plugin}" subscribes to "${event}" (as "${name}"), which nobody declares. Correct the name, or add the plugin that emits it.`,
      )
    }
    if (names.has(name))
      problems.push(
        `Plugin "${plugin}" has two subscriptions named "${name}". Choose another name for one of them.`,
      )
    names.add(name)
  }
}

/** Reports events that are emitted or subscribed to but declared by nobody; all problems together, each with its remedy. */
export function checkEvents(plugins: Plugin[], registry: Registry, problems: string[]): void {
  const ofChanges = new Set(changeEvents(registry))
  const declared = checkNames(plugins, ofChanges, problems)
  for (const plugin of plugins) {
    for (const { name, emits = [] } of plugin.operations) {
      for (const event of emits) {
        if (declared.has(event.name)) continue
        problems.push(
          `Operation "${name}" of plugin "${plugin.name}" emits "${event.name}", which nobody declares. Add it to the plugin's events.`,
        )
      }
    }
    checkSubscriptions(plugin, (event) => declared.has(event) || ofChanges.has(event), problems)
  }
}
