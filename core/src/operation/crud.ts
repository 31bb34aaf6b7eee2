import Type from 'typebox'
import type { Entity } from '../entity/entity.ts'
import type { KindContext } from '../entity/field.ts'
import { idSchema } from '../entity/kinds/id.ts'
import { lowerFirst, pascalCase } from '../entity/names.ts'
import { bodySchema } from '../entity/to-schema.ts'
import { notFound, preconditionRequired } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { exportVerb } from '../exporting/verbs.ts'
import { importPreviewVerb, importVerb } from '../importing/verbs.ts'
import { type ListInput, parseList } from '../query/parse-list.ts'
import { readList } from '../query/read-list.ts'
import { readOne } from '../query/read-one.ts'
import { fullSelection } from '../query/select.ts'
import type { Data } from '../records/changes.ts'
import type { ExpectedVersion } from '../records/expected.ts'
import { withCustom } from './body.ts'
import { bulk } from './bulk.ts'
import type { Context } from './context.ts'
import type { Operation } from './operation.ts'

export type Verb = 'list' | 'get' | 'create' | 'update' | 'delete' | 'bulk' | 'import' | 'export'

export interface CrudOptions {
  /** Only these verbs; all of them unless told. */
  only?: Verb[]
  /** Another permission than the collection's own three, for all verbs. */
  needs?: string
}

function readContext(ctx: Context) {
  return { sql: ctx.db, actor: ctx.actor, kinds: ctx as KindContext }
}

function required(ctx: Context, entity: Entity): ExpectedVersion | undefined {
  if (entity.requireIfMatch && ctx.expectedVersion === undefined) throw new Problem(preconditionRequired)
  return ctx.expectedVersion
}

const byId = Type.Object({ id: idSchema }, { additionalProperties: false })

function list(entity: Entity): Operation {
  const { collection } = entity
  return {
    kind: 'operation',
    name: `${collection}.list`,
    needs: `${collection}.read`,
    summary: `List ${collection}`,
    input: Type.Unsafe<ListInput>(Type.Any()),
    output: { page: entity },
    rest: `GET /${collection}`,
    graphql: `query ${lowerFirst(pascalCase(collection))}`,
    selects: true,
    run(ctx: Context, input: ListInput) {
      const model = ctx.registry.of(entity)
      const query = parseList(ctx.actor, model, input, ctx)
      return readList(readContext(ctx), ctx.selection ?? fullSelection(ctx.actor, model), query)
    },
  }
}

function get(entity: Entity): Operation {
  const { collection, name } = entity
  return {
    kind: 'operation',
    name: `${collection}.get`,
    needs: `${collection}.read`,
    summary: `Get one of ${collection} by id`,
    input: byId,
    output: entity,
    rest: `GET /${collection}/:id`,
    graphql: `query ${lowerFirst(name)}`,
    selects: true,
    async run(ctx: Context, { id }: { id: string }) {
      const selection = ctx.selection ?? fullSelection(ctx.actor, ctx.registry.of(entity))
      const record = await readOne(readContext(ctx), selection, id)
      if (!record) throw new Problem(notFound)
      return record
    },
  }
}

function create(entity: Entity): Operation {
  const { collection, name } = entity
  return {
    kind: 'operation',
    name: `${collection}.create`,
    needs: `${collection}.write`,
    summary: `Create one of ${collection}`,
    input: (registry) => bodySchema(registry.of(entity), 'create'),
    output: entity,
    rest: `POST /${collection}`,
    graphql: `mutation create${name}`,
    graphqlInput: `Create${name}Input`,
    status: 201,
    run: (ctx: Context, body: Data) =>
      ctx.records(entity).create(withCustom(ctx, ctx.registry.of(entity), body)),
  }
}

function update(entity: Entity): Operation {
  const { collection, name } = entity
  return {
    kind: 'operation',
    name: `${collection}.update`,
    needs: `${collection}.write`,
    summary: `Change one of ${collection}; absent fields keep their value, null clears`,
    input: (registry) => bodySchema(registry.of(entity), 'update', { id: idSchema }),
    output: entity,
    rest: `PATCH /${collection}/:id`,
    graphql: `mutation update${name}`,
    graphqlInput: `Update${name}Input`,
    async run(ctx: Context, { id, ...body }: Data & { id: string }) {
      const version = required(ctx, entity)
      const before: Data = body.custom ? await ctx.records(entity).lock(id) : {}
      return ctx
        .records(entity)
        .update(id, withCustom(ctx, ctx.registry.of(entity), body, before), { version })
    },
  }
}

function remove(entity: Entity): Operation {
  const { collection, name } = entity
  return {
    kind: 'operation',
    name: `${collection}.delete`,
    needs: `${collection}.delete`,
    summary: `Delete one of ${collection}`,
    input: byId,
    output: Type.Object({ id: idSchema }),
    rest: `DELETE /${collection}/:id`,
    graphql: `mutation delete${name}`,
    status: 204,
    async run(ctx: Context, { id }: { id: string }) {
      await ctx.records(entity).delete(id, { version: required(ctx, entity) })
      return { id }
    },
  }
}

/** The usual verbs of an entity, with permissions `<collection>.read`, `.write` and `.delete`. */
export function crud(entity: Entity, options: CrudOptions = {}): Operation[] {
  const made: Record<Verb, (of: Entity) => Operation | Operation[]> = {
    list,
    get,
    create,
    update,
    delete: remove,
    bulk,
    import: (of) => [importVerb(of), importPreviewVerb(of)],
    export: exportVerb,
  }
  const verbs = options.only ?? (Object.keys(made) as Verb[])
  const operations = verbs.flatMap((verb) => made[verb](entity))
  return operations.map((one) => ({ ...one, ...(options.needs && { needs: options.needs }) }))
}
