import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { TSchema } from 'typebox'
import type { Actor } from '../access/actor.ts'
import { mayCall } from '../access/verbs.ts'
import type { Kernel } from '../app/kernel.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import { malformedBody, validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { isEntity, isFile, type MadeFile, type Operation } from '../operation/operation.ts'
import { type Call, runOperation } from '../operation/runner.ts'
import { selectWithInclude } from '../query/select.ts'
import type { Selection } from '../query/selection.ts'
import { coerceText } from '../validation/coerce.ts'
import { alreadyHas, expectedVersion } from './entity-tags.ts'
import { httpCall } from './http-call.ts'
import { listInputFromQuery } from './list-input.ts'

type Query = Record<string, string | string[] | undefined>

/** The entity whose records an operation answers, by itself, in a list or in a page. */
function answeredEntity({ output }: Operation) {
  if (isEntity(output)) return output
  if ('page' in output) return output.page as { name: string }
  return 'list' in output ? (output.list as { name: string }) : undefined
}

/** Query and path values are text; the schema says what they are meant to be. */
function coerced(schema: TSchema, values: Record<string, unknown>): Record<string, unknown> {
  const { properties = {} } = schema as { properties?: Record<string, TSchema> }
  // Without a prototype, so that `__proto__` is a name like any other.
  const read: Record<string, unknown> = Object.create(null)
  for (const name of Object.keys(values)) {
    const [of, value] = [properties[name], values[name]]
    read[name] = of && typeof value === 'string' ? coerceText(of, value) : value
  }
  return read
}

function readInput(operation: Operation, schema: TSchema, request: FastifyRequest): unknown {
  const query = request.query as Query
  if (!isEntity(operation.output) && 'page' in operation.output) {
    return { ...listInputFromQuery(query), ...(request.params as object) }
  }
  if (operation.lists) {
    return { ...listInputFromQuery(query), format: query.format, ...(request.params as object) }
  }
  const params = coerced(schema, request.params as Record<string, unknown>)
  if (request.method === 'GET' || request.method === 'DELETE') {
    const { include: _, ...rest } = query
    return { ...coerced(schema, rest), ...params }
  }
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body))
    throw new Problem(malformedBody, { detail: 'The body must be a JSON object.' })
  for (const name of Object.keys(params)) {
    if (name in body)
      throw new Problem(validationFailed, {
        errors: [{ pointer: `/${name}`, message: 'stands in the address already. Leave it out.' }],
      })
  }
  return { ...body, ...params }
}

/** A made file is not kept for repeats: making it again changes nothing. */
function idempotencyOf({ output }: Operation, request: FastifyRequest): Call['idempotency'] {
  const key = request.headers['idempotency-key']
  if (request.method !== 'POST' || typeof key !== 'string' || isFile(output)) return undefined
  if (key.length < 1 || key.length > 255) {
    throw new Problem(validationFailed, { detail: 'Idempotency-Key must have 1 to 255 characters.' })
  }
  const bodyHash = createHash('sha256')
    // With the query: another `include` is another answer.
    .update(JSON.stringify([request.body ?? null, request.url.split('?')[1] ?? '']))
    .digest('hex')
  return { key, route: `${request.method} ${request.url.split('?')[0]}`, bodyHash }
}

function sendFile(reply: FastifyReply, { name, mediaType, content }: MadeFile): FastifyReply {
  const plain = name.replace(/[^\w. -]/g, '_')
  return reply
    .header('content-type', mediaType)
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .send(content)
}

/** Prints what an operation answered. */
export function reply200(
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  result: unknown,
): FastifyReply {
  const status = operation.status ?? 200
  if (status === 204) return reply.status(204).send()
  if (isFile(operation.output)) return sendFile(reply.status(status), result as MadeFile)
  if (isEntity(operation.output) && result !== null) {
    const { id, version } = result as { id?: string; version?: number }
    const etag = `"${version}"`
    if (version !== undefined) reply.header('etag', etag)
    if (status === 201) reply.header('location', `/api/v1/${operation.output.collection}/${id}`)
    const cached =
      request.method === 'GET' &&
      !request.url.includes('?') &&
      alreadyHas(request.headers['if-none-match'], etag)
    if (cached) return reply.status(304).send()
  }
  return reply
    .status(status)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(result))
}

/** Registers the REST route of one operation: reads the request, runs the pipeline, prints the answer. */
export function registerOperation(
  app: FastifyInstance,
  kernel: Kernel,
  authenticate: Authenticate,
  operation: Operation,
): void {
  const [method, path] = (operation.rest ?? '').split(' ') as [HTTPMethods, string]
  const entity = answeredEntity(operation)
  const schema = typeof operation.input === 'function' ? operation.input(kernel.registry) : operation.input

  function selectionOf(actor: Actor, request: FastifyRequest): Selection | undefined {
    const include = (request.query as Query).include
    if (!entity || (include === undefined && !operation.selects)) return undefined
    return selectWithInclude(
      actor,
      kernel.registry.of(entity),
      include === undefined ? undefined : [include].flat().join(','),
    )
  }

  app.route({
    method,
    url: `/api/v1${path}`,
    config: { needs: operation.needs, operation: operation.name },
    async handler(request, reply) {
      const { actor, client } = await authenticate.callerOf(request, reply, operation.needs)
      const result = await runOperation(kernel, operation, readInput(operation, schema, request), {
        actor,
        client,
        ...httpCall(request),
        selection: mayCall(operation, actor) ? selectionOf(actor, request) : undefined,
        expectedVersion: expectedVersion(request.headers['if-match']),
        idempotency: idempotencyOf(operation, request),
      })
      return reply200(operation, request, reply, result)
    },
  })
}
