import type { Actor } from './actor.ts'

/** The permission, or all of several, that something takes. `public` lets anybody in, `signed-in` every actor. */
export type Needs = string | readonly string[]

/** The permissions among them; none for what is open to all or to everybody signed in. */
export function neededPermissions(needs: Needs): string[] {
  return [needs].flat().filter((name) => name !== 'public' && name !== 'signed-in')
}

/** The first permission that an actor lacks. */
export function lackedPermission(actor: Actor, needs: Needs): string | undefined {
  return neededPermissions(needs).find((name) => !actor.permissions.allows(name))
}
