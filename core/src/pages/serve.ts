import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { pageSender } from './page.ts'

/** For addresses that carry the hash of what they name. */
export const year = 'public, max-age=31536000, immutable'

/** What a page loads; a worker among it is held to the policy that it comes with. */
export const filePolicy =
  "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'"

export interface Pages {
  /** Where they are: `/admin`. */
  at: string
  /** Folder with what was built. */
  folder: string
  /** The page that every address below answers with, unless it names a file. */
  page: string
  /** Files whose names carry their hash. */
  hashed: RegExp
  /** Files that are asked for anew each time. */
  fresh?: RegExp
}

/** Serves pages that the browser draws: one document for all their addresses, and the files it loads. */
export async function servePages(
  app: FastifyInstance,
  { at, folder, page, hashed, fresh }: Pages,
): Promise<void> {
  const send = pageSender(page)
  const options = { config: { needs: 'public' }, logLevel: 'warn' } as const
  // In a scope of its own: whoever serves files decorates the reply.
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: folder,
      serve: false,
      preCompressed: true,
      cacheControl: false,
      index: false,
    })
    scope.get(at, options, (_, reply) => send(reply))
    scope.get<{ Params: { '*': string } }>(`${at}/*`, options, (request, reply) => {
      const path = request.params['*']
      const isHashed = hashed.test(path)
      if (!isHashed && !fresh?.test(path)) return send(reply)
      reply.headers({ 'cache-control': isHashed ? year : 'no-cache', 'content-security-policy': filePolicy })
      return reply.sendFile(path)
    })
  })
}
