import type { Permission } from '../types.ts'

/** Whether granted names cover a permission; `*` is all of them, `stones.*` all of a noun. */
export const covers = (granted: ReadonlySet<string>, name: string): boolean =>
  granted.has('*') || granted.has(name) || granted.has(`${nounOf(name)}.*`)

export const nounOf = (name: string): string => name.split('.')[0] ?? name

/** The three that every collection has; they stand in columns. */
export const verbs = ['read', 'write', 'delete'] as const

export interface Noun {
  noun: string
  /** Permissions beside the three usual ones. */
  more: Permission[]
  usual: Partial<Record<(typeof verbs)[number], Permission>>
}

export interface Group {
  plugin: string
  nouns: Noun[]
}

function nounsOf(permissions: Permission[]): Noun[] {
  const nouns = new Map<string, Noun>()
  for (const permission of permissions) {
    const noun = nounOf(permission.name)
    const entry = nouns.get(noun) ?? { noun, more: [], usual: {} }
    const verb = verbs.find((one) => permission.name === `${noun}.${one}`)
    if (verb) entry.usual[verb] = permission
    else entry.more.push(permission)
    nouns.set(noun, entry)
  }
  return [...nouns.values()]
}

/** Plugins with their nouns, as the matrix shows them. */
export function groupsOf(permissions: readonly Permission[]): Group[] {
  const plugins = [...new Set(permissions.map(({ plugin }) => plugin))]
  return plugins.map((plugin) => ({
    plugin,
    nouns: nounsOf(permissions.filter((one) => one.plugin === plugin)),
  }))
}

/** Gives or takes one permission. What was given by `noun.*` is spelled out first, so that the rest of it stays. */
export function toggled(
  granted: ReadonlySet<string>,
  name: string,
  on: boolean,
  all: readonly Permission[],
): Set<string> {
  const next = new Set(granted)
  if (on) return next.add(name)
  const noun = nounOf(name)
  if (next.delete(`${noun}.*`)) for (const one of all) if (nounOf(one.name) === noun) next.add(one.name)
  next.delete(name)
  return next
}
