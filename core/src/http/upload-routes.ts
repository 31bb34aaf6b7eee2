import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import type { TSchema } from 'typebox'
import type { Kernel } from '../app/kernel.ts'
import type { Authenticate, Caller } from '../auth/authenticate.ts'
import { validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { IdempotencyClaim } from '../operation/idempotency.ts'
import type { Operation } from '../operation/operation.ts'
import { authorize, runOperation } from '../operation/runner.ts'
import { coerceText } from '../validation/coerce.ts'
import { httpCall } from './http-call.ts'
import { reply200 } from './operation-routes.ts'
import { type ReceivedUpload, receiveUpload, type Upload, type UploadPlace } from './upload.ts'

/** Parts of a form are text; those that the schema says are structured are JSON. */
function readField(schema: TSchema | undefined, name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !schema) return value
  if ((schema as { type?: string }).type !== 'object') return coerceText(schema, value)
  try {
    return JSON.parse(value)
  } catch {
    throw new Problem(validationFailed, { errors: [{ pointer: `/${name}`, message: 'must be JSON' }] })
  }
}

function inputOf(
  schema: TSchema,
  request: FastifyRequest,
  { fields, upload }: ReceivedUpload,
): Record<string, unknown> {
  const properties = (schema as { properties?: Record<string, TSchema> }).properties ?? {}
  const sent = { ...(request.query as object), ...fields, ...(request.params as object) }
  const entries = Object.entries(sent).map(([name, value]) => [
    name,
    readField(properties[name], name, value),
  ])
  return { ...Object.fromEntries(entries), file: upload }
}

/** The same key with the same file and the same fields is a repeat. */
function claimOf(
  request: FastifyRequest,
  { sha256, name }: Upload,
  fields: Record<string, unknown>,
): IdempotencyClaim | undefined {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 1 || key.length > 255) return undefined
  return {
    key,
    route: `${request.method} ${request.url}`,
    bodyHash: `${sha256} ${name} ${JSON.stringify(fields)}`,
  }
}

function registerOne(
  scope: FastifyInstance,
  kernel: Kernel,
  authenticate: Authenticate,
  operation: Operation,
): void {
  const [method, path] = (operation.rest ?? '').split(' ') as [HTTPMethods, string]
  const schema = typeof operation.input === 'function' ? operation.input(kernel.registry) : operation.input
  const place = kernel.services.get(operation.upload?.name ?? '') as UploadPlace

  scope.route({
    method,
    url: `/api/v1${path}`,
    config: { needs: operation.needs, operation: operation.name },
    async handler(request, reply) {
      // What is left of a refused upload is not read to its end, so this connection cannot take another request.
      reply.header('connection', 'close')
      const caller = await authenticate.callerOf(request, reply, operation.needs)
      // Before a byte is read: who may not do it shall not fill the disk either.
      authorize(operation, caller, kernel.environment.now())
      const received = await receiveUpload(request, place)
      reply.removeHeader('connection')
      return reply200(operation, request, reply, await carryOut(request, received, caller))
    },
  })

  async function carryOut(
    request: FastifyRequest,
    received: ReceivedUpload,
    caller: Caller,
  ): Promise<unknown> {
    let succeeded = false
    try {
      const idempotency = claimOf(request, received.upload, received.fields)
      const call = { ...caller, ...httpCall(request), idempotency }
      const result = await runOperation(kernel, operation, inputOf(schema, request, received), call)
      succeeded = true
      return result
    } finally {
      await received.settle(succeeded)
    }
  }
}

/** Registers the REST routes of operations that take files. In a scope of its own, where multipart bodies are read. */
export async function registerUploads(
  app: FastifyInstance,
  kernel: Kernel,
  authenticate: Authenticate,
  operations: Operation[],
): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(multipart)
    for (const operation of operations)
      if (operation.upload) registerOne(scope, kernel, authenticate, operation)
  })
}
