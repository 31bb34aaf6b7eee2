import Type from 'typebox'
import type { Entity } from '../entity/entity.ts'
import { idSchema } from '../entity/kinds/id.ts'
import { pascalCase } from '../entity/names.ts'
import { bodySchema } from '../entity/to-schema.ts'
import { forbidden, validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Data } from '../records/changes.ts'
import { withCustom } from './body.ts'
import type { Context } from './context.ts'
import type { Operation } from './operation.ts'

interface Step {
  op: 'create' | 'update' | 'delete'
  id?: string
  version?: number
  data?: Data
}

const stepResult = Type.Object({
  index: Type.Integer(),
  status: Type.Integer(),
  id: Type.Optional(Type.String()),
  problem: Type.Optional(Type.Unknown()),
})

async function runStep(ctx: Context, entity: Entity, step: Step): Promise<{ status: number; id: string }> {
  const model = ctx.registry.of(entity)
  const records = ctx.records(entity)
  const options = { version: step.version }
  if (step.op === 'create') {
    ctx.validate(bodySchema(model, 'create'), step.data, `${model.name}:create`)
    const made = await records.create(withCustom(ctx, model, step.data ?? {}))
    return { status: 201, id: made.id }
  }
  if (!step.id) throw new Problem(validationFailed, { errors: [{ pointer: '/id', message: 'is required' }] })
  if (step.op === 'delete') {
    if (!ctx.actor.permissions.allows(model.permissions.delete)) throw new Problem(forbidden)
    await records.delete(step.id, options)
    return { status: 204, id: step.id }
  }
  ctx.validate(bodySchema(model, 'update'), step.data, `${model.name}:update`)
  const before: Data = step.data?.custom ? await records.lock(step.id) : {}
  await records.update(step.id, withCustom(ctx, model, step.data ?? {}, before), options)
  return { status: 200, id: step.id }
}

/**
 * Creates, changes and deletes many records in one request. Every row stands alone: one that fails is reported
 * with its problem and leaves the others as they are.
 */
export function bulk(entity: Entity): Operation {
  const { collection } = entity
  return {
    kind: 'operation',
    name: `${collection}.bulk`,
    needs: `${collection}.write`,
    summary: `Create, change or delete many ${collection} at once`,
    input: Type.Object(
      {
        operations: Type.Array(
          Type.Object(
            {
              op: Type.Enum(['create', 'update', 'delete']),
              id: Type.Optional(idSchema),
              version: Type.Optional(Type.Integer({ minimum: 1 })),
              data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
            },
            { additionalProperties: false },
          ),
          { minItems: 1, maxItems: 1000 },
        ),
      },
      { additionalProperties: false },
    ),
    output: Type.Object({ results: Type.Array(stepResult) }),
    rest: `POST /${collection}/bulk`,
    graphql: `mutation bulk${pascalCase(collection)}`,
    async run(ctx: Context, { operations }: { operations: Step[] }) {
      const results: unknown[] = []
      for (const [index, step] of operations.entries()) {
        const result = await ctx.attempt(() => runStep(ctx, entity, step))
        results.push(
          result instanceof Problem
            ? { index, status: result.status, ...(step.id && { id: step.id }), problem: result.toJSON() }
            : { index, ...result },
        )
      }
      return { results }
    },
  }
}
