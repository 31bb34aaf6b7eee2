import type { FastifyBaseLogger, FastifyRequest } from 'fastify'

/** What every call over HTTP knows from its request, whatever protocol it speaks. */
interface HttpCall {
  requestId: string
  /** The language to answer in. */
  locale: string
  log: FastifyBaseLogger
}

/** The languages keep what they chose for a header, so this costs one look into a map. */
export function httpCall({ id, log, headers, server }: FastifyRequest): HttpCall {
  return { requestId: id, locale: server.languages.of(headers['accept-language']), log }
}
