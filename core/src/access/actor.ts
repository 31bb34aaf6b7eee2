/** Who acts: a signed-in person, an API key, or Bezel itself (jobs, commands, seeds). */
export interface Actor {
  type: 'user' | 'key' | 'system' | 'anonymous'
  /** Id of the user or key; null for the system and for nobody. */
  id: string | null
  name: string
  permissions: Permissions
  /** Stores whose records the actor may see and change. */
  stores: 'all' | readonly string[]
  /** The session of a person who signed in. */
  session?: Session
  /**
   * Reaches its own account, what its permissions name, and no rows of any entity: a customer of the shop (`portal`), or
   * somebody whose role takes a second factor that is not set up yet.
   */
  limited?: 'portal' | 'second-factor'
}

export interface Session {
  id: string
  /** When the person last proved who they are. */
  confirmedAt: Date
}

export interface Permissions {
  /** The granted names, `*` for all, `stones.*` for all of a collection. Sorted, so equal sets compare equal as text. */
  readonly granted: readonly string[]
  /** Key of the set, for caches of what derives from it. */
  readonly key: string
  allows(permission: string): boolean
}

export function permissions(granted: Iterable<string>): Permissions {
  const set = new Set(granted)
  const sorted = [...set].sort()
  return {
    granted: sorted,
    key: sorted.join(' '),
    allows: (permission) => set.has('*') || set.has(permission) || set.has(`${permission.split('.')[0]}.*`),
  }
}

/** A role's permissions within scopes: what both allow. No scopes leave all of them. */
export function narrowed(role: readonly string[], scopes: readonly string[] | null | undefined): Permissions {
  const whole = permissions(role)
  if (!scopes) return whole
  const narrow = permissions(scopes)
  return permissions([...scopes.filter(whole.allows), ...role.filter(narrow.allows)])
}

/** Who has not signed in, before it is asked what the role "guest" lets them do. No store is theirs. */
export const anonymous: Actor = {
  type: 'anonymous',
  id: null,
  name: 'Nobody',
  permissions: permissions([]),
  stores: [],
}

export const system: Actor = {
  type: 'system',
  id: null,
  name: 'Bezel',
  permissions: permissions(['*']),
  stores: 'all',
}
