import type { Model, ModelField } from '../entity/model.ts'
import { validationFailed } from '../errors/catalog.ts'
import { defineError, type FieldProblem, Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import { parameters, quote } from '../query/sql.ts'
import { scopeSql } from '../query/where.ts'
import type { Data } from '../records/changes.ts'
import { File } from './file.ts'
import { shownFiles } from './shown.ts'

export const fileInUse = defineError(
  'FILE_IN_USE',
  409,
  'A record shows this file. Take it out of there first.',
)

/** A file that a write puts into a record, and where it stands there. */
interface Named {
  id: string
  pointer: string
}

function namedIn({ name, facets }: ModelField, before: unknown, after: unknown): Named[] {
  if (facets.kind === 'file')
    return typeof after === 'string' && after !== before ? [{ id: after, pointer: `/${name}` }] : []
  const known = new Set((before ?? []) as string[])
  return ((after ?? []) as string[]).flatMap((id, at) =>
    known.has(id) ? [] : [{ id, pointer: `/${name}/${at}` }],
  )
}

/** Ids of the files that are there for the actor, kept from being deleted until the operation ends. */
export async function lockReadableFiles(ctx: Context, ids: string[]): Promise<Set<string>> {
  const params = parameters()
  const where = [`t.id = any(${params.add(ids)})`, ...scopeSql(ctx.actor, ctx.registry.of(File), params)]
  const rows = await ctx.db.query<{ id: string }>(
    `select t.id from files t where ${where.join(' and ')} for key share of t`,
    params.values,
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Files that records name must be there, and readable by who names them: a record shows its files to all who see it, so
 * naming a file of somebody else would make it readable. What a record showed before is not asked about again.
 * @throws Problem VALIDATION_FAILED naming each that is not
 */
export async function assertFiles(
  ctx: Context,
  model: Model,
  writes: readonly { before?: Data; after: Data }[],
): Promise<void> {
  const named = shownFiles(model).flatMap(({ field }) =>
    writes.flatMap(({ before, after }) => namedIn(field, before?.[field.name], after[field.name])),
  )
  if (named.length === 0) return
  const readable = await lockReadableFiles(ctx, [...new Set(named.map(({ id }) => id))])
  const errors: FieldProblem[] = named
    .filter(({ id }) => !readable.has(id))
    .map(({ pointer }) => ({ pointer, message: 'There is no such file. Upload it first.' }))
  if (errors.length > 0) throw new Problem(validationFailed, { errors })
}

/**
 * Refuses to delete a locked file that records show. Not taken out of them instead: the signature on a memo and the
 * report of a stone are proof, and taking them out would change records behind the back of who edits them, without
 * version or history, maybe by somebody who may not change them at all.
 * @throws Problem FILE_IN_USE
 */
export async function assertNotShown(ctx: Context, model: Model, id: string): Promise<void> {
  if (model.name !== File.name) return
  const uses = ctx.registry.models.flatMap((one) =>
    shownFiles(one).map(
      ({ holds }) =>
        `(select '${one.collection}' as collection from ${quote(one.table)} t where ${holds('t', '$1::uuid')} limit 1)`,
    ),
  )
  if (uses.length === 0) return
  const [use] = await ctx.db.query<{ collection: string }>(`${uses.join(' union all ')} limit 1`, [id])
  if (!use) return
  throw new Problem(fileInUse, {
    detail: `A record of ${use.collection} shows this file. Take it out of there first.`,
  })
}
