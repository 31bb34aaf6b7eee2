import { type Needs, neededPermissions } from '../access/needs.ts'
import type { Entity } from '../entity/entity.ts'
import type { Model } from '../entity/model.ts'
import { humanize } from '../entity/names.ts'
import type { Registry } from '../entity/registry.ts'
import { isEntity, isFile, type Operation } from '../operation/operation.ts'
import { createExample, schemaNames, updateExample } from './entity-schemas.ts'
import { exampleOf } from './examples.ts'
import { exportParameters, includeParameter, listParameters } from './list-parameters.ts'
import { operationErrors } from './operation-errors.ts'
import type { ProblemResponses } from './problems.ts'
import { type Json, pathNames, publicSchema, ref } from './schema.ts'

interface Parts {
  operation: Operation
  method: string
  path: string
  registry: Registry
  /** The entity whose records it answers. */
  model: Model | undefined
  /** Schema of what is not in the path. */
  input: Json
}

function partsOf(operation: Operation, registry: Registry): Parts {
  const [method = '', path = ''] = (operation.rest ?? '').split(' ')
  const { input, output } = operation
  const schema = publicSchema(typeof input === 'function' ? input(registry) : input)
  const inPath = pathNames(path)
  const properties = Object.fromEntries(
    Object.entries((schema.properties ?? {}) as Json).filter(([name]) => !inPath.includes(name)),
  )
  const required = ((schema.required ?? []) as string[]).filter((name) => !inPath.includes(name))
  const entity = isEntity(output)
    ? output
    : 'page' in output
      ? (output.page as Entity)
      : 'list' in output
        ? (output.list as Entity)
        : undefined
  return {
    operation,
    method,
    path,
    registry,
    model: entity && registry.byName(entity.name),
    input: { ...schema, properties, ...(required.length > 0 ? { required } : { required: undefined }) },
  }
}

function isPage({ operation: { output } }: Parts): boolean {
  return !isEntity(output) && 'page' in output
}

function hasBody({ method, input }: Parts): boolean {
  return !['GET', 'DELETE'].includes(method) && Object.keys((input.properties ?? {}) as Json).length > 0
}

/** The collection an address begins with: `/stones/:id/reserve` → the model of stones. */
function collectionModel({ path, registry }: Parts): Model | undefined {
  return registry.byCollection(path.split('/')[1] ?? '')
}

export function tagOf(path: string, registry: Registry): string {
  const first = path.split('/')[1] ?? ''
  return registry.byCollection(first)?.labelPlural ?? humanize(first)
}

function pathParameters(parts: Parts): Json[] {
  const { operation, path, registry } = parts
  const schema = publicSchema(
    typeof operation.input === 'function' ? operation.input(registry) : operation.input,
  )
  const properties = (schema.properties ?? {}) as Record<string, Json>
  return pathNames(path).map((name) => {
    const of = properties[name] ?? { type: 'string', ...(name === 'id' && { format: 'uuid' }) }
    return { name, in: 'path', required: true, schema: of, example: exampleOf('', name, of) }
  })
}

function queryParameters(parts: Parts): Json[] {
  const { method, model, input, operation, registry } = parts
  if (isPage(parts) && model) return listParameters(model)
  if (operation.lists) return exportParameters(registry.of(operation.lists))
  const include = model ? includeParameter(model) : []
  if (method !== 'GET' && method !== 'DELETE') return include
  const required = (input.required ?? []) as string[]
  const own = Object.entries((input.properties ?? {}) as Record<string, Json>).map(([name, schema]): Json => {
    const list = schema.type === 'array' && { style: 'form', explode: false }
    return { name, in: 'query', required: required.includes(name), ...list, schema }
  })
  return [...own, ...include]
}

/** Whether `If-Match` is looked at: where one record of a collection is changed or deleted. */
function isVersioned({ method, path, operation }: Parts): boolean {
  return (
    ['PATCH', 'PUT', 'DELETE'].includes(method) &&
    /^\/[^/]+\/:id$/.test(path) &&
    /\.(update|delete)$/.test(operation.name)
  )
}

function headerParameters(parts: Parts): Json[] {
  const strict = collectionModel(parts)?.entity.requireIfMatch ?? false
  const ifMatch = isVersioned(parts)
    ? [strict ? { ...ref('parameters', 'IfMatchRequired') } : ref('parameters', 'IfMatch')]
    : []
  const readsOne = parts.method === 'GET' && isEntity(parts.operation.output)
  return [
    ...ifMatch,
    ...(parts.method === 'POST' && !isFile(parts.operation.output)
      ? [ref('parameters', 'IdempotencyKey')]
      : []),
    ...(readsOne ? [ref('parameters', 'IfNoneMatch')] : []),
  ]
}

