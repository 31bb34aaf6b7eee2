import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, system } from '../access/actor.ts'
import type { Kernel } from '../app/kernel.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { RecordOf } from '../entity/entity.ts'
import { notFound } from '../errors/catalog.ts'
import { defineError, Problem } from '../errors/problem.ts'
import { alreadyHas } from '../http/entity-tags.ts'
import { httpCall } from '../http/http-call.ts'
import type { RouteDescription } from '../openapi/route.ts'
import type { Operation } from '../operation/operation.ts'
import { runOperation } from '../operation/runner.ts'
import type { Variant } from './blobs.ts'
import { withEnding } from './ending.ts'
import type { File } from './file.ts'
import type { FileService, OpenFile } from './files.ts'
import { isGoodLink, linkExpired } from './link.ts'
import { createPersonalFiles } from './personal.ts'
import { parseRange } from './range.ts'

export const rangeUnsatisfiable = defineError(
  'RANGE_NOT_SATISFIABLE',
  416,
  'The file has no such range. Ask for one within its size.',
)

interface LinkQuery {
  expires?: string
  signature?: string
  download?: string
}

const bytes = { '*/*': { type: 'string', contentMediaType: 'application/octet-stream' } }

function describe(variant: Variant): RouteDescription {
  return {
    summary:
      variant === 'content'
        ? 'Read the content of a file'
        : 'Read a thumbnail of an image, as WebP of at most 320 × 320 pixels',
    description:
      'For who may read the record the file belongs to, and for everybody with a link of `POST /api/v1/files/{id}/link`. Takes `Range`, `If-Range` and `If-None-Match`.',
    needs: 'signed-in',
    query: {
      download: {
        type: 'string',
        enum: ['true'],
        description: 'Offers images for download, too, instead of showing them',
      },
      expires: { type: 'string', description: 'Of a link' },
      signature: { type: 'string', description: 'Of a link' },
    },
    answers: {
      200: { description: 'The bytes', content: bytes },
      206: { description: 'The part that was asked for', content: bytes },
      304: { description: 'Not modified' },
    },
    errors: [notFound, linkExpired, rangeUnsatisfiable],
  }
}

// What a browser may show in place; everything else is offered for download. We wrote each of these anew.
const shown = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'])

function disposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`
}

interface Sent {
  type: string
  name: string
  etag: string
  attachment: boolean
  /** Reached by a signed link, maybe from a page elsewhere. */
  linked: boolean
  /** Belongs to a record about a person. */
  personal: boolean
}

function sentHeaders({ type, name, etag, attachment, linked, personal }: Sent): Record<string, string> {
  return {
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'content-disposition': disposition(attachment ? 'attachment' : 'inline', name),
    // Even if a browser opened it as a page, nothing in it could run or load.
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': linked ? 'cross-origin' : 'same-origin',
    // Photographs of goods are shown again and again; documents and what is about people stay in no browser.
    'cache-control': attachment || personal ? 'no-store' : 'private, max-age=300',
    'accept-ranges': 'bytes',
    etag,
  }
}

async function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  file: OpenFile,
  sent: Sent,
): Promise<FastifyReply> {
  reply.headers(sentHeaders(sent))
  if (alreadyHas(request.headers['if-none-match'], sent.etag)) return reply.status(304).send()
  const ifRange = request.headers['if-range']
  const range =
    ifRange === undefined || ifRange === sent.etag ? parseRange(request.headers.range, file.size) : undefined
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${file.size}`)
    throw new Problem(rangeUnsatisfiable)
  }
  if (!range) return reply.header('content-length', file.size).send(await file.stream())
  reply
    .status(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
    .header('content-length', range.end - range.start + 1)
  return reply.send(await file.stream(range))
}

/** `GET /api/v1/files/:id/content` and `/thumbnail`. */
export function registerDownloads(
  scope: FastifyInstance,
  kernel: Kernel,
  authenticate: Authenticate,
  service: FileService,
): void {
  const get = kernel.operations.get('files.get') as Operation
  const isPersonal = createPersonalFiles(kernel)

  /** Bezel itself where the address is signed, else whoever is signed in. */
  async function readerOf(request: FastifyRequest, id: string, variant: Variant): Promise<Actor> {
    const { expires, signature } = request.query as LinkQuery
    if (expires === undefined && signature === undefined) return authenticate.actorOf(request)
    const sent = { expires: String(expires), signature: String(signature) }
    if (!isGoodLink(kernel.keyring, kernel.environment.now(), id, variant, sent))
      throw new Problem(linkExpired)
    return system
  }

  function serve(variant: Variant) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const { id } = request.params as { id: string }
      const actor = await readerOf(request, id, variant)
      const record = (await runOperation(kernel, get, { id }, { actor, ...httpCall(request) })) as RecordOf<
        typeof File
      >
      const file = await service.open(id, variant)
      if (!file) throw new Problem(notFound)
      const type = variant === 'thumbnail' ? 'image/webp' : record.mediaType
      const attachment = !shown.has(type) || (request.query as LinkQuery).download === 'true'
      const etag = `"${record.sha256.slice(0, 32)}${variant === 'thumbnail' ? '-t' : ''}"`
      return sendBytes(request, reply, file, {
        type,
        name: withEnding(record.name, type),
        etag,
        attachment,
        linked: actor === system,
        personal: !attachment && (await isPersonal(record)),
      })
    }
  }

  // The route lets anybody knock: either the address is signed, or the operation asks who it is.
  for (const variant of ['content', 'thumbnail'] as const) {
    scope.get(
      `/api/v1/files/:id/${variant}`,
      { config: { needs: 'public', api: describe(variant) } },
      serve(variant),
    )
  }
}
