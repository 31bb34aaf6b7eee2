import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { anonymous } from '../access/actor.ts'
import type { Kernel } from '../app/kernel.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { RecordOf } from '../entity/entity.ts'
import {
  forbidden,
  invalidQuery,
  tooLarge,
  unauthenticated,
  unsupportedMediaType,
} from '../errors/catalog.ts'
import { defineError, Problem } from '../errors/problem.ts'
import { httpCall } from '../http/http-call.ts'
import type { RouteDescription } from '../openapi/route.ts'
import { ref } from '../openapi/schema.ts'
import type { Context } from '../operation/context.ts'
import type { IdempotencyClaim } from '../operation/idempotency.ts'
import { type CallOptions, makeContext, noEffects } from '../operation/make-context.ts'
import type { Operation } from '../operation/operation.ts'
import { runOperation } from '../operation/runner.ts'
import { File } from './file.ts'
import type { FileOwner, FileService, StoredFile } from './files.ts'
import { imageUnreadable } from './images.ts'
import { assertMayAttach } from './operations.ts'

export const fileRequired = defineError(
  'FILE_REQUIRED',
  400,
  'Send the file as multipart/form-data, in a part called "file".',
)

const api: RouteDescription = {
  summary: 'Upload a file',
  description:
    'Its type is found in its content; images are written anew, without EXIF. With `ownerEntity` and `ownerId` it belongs to that record, ' +
    'which takes the permission to change it; else it takes `files.write` and is deleted after a day if no record shows it.',
  needs: 'signed-in',
  query: {
    ownerEntity: { type: 'string', description: 'Entity of the record it belongs to, for example `Stone`' },
    ownerId: { type: 'string', format: 'uuid', description: 'Id of that record' },
  },
  body: {
    'multipart/form-data': {
      type: 'object',
      properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
      required: ['file'],
    },
  },
  answers: {
    201: {
      description: 'Stored',
      content: { 'application/json': ref('schemas', 'File') },
      headers: { ETag: ref('headers', 'ETag'), Location: ref('headers', 'Location') },
    },
  },
  errors: [fileRequired, forbidden, invalidQuery, tooLarge, imageUnreadable],
}

interface OwnerQuery {
  ownerEntity?: string
  ownerId?: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function ownerOf({ ownerEntity, ownerId }: OwnerQuery): FileOwner | undefined {
  if (ownerEntity === undefined && ownerId === undefined) return undefined
  if (typeof ownerEntity === 'string' && typeof ownerId === 'string' && uuid.test(ownerId))
    return { entity: ownerEntity, id: ownerId }
  throw new Problem(invalidQuery, {
    errors: [
      {
        pointer: '/query/ownerId',
        message: 'ownerEntity and ownerId (an id) belong together. Send both, or neither.',
      },
    ],
  })
}

/** Asked before a byte is read, and again in the transaction, for the record may be gone by then. */
async function assertMayUpload(ctx: Context, owner: FileOwner | undefined): Promise<void> {
  if (owner) return assertMayAttach(ctx, owner)
  if (ctx.actor.permissions.allows('files.write')) return
  throw new Problem(forbidden, { detail: 'This takes the permission "files.write". Ask the owner for it.' })
}

/** The end of an upload as an operation, so that it is audited and idempotent like every other write. */
function uploadOperation(service: FileService, stored: StoredFile, owner: FileOwner | undefined): Operation {
  return {
    kind: 'operation',
    name: 'files.upload',
    needs: 'signed-in',
    summary: api.summary,
    input: Type.Object({}),
    output: File,
    rest: 'POST /files',
    async run(ctx: Context) {
      await assertMayUpload(ctx, owner)
      return service.record(ctx, stored, owner)
    },
  }
}

/** A body that is not what multipart should be, or broke off, is the sender's; a full disk (a system error) is ours. */
function asSent(error: unknown): unknown {
  if (error instanceof Problem || (error instanceof Error && 'syscall' in error)) return error
  return new Problem(fileRequired, { detail: `The upload is incomplete or broken. ${fileRequired.message}` })
}

async function storeUpload(request: FastifyRequest, service: FileService): Promise<StoredFile> {
  if (!request.isMultipart()) throw new Problem(unsupportedMediaType, { detail: fileRequired.message })
  try {
    // The limit is ours: the parser's would end the file early and silently.
    const limits = { fileSize: Number.POSITIVE_INFINITY, files: 1, fields: 10, fieldSize: 1000 }
    const part = await request.file({ limits })
    if (part?.fieldname !== 'file') throw new Problem(fileRequired)
    return await service.store(part.file, part.filename)
  } catch (error) {
    throw asSent(error)
  }
}

function claimOf(request: FastifyRequest, { sha256, name }: StoredFile): IdempotencyClaim | undefined {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 1 || key.length > 255) return undefined
  return { key, route: `POST ${request.url}`, bodyHash: `${sha256} ${name}` }
}

/** `POST /api/v1/files`: streams one file into the storage, then makes its record. */
export async function registerUpload(
  scope: FastifyInstance,
  kernel: Kernel,
  authenticate: Authenticate,
  service: FileService,
): Promise<void> {
  // In a scope of its own, so that other routes may read multipart bodies in their own way.
  await scope.register(multipart)
  scope.post<{ Querystring: OwnerQuery }>(
    '/api/v1/files',
    { config: { needs: 'signed-in', api } },
    async (request, reply) => {
      const actor = (await authenticate(request))?.actor ?? anonymous
      if (actor === anonymous) throw new Problem(unauthenticated)
      const call: CallOptions = { actor, ...httpCall(request) }
      const owner = ownerOf(request.query)
      await assertMayUpload(makeContext(kernel, call, undefined, noEffects()), owner)
      // What is left of a refused upload is not read to its end, so this connection cannot take another request.
      reply.header('connection', 'close')
      const stored = await storeUpload(request, service)
      reply.removeHeader('connection')

      const operation = uploadOperation(service, stored, owner)
      const made = await runOperation(
        kernel,
        operation,
        {},
        { ...call, idempotency: claimOf(request, stored) },
      ).catch(async (error) => {
        await service.drop(stored)
        throw error
      })
      const record = made as RecordOf<typeof File>
      // A repeated request got the record of the first one; these bytes are of no use.
      if (!(await service.isTaken(stored))) await service.drop(stored)
      return reply
        .status(201)
        .header('etag', `"${record.version}"`)
        .header('location', `/api/v1/files/${record.id}`)
        .send(record)
    },
  )
}
