import { humanize } from '../entity/names.ts'
import type { Registry } from '../entity/registry.ts'
import { notFound } from '../errors/catalog.ts'
import { exampleOf } from './examples.ts'
import { knownRoutes } from './known-routes.ts'
import { type OperationDoc, securityOf, tagOf } from './operation-doc.ts'
import { requestErrors } from './operation-errors.ts'
import type { ProblemResponses } from './problems.ts'
import type { DescribedRoute, RouteDescription } from './route.ts'
import { type Json, pathNames, publicSchema, ref } from './schema.ts'

/** Where a route says nothing of itself, its address at least tells what it is about. */
function fallback({ method, path }: DescribedRoute): RouteDescription {
  const words = path
    .replace(/^\/api\/v1/, '')
    .split('/')
    .filter((part) => part && !part.startsWith(':'))
  return { summary: `${method} ${humanize(words.join(' '))}`, answers: { 200: { description: 'Done' } } }
}

/** Whether a route belongs in the description: the API, health, and whatever describes itself. */
export function isDescribed({ path, api }: DescribedRoute): boolean {
  return api !== undefined || path.startsWith('/api/') || path.startsWith('/health/')
}

function operationId({ method, path }: DescribedRoute): string {
  const words = path
    .replace(/^\/api\/v1/, '')
    .replace(/[:*]/g, '')
    .split('/')
    .filter(Boolean)
  return [...words, method.toLowerCase()].join('.')
}

function parameters({ path, method }: DescribedRoute, api: RouteDescription): Json[] {
  const inPath = pathNames(path).map((name): Json => {
    const schema = { type: 'string', ...(name === 'id' && { format: 'uuid' }) }
    return { name, in: 'path', required: true, schema, example: exampleOf('', name, schema) }
  })
  const query = Object.entries(api.query ?? {}).map(([name, of]): Json => {
    const { description, ...schema } = publicSchema(of)
    return { name, in: 'query', ...(description !== undefined && { description }), schema }
  })
  const isApiPost = method === 'POST' && path.startsWith('/api/') && api.body !== undefined
  return [...inPath, ...query, ...(isApiPost ? [ref('parameters', 'IdempotencyKey')] : [])]
}

function content(types: Record<string, Json>, example?: unknown): Json {
  const entries = Object.entries(types).map(([type, schema]) => [
    type,
    {
      schema: publicSchema(schema),
      ...(type === 'application/json' && example !== undefined && { example }),
    },
  ])
  return Object.fromEntries(entries)
}

function answers({ answers: given }: RouteDescription): Json {
  const entries = Object.entries(given).map(([status, { description, content: types, headers }]) => [
    status,
    { description, ...(headers && { headers }), ...(types && { content: content(types) }) },
  ])
  return Object.fromEntries(entries)
}

/** Prints a route that is no operation. */
export function routeDoc(
  route: DescribedRoute,
  registry: Registry,
  problems: ProblemResponses,
): OperationDoc {
  const { method, path } = route
  const api = route.api ?? knownRoutes[`${method} ${path}`] ?? fallback(route)
  const needs = api.needs ?? route.needs
  const made = parameters(route, api)
  const errors = [
    ...requestErrors({ method, needs, hasBody: api.body !== undefined, hasQuery: made.length > 0 }),
    ...(path.includes(':') ? [notFound] : []),
    ...(api.errors ?? []),
  ]
  const doc: Json = {
    operationId: operationId(route),
    summary: api.summary,
    ...(api.description && { description: api.description }),
    tags: [api.tag ?? tagOf(path.replace(/^\/api\/v1/, ''), registry)],
    security: securityOf(needs, method),
    ...(made.length > 0 && { parameters: made }),
    ...(api.body && { requestBody: { required: true, content: content(api.body, api.example) } }),
    responses: { ...answers(api), ...problems.refer(errors) },
  }
  return { method: method.toLowerCase(), path, doc }
}
