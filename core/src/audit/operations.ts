import Type from 'typebox'
import { idSchema } from '../entity/kinds/id.ts'
import { forbidden, notFound } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { operation } from '../operation/operation.ts'
import { readAudit } from './read-audit.ts'

const instant = Type.String({ format: 'date-time' })
const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(idSchema),
}

const entries = Type.Object({
  data: Type.Array(
    Type.Object({
      id: idSchema,
      at: instant,
      actorType: Type.String(),
      actorId: Type.Union([idSchema, Type.Null()]),
      actorName: Type.Union([Type.String(), Type.Null()]),
      operation: Type.String(),
      requestId: Type.String(),
      entity: Type.String(),
      recordId: idSchema,
      change: Type.String(),
      version: Type.Integer(),
      diff: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
      sealed: Type.Boolean(),
    }),
  ),
  page: Type.Object({ nextCursor: Type.Union([Type.String(), Type.Null()]) }),
})

/** Who did what, everywhere. */
export const listAudit = operation({
  name: 'audit.list',
  needs: 'audit.read',
  summary: 'List who changed what and when, newest first',
  input: Type.Object(
    {
      entity: Type.Optional(Type.String({ maxLength: 120 })),
      recordId: Type.Optional(idSchema),
      actorId: Type.Optional(idSchema),
      operation: Type.Optional(Type.String({ maxLength: 200 })),
      from: Type.Optional(instant),
      to: Type.Optional(instant),
      ...paging,
    },
    { additionalProperties: false },
  ),
  output: entries,
  rest: 'GET /audit',
  graphql: 'query audit',
  async run(ctx, input) {
    // The list does not know which store a record belongs to; the record's own history does.
    if (ctx.actor.stores !== 'all') {
      throw new Problem(forbidden, {
        detail: 'You are limited to some stores. Ask for the history of one record instead.',
      })
    }
    return readAudit(ctx, input)
  },
})

/** The history of one record, for everybody who may read the record. */
export const recordHistory = operation({
  name: 'audit.history',
  needs: 'signed-in',
  summary: 'List the changes of one record, newest first',
  input: Type.Object(
    { collection: Type.String({ maxLength: 120 }), id: idSchema, ...paging },
    { additionalProperties: false },
  ),
  output: entries,
  rest: 'GET /:collection/:id/history',
  graphql: 'query recordHistory',
  async run(ctx, { collection, id, ...page }) {
    const model = ctx.registry.byCollection(collection)
    // Nothing tells a collection that is not there from one the actor may not read.
    if (!model || !ctx.actor.permissions.allows(model.permissions.read)) throw new Problem(notFound)
    await ctx.records(model.entity).get(id)
    return readAudit(ctx, { ...page, entity: model.name, recordId: id })
  },
})
