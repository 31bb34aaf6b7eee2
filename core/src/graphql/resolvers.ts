import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import {
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  print,
} from 'graphql'
import type { Kernel } from '../app/kernel.ts'
import type { Caller } from '../auth/authenticate.ts'
import type { Model } from '../entity/model.ts'
import { validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { httpCall } from '../http/http-call.ts'
import { isEntity, isRead, type Operation } from '../operation/operation.ts'
import { type Call, runOperation } from '../operation/runner.ts'
import type { Page } from '../query/list-query.ts'
import { toListInput } from './list-input.ts'
import { fieldsOf, relationKey } from './plan.ts'
import { createPlanner, type Planner } from './planner.ts'

/** What every resolver gets: who asks, and the request for its id and log. */
export interface GraphqlContext extends Caller {
  request: FastifyRequest
  /** Of a request by HTTP, unchecked. */
  variables?: Variables | undefined
}

export type Variables = Record<string, unknown>

type Resolver = GraphQLFieldResolver<Record<string, unknown>, GraphqlContext>

function idempotency(
  { request }: GraphqlContext,
  operation: Operation,
  args: unknown,
  info: GraphQLResolveInfo,
): Call['idempotency'] {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || isRead(operation)) return undefined
  if (key.length < 1 || key.length > 255)
    throw new Problem(validationFailed, { detail: 'Idempotency-Key must have 1 to 255 characters.' })
  // With the field itself and what is selected of it: under the same alias, another answer is another request.
  const asked = [operation.name, args, ...info.fieldNodes.map((node) => print(node))]
  const bodyHash = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  const field = info.fieldNodes[0]?.alias?.value ?? info.fieldName
  return { key, route: `graphql ${field}`, bodyHash }
}

function listResolver(kernel: Kernel, plan: Planner, operation: Operation, model: Model): Resolver {
  return async (_, args, context, info) => {
    const { actor, client } = context
    const asked = info.fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, info))
    const nodes = asked.filter(({ name }) => name.value === 'nodes')
    const total = asked.some(({ name }) => name.value === 'totalCount')
    const call = {
      actor,
      client,
      ...httpCall(context.request),
      selection: plan({ actor, kinds: kernel, info }, model, nodes),
    }
    const { data, page } = (await runOperation(
      kernel,
      operation,
      { ...toListInput(args), total },
      call,
    )) as Page
    return {
      nodes: data,
      pageInfo: { hasNextPage: page.nextCursor !== null, endCursor: page.nextCursor },
      totalCount: page.total,
    }
  }
}

function inputOf(operation: Operation, { input, version: _, ...args }: Record<string, unknown>): unknown {
  const given = operation.graphqlInput ? { ...args, ...(input as object) } : args
  return JSON.parse(JSON.stringify(given))
}

function operationResolver(kernel: Kernel, plan: Planner, operation: Operation): Resolver {
  const { output } = operation
  const entity = isEntity(output) ? output : 'list' in output ? (output.list as { name: string }) : undefined
  const model = entity && kernel.registry.of(entity)
  return (_, args, context, info) => {
    const { actor, client } = context
    return runOperation(kernel, operation, inputOf(operation, args), {
      actor,
      client,
      ...httpCall(context.request),
      selection: model && plan({ actor, kinds: kernel, info }, model, info.fieldNodes),
      expectedVersion: args.version as number | undefined,
      idempotency: idempotency(context, operation, args, info),
    })
  }
}

const readRelation: Resolver = (record, _, __, info) => record[relationKey(info.fieldNodes[0] as FieldNode)]

/** Puts resolvers on the root fields and on relations; everything else is a plain property of an already read tree. */
export function attachResolvers(schema: GraphQLSchema, kernel: Kernel): void {
  const set = (type: string, field: string, resolve: Resolver) => {
    const of = (schema.getType(type) as GraphQLObjectType).getFields()[field]
    if (of) of.resolve = resolve as GraphQLFieldResolver<unknown, unknown>
  }
  const plan = createPlanner()
  for (const operation of kernel.operations.values()) {
    if (!operation.graphql) continue
    const [root = '', name = ''] = operation.graphql.split(' ')
    const page =
      !isEntity(operation.output) && 'page' in operation.output
        ? (operation.output.page as { name: string })
        : undefined
    const resolver = page
      ? listResolver(kernel, plan, operation, kernel.registry.of(page))
      : operationResolver(kernel, plan, operation)
    set(root === 'query' ? 'Query' : 'Mutation', name, resolver)
  }
  for (const model of kernel.registry.models) {
    for (const name of model.relations.keys()) set(model.name, name, readRelation)
  }
}
