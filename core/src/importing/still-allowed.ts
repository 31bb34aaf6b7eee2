import type { Actor } from '../access/actor.ts'
import { writeRule } from '../access/ruled.ts'
import { currentActor } from '../auth/current-actor.ts'
import type { Sql } from '../database/types.ts'
import type { Model } from '../entity/model.ts'
import { defineError, Problem } from '../errors/problem.ts'

export const importForbidden = defineError(
  'IMPORT_NOT_ALLOWED_ANY_MORE',
  403,
  'Whoever started this import may not do it any more. What came in stays; somebody who may can resume it.',
)

/** Permissions that an import into an entity can draw on, its parts included. */
function usedPermissions(model: Model): string[] {
  const parts = [...model.relations.values()].filter(({ owned }) => owned).map(({ target }) => target)
  const rules = [model, ...parts].flatMap(({ fields }) => fields.flatMap(({ options }) => writeRule(options)))
  return [...new Set([model.permissions.write, ...rules])]
}

function lost(model: Model, before: Actor, now: Actor): string | undefined {
  const permission = usedPermissions(model).find(
    (name) => before.permissions.allows(name) && !now.permissions.allows(name),
  )
  if (permission) return `the permission "${permission}"`
  if (now.stores === 'all') return undefined
  const { stores } = now
  const kept = before.stores !== 'all' && before.stores.every((store) => stores.includes(store))
  return kept ? undefined : 'a store'
}

/**
 * Asked before every batch: an import goes on for long, with the permissions that its starter had. What was taken from
 * them meanwhile ends it.
 * @throws Problem IMPORT_NOT_ALLOWED_ANY_MORE
 */
export async function assertStillAllowed(sql: Sql, model: Model, actor: Actor): Promise<void> {
  const now = await currentActor(sql, actor)
  const why = now ? lost(model, actor, now) : 'the access'
  if (!why) return
  throw new Problem(importForbidden, {
    detail: `${actor.name}, who started this import, lost ${why} meanwhile. What came in stays; somebody who may import here can resume it.`,
  })
}
