import type { Actor } from '../access/actor.ts'
import type { RecordWrite } from '../entity/entity.ts'
import { defineError, Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'

export const grantTooWide = defineError(
  'GRANT_TOO_WIDE',
  403,
  'You can give, change and take away only what you may do yourself, in your own stores. Ask somebody who may do more.',
)
export const lastOwner = defineError(
  'LAST_OWNER',
  409,
  'Nobody active would be left who may do everything. Make somebody else an owner first.',
)

type Data = Record<string, unknown>

/** Every state that a write starts from or leads to: who may not give something may not take it from others either. */
function sides(writes: RecordWrite[]): Data[] {
  return writes.flatMap(({ before, after }) => [before ?? [], after ?? []].flat())
}

function assertHolds({ permissions }: Actor, granted: readonly string[]): void {
  const missing = granted.filter((permission) => !permissions.allows(permission))
  if (missing.length === 0) return
  const listed = missing.slice(0, 5).map((permission) => `"${permission}"`)
  const rest = missing.length > 5 ? ` and ${missing.length - 5} more` : ''
  throw new Problem(grantTooWide, {
    detail: `This is about permissions you do not have: ${listed.join(', ')}${rest}. Ask somebody who has them.`,
  })
}

/** No list of stores means all of them. */
function assertReaches({ stores }: Actor, given: unknown): void {
  if (stores === 'all') return
  if (Array.isArray(given) && given.every((store) => stores.includes(store))) return
  throw new Problem(grantTooWide, {
    detail:
      'This is about stores that are not yours. Limit it to stores of your own, or ask somebody who works in all of them.',
  })
}

async function permissionsOf(ctx: Context, roleIds: unknown[]): Promise<Map<unknown, string[]>> {
  const rows = await ctx.db.query<{ id: string; permissions: string[] }>(
    'select id, permissions from roles where id = any($1)',
    [[...new Set(roleIds)]],
  )
  return new Map(rows.map(({ id, permissions }) => [id, permissions]))
}

/** @throws Problem LAST_OWNER. One at a time: two owners who demote each other at once would both see the other still there. */
export async function assertOwnerLeft(ctx: Context): Promise<void> {
  await ctx.db.query("select pg_advisory_xact_lock(hashtext('bezel.last-owner'))")
  const owners = await ctx.db.query(
    `select 1 from users u join roles r on r.id = u.role_id where u.active and '*' = any(r.permissions) limit 1`,
  )
  if (owners.length === 0) throw new Problem(lastOwner)
}

export async function guardRoles(ctx: Context, writes: RecordWrite[]): Promise<void> {
  for (const { permissions } of sides(writes)) assertHolds(ctx.actor, permissions as string[])
  if (writes.some(({ before }) => (before?.permissions as string[] | undefined)?.includes('*')))
    await assertOwnerLeft(ctx)
}

/** What has a role and stores, people and keys alike. @returns the roles' permissions */
async function guardHolders(ctx: Context, writes: RecordWrite[]): Promise<Map<unknown, string[]>> {
  const all = sides(writes)
  const roles = await permissionsOf(
    ctx,
    all.map(({ roleId }) => roleId),
  )
  for (const { roleId, stores } of all) {
    assertHolds(ctx.actor, roles.get(roleId) ?? [])
    assertReaches(ctx.actor, stores)
  }
  return roles
}

/** For whatever gives a role and stores: nobody gives what they do not have. @throws Problem GRANT_TOO_WIDE */
export async function guardGrants(ctx: Context, writes: RecordWrite[]): Promise<void> {
  await guardHolders(ctx, writes)
}

export async function guardUsers(ctx: Context, writes: RecordWrite[]): Promise<void> {
  const roles = await guardHolders(ctx, writes)
  if (writes.some(({ before }) => before?.active && roles.get(before.roleId)?.includes('*')))
    await assertOwnerLeft(ctx)
  await endSessionsOfSuspended(ctx, writes)
}

/** Whoever is let in again later signs in again: no browser that was left open somewhere comes back to life. */
async function endSessionsOfSuspended(ctx: Context, writes: RecordWrite[]): Promise<void> {
  const suspended = writes.flatMap(({ before, after }) =>
    before?.active && after?.active === false ? [after.id] : [],
  )
  if (suspended.length > 0)
    await ctx.db.query('delete from bezel_core.sessions where user_id = any($1)', [suspended])
}