/** The body of `crud` stands in the components, under a name that generated clients can use. */
function bodyOf(parts: Parts): { schema: Json; example: unknown } {
  const { operation, model, input } = parts
  if (model && operation.name === `${model.collection}.create` && operation.graphqlInput) {
    return { schema: ref('schemas', schemaNames.create(model.name)), example: createExample(model) }
  }
  if (model && operation.name === `${model.collection}.update` && operation.graphqlInput) {
    return { schema: ref('schemas', schemaNames.update(model.name)), example: updateExample(model) }
  }
  return { schema: input, example: exampleOf('', '', input) }
}

/** A form with a file: its parts are the properties, the file among them. */
function uploadSchema({ input }: Parts): Json {
  const { file, ...properties } = (input.properties ?? {}) as Record<string, Json>
  const bytes = { ...file, type: 'string', contentMediaType: 'application/octet-stream' }
  return { ...input, properties: { ...properties, file: bytes } }
}

function requestContent(parts: Parts): Json {
  if (parts.operation.upload) return { 'multipart/form-data': { schema: uploadSchema(parts) } }
  const { schema, example } = bodyOf(parts)
  return { 'application/json': { schema, example } }
}

function answerSchema({ operation: { output }, model }: Parts): Json {
  if (isFile(output)) return {}
  if (!model)
    return isEntity(output) || 'page' in output || 'list' in output
      ? { type: 'object' }
      : publicSchema(output)
  if (isEntity(output)) return ref('schemas', schemaNames.record(model.name))
  if ('page' in output) return ref('schemas', schemaNames.page(model.name))
  return { type: 'array', items: ref('schemas', schemaNames.record(model.name)) }
}

/** Media type → schema of what is answered. */
function answerContent(parts: Parts): Json {
  const { output } = parts.operation
  if (!isFile(output)) return { 'application/json': { schema: answerSchema(parts) } }
  return Object.fromEntries(
    output.file.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]),
  )
}

function answers(parts: Parts): Record<string, Json> {
  const { operation, method } = parts
  const status = operation.status ?? 200
  if (status === 204) return { 204: { description: 'Done' } }
  const one = isEntity(operation.output)
  const headers = {
    ...(one && { ETag: ref('headers', 'ETag') }),
    ...(one && status === 201 && { Location: ref('headers', 'Location') }),
  }
  const answer: Json = {
    description: { 200: 'Done', 201: 'Created', 202: 'Accepted; the work goes on' }[status] ?? 'Done',
    ...(one && { headers }),
    content: answerContent(parts),
  }
  return { [status]: answer, ...(one && method === 'GET' && { 304: ref('responses', 'NotModified') }) }
}

function needsSentence(needs: Needs): string {
  if (needs === 'public') return 'Anybody may call it.'
  if (needs === 'own-account') return 'For every person who is signed in, about their own account.'
  const names = neededPermissions(needs).map((name) => `\`${name}\``)
  if (names.length === 0) return 'For the staff and API keys.'
  return `Takes the permission${names.length > 1 ? 's' : ''} ${names.join(' and ')}.`
}

export function securityOf(needs: Needs, method: string): Json[] {
  if (needs === 'public') return []
  const session: Json = method === 'GET' ? { session: [] } : { session: [], csrfToken: [] }
  return needs === 'own-account' ? [session] : [{ apiKey: [] }, session]
}

export interface OperationDoc {
  method: string
  /** Below `/api/v1`, with `:id`. */
  path: string
  doc: Json
}

/** Prints one operation as an Operation Object of OpenAPI 3.1. */
export function operationDoc(
  operation: Operation,
  registry: Registry,
  problems: ProblemResponses,
): OperationDoc {
  const parts = partsOf(operation, registry)
  const { method, path } = parts
  const parameters = [...pathParameters(parts), ...headerParameters(parts), ...queryParameters(parts)]
  const strict = isVersioned(parts) && (collectionModel(parts)?.entity.requireIfMatch ?? false)
  const errors = operationErrors(operation, {
    method,
    needs: operation.needs,
    hasBody: hasBody(parts),
    hasQuery: parameters.length > 0,
    takesId: path.includes(':'),
    versioned: isVersioned(parts),
    strict,
  })
  const required = ((parts.input.required ?? []) as string[]).length > 0
  const doc: Json = {
    operationId: operation.name,
    summary: operation.summary,
    description: needsSentence(operation.needs),
    tags: [tagOf(path, registry)],
    security: securityOf(operation.needs, method),
    ...(parameters.length > 0 && { parameters }),
    ...(hasBody(parts) && {
      requestBody: { required, content: requestContent(parts) },
    }),
    responses: { ...answers(parts), ...problems.refer(errors) },
  }
  return { method: method.toLowerCase(), path, doc }
}
