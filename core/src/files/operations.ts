import Type from 'typebox'
import { idSchema } from '../entity/kinds/id.ts'
import { forbidden, notFound } from '../errors/catalog.ts'
import { defineError, Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import { crud } from '../operation/crud.ts'
import { type Operation, operation } from '../operation/operation.ts'
import { File } from './file.ts'
import { type FileOwner, files } from './files.ts'
import { fileInUse } from './used.ts'

export const fileOwned = defineError(
  'FILE_BELONGS_ALREADY',
  409,
  'This file belongs to a record already. Upload it once more for another one.',
)

/**
 * Checks that the actor may change the record a file is to belong to; who may not see it learns nothing of it.
 * @throws Problem NOT_FOUND or FORBIDDEN
 */
export async function assertMayAttach(ctx: Context, { entity, id }: FileOwner): Promise<void> {
  const model = ctx.registry.byName(entity)
  if (!model || model.name === File.name)
    throw new Problem(notFound, { detail: `There is no entity "${entity}" that files can belong to.` })
  if (!ctx.actor.permissions.allows(model.permissions.write)) {
    throw new Problem(forbidden, {
      detail: `This takes the permission "${model.permissions.write}". Ask the owner for it.`,
    })
  }
  await ctx.records(model.entity).get(id)
}

const ownerSchema = { ownerEntity: Type.String({ minLength: 1, maxLength: 80 }), ownerId: idSchema }

const attachFile = operation({
  name: 'files.attach',
  needs: 'signed-in',
  summary: 'Make an uploaded file belong to a record',
  input: Type.Object({ id: idSchema, ...ownerSchema }, { additionalProperties: false }),
  output: File,
  rest: 'POST /files/:id/attach',
  graphql: 'mutation attachFile',
  errors: [fileOwned],
  async run(ctx, { id, ownerEntity, ownerId }) {
    const owner = { entity: ownerEntity, id: ownerId }
    await assertMayAttach(ctx, owner)
    const file = await ctx.records(File).lock(id)
    if (file.ownerId !== null) throw new Problem(fileOwned)
    return ctx.records(File).update(id, { ownerEntity, ownerId })
  },
})

const linkFile = operation({
  name: 'files.link',
  needs: 'signed-in',
  summary: 'Get an address that anybody may read the file at for a few minutes',
  input: Type.Object(
    {
      id: idSchema,
      variant: Type.Optional(Type.Enum(['content', 'thumbnail'])),
      minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    url: Type.String({ format: 'uri' }),
    expiresAt: Type.String({ format: 'date-time' }),
  }),
  rest: 'POST /files/:id/link',
  graphql: 'mutation linkFile',
  async run(ctx, { id, ...options }) {
    await ctx.records(File).get(id)
    return ctx.use(files).link(id, options)
  },
})

/** The rule of rows decides who reaches which file, so that a record's files follow the record and not one permission for all. */
function byRows(made: Operation): Operation {
  const errors = made.name === 'files.delete' ? { errors: [fileInUse] } : {}
  return { ...made, ...errors, needs: 'signed-in' }
}

export const fileOperations: Operation[] = [
  ...crud(File, { only: ['list', 'get', 'update', 'delete'] }).map(byRows),
  attachFile,
  linkFile,
]
