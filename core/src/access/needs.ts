import type { Actor } from './actor.ts'

/**
 * The permission, or all of several, that something takes; who has not signed in has those of the role "guest".
 * `public` lets anybody in, `signed-in` the staff and API keys,
 * `own-account` every person who is signed in, for what is theirs alone.
 */
export type Needs = string | readonly string[]

const open = ['public', 'signed-in', 'own-account']

/** The permissions among them; none for what is open to all or to everybody signed in. */
export function neededPermissions(needs: Needs): string[] {
  return [needs].flat().filter((name) => !open.includes(name))
}

/** The first permission that an actor lacks. */
export function lackedPermission(actor: Actor, needs: Needs): string | undefined {
  return neededPermissions(needs).find((name) => !actor.permissions.allows(name))
}
