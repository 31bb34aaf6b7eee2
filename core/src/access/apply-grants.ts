import type { Kernel } from '../app/kernel.ts'
import { Role } from '../builtin/entities.ts'
import type { Context } from '../operation/context.ts'
import { runAsSystem } from '../operation/transaction.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { roleFact, type SeedRoleName, seededRole, seedRoleNames, seedRoles } from './seed-roles.ts'

const permissionFact = (permission: string): string => `permission:${permission}`

/** What all plugins give a role. */
function grantsTo(plugins: Plugin[], role: SeedRoleName): string[] {
  return plugins.flatMap(({ grants }) => grants[role] ?? [])
}

/** Notes what is there for the first time. Of all processes that start at once exactly one is told so. */
async function claim({ db }: Context, facts: string[]): Promise<Set<string>> {
  const rows = await db.query<{ name: string }>(
    `insert into bezel_core.facts (name, value) select unnest($1::text[]), '{}' on conflict (name) do nothing returning name`,
    [[...facts].sort()],
  )
  return new Set(rows.map(({ name }) => name))
}

/** A role of the same name and kind that is there already is taken for the one to start from, as it is. */
async function makeRoles(ctx: Context, made: { name: SeedRoleName; permissions: string[] }[]): Promise<void> {
  if (made.length === 0) return
  const rows = made.map(({ name, permissions }) => {
    const { description, portal = false, permissions: own = [] } = seedRoles[name]
    return { id: ctx.newId(), name, description, portal, permissions: [...own, ...permissions] }
  })
  await ctx.db.query(
    `insert into roles (id, created_at, updated_at, name, description, portal, permissions)
     select id, now(), now(), name, description, portal, array(select jsonb_array_elements_text(permissions))
     from jsonb_to_recordset($1) as r (id uuid, name text, description text, portal boolean, permissions jsonb)
     on conflict (name) do nothing`,
    [JSON.stringify(rows)],
  )
  await ctx.db.query(
    `update bezel_core.facts f set value = jsonb_build_object('id', r.id)
     from roles r join jsonb_to_recordset($1) as m (name text, portal boolean) on m.name = r.name and m.portal = r.portal
     where f.name = 'role:' || r.name`,
    [JSON.stringify(rows)],
  )
}

/** By a record's own way, so that the history of the role tells who gave what. */
async function give(ctx: Context, name: SeedRoleName, permissions: string[]): Promise<void> {
  const role = permissions.length > 0 ? await seededRole(ctx.db, name) : undefined
  if (!role) return
  const all = [...new Set([...role.permissions, ...permissions])]
  await ctx.records(Role).update(role.id, { permissions: all })
}

/**
 * Makes the roles to start from and gives them what the plugins grant. Each role and each permission has its turn once in
 * the life of an installation, when it is first there: later the shop's own changes stand, and a plugin that is added
 * later brings its permissions along. Does nothing on other starts.
 */
export async function applyGrants(kernel: Kernel, plugins: Plugin[]): Promise<void> {
  const granted = seedRoleNames.flatMap((name) => grantsTo(plugins, name))
  const facts = [...new Set([...seedRoleNames.map(roleFact), ...granted.map(permissionFact)])]
  const known = await kernel.database.query('select 1 from bezel_core.facts where name = any($1)', [facts])
  if (known.length === facts.length) return
  await runAsSystem(kernel, 'roles.grant', async (ctx) => {
    const fresh = await claim(ctx, facts)
    const turns = seedRoleNames.map((name) => ({
      name,
      permissions: grantsTo(plugins, name).filter((permission) => fresh.has(permissionFact(permission))),
    }))
    const isNew = ({ name }: { name: SeedRoleName }) => fresh.has(roleFact(name))
    for (const turn of turns) if (!isNew(turn)) await give(ctx, turn.name, turn.permissions)
    await makeRoles(ctx, turns.filter(isNew))
  })
}
