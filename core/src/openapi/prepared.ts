import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { alreadyHas } from '../http/entity-tags.ts'

type Encoding = 'br' | 'gzip' | 'identity'

/** A body made once and kept, together with its compressed forms. */
export interface Prepared {
  type: string
  etag: string
  encoded(encoding: Encoding): Promise<Buffer>
}

const compress: Record<Encoding, (raw: Buffer) => Promise<Buffer>> = {
  br: (raw) =>
    promisify(brotliCompress)(raw, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
    }),
  gzip: (raw) => promisify(gzip)(raw, { level: 6 }),
  identity: async (raw) => raw,
}

export function prepare(type: string, body: string | Buffer): Prepared {
  const raw = Buffer.from(body)
  const kept = new Map<Encoding, Promise<Buffer>>()
  return {
    type,
    etag: `"${createHash('sha256').update(raw).digest('base64url').slice(0, 22)}"`,
    encoded(encoding) {
      const known = kept.get(encoding) ?? compress[encoding](raw)
      kept.set(encoding, known)
      return known
    },
  }
}

/** `br, gzip;q=0.5` → the best form we have. A quality of 0 refuses one. */
export function acceptedEncoding(header = ''): Encoding {
  const refused = new Set([...header.matchAll(/(\w+)\s*;\s*q=0(?:\.0*)?(?![\d.])/g)].map((match) => match[1]))
  return (
    (['br', 'gzip'] as const).find(
      (name) => new RegExp(`\\b${name}\\b`).test(header) && !refused.has(name),
    ) ?? 'identity'
  )
}

/** Sends a prepared body in the form the client takes, or 304 where it has it already. */
export async function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  prepared: Prepared,
): Promise<FastifyReply> {
  const encoding = acceptedEncoding(request.headers['accept-encoding'] as string | undefined)
  reply.headers({ vary: 'accept-encoding', etag: prepared.etag, 'cache-control': 'no-cache' })
  if (alreadyHas(request.headers['if-none-match'], prepared.etag)) return reply.status(304).send()
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.type(prepared.type).send(await prepared.encoded(encoding))
}
