import { bodySchema } from '../entity/to-schema.ts'
import type { Context } from '../operation/context.ts'
import { crud } from '../operation/crud.ts'
import type { Operation } from '../operation/operation.ts'
import type { Data } from '../records/changes.ts'
import { SavedView } from './entities.ts'

const usual = crud(SavedView, { only: ['list', 'get', 'update', 'delete'], needs: 'signed-in' })

const create: Operation = {
  kind: 'operation',
  name: 'saved-views.create',
  needs: 'signed-in',
  summary: 'Keep the filters, order and columns of a list under a name',
  input: (registry) => bodySchema(registry.of(SavedView), 'create'),
  output: SavedView,
  rest: 'POST /saved-views',
  graphql: 'mutation createSavedView',
  graphqlInput: 'CreateSavedViewInput',
  status: 201,
  run: (ctx: Context, body: Data) =>
    ctx.records(SavedView).create({ ...body, userId: ctx.actor.type === 'user' ? ctx.actor.id : null }),
}

export const savedViewOperations = [...usual, create]
