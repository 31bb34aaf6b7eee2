import type { Sql } from '../database/types.ts'

interface SeedRole {
  description: string
  /** For customers and guests, not the staff. */
  portal?: boolean
  permissions?: readonly string[]
}

const roles = {
  owner: { description: 'May do everything', permissions: ['*'] },
  manager: { description: 'Runs a shop: everything but roles, keys and the system' },
  'sales associate': { description: 'Serves customers and sells what is in the cases' },
  'bench jeweler': { description: 'Makes and repairs pieces' },
  'customer-care executive': { description: 'Answers customers' },
  marketing: { description: 'Writes to customers who agreed to it' },
  accountant: { description: 'Reads what the books need' },
  customer: { description: 'A customer of the shop, in the portal', portal: true },
  guest: { description: 'A visitor who has not signed in', portal: true },
} satisfies Record<string, SeedRole>

export type SeedRoleName = keyof typeof roles

/**
 * Roles a new installation starts with. What they may do is declared by the plugins (`grants`), each for its own permissions.
 * They are the shop's from then on: whoever renames, changes or deletes one is not overruled.
 */
export const seedRoles: Readonly<Record<SeedRoleName, SeedRole>> = roles
export const seedRoleNames = Object.keys(roles) as SeedRoleName[]

/** What a plugin gives to the roles an installation starts with: role → permissions of its own. */
export type Grants = Partial<Record<SeedRoleName, readonly string[]>>

/** Under which name it is kept that a role was made, and which one it is. */
export const roleFact = (name: SeedRoleName): string => `role:${name}`

/** A role the installation started with, whatever it is called by now; undefined where somebody deleted it. */
export async function seededRole(
  sql: Sql,
  name: SeedRoleName,
): Promise<{ id: string; permissions: string[]; portal: boolean } | undefined> {
  const [role] = await sql.query<{ id: string; permissions: string[]; portal: boolean }>(
    `select r.id, r.permissions, r.portal from bezel_core.facts f join roles r on r.id = (f.value ->> 'id')::uuid
     where f.name = $1`,
    [roleFact(name)],
  )
  return role
}
