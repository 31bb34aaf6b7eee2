import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import {
  internal,
  malformedBody,
  overloaded,
  tooLarge,
  unsupportedMediaType,
  validationFailed,
} from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'

const fastifyErrors: Record<string, typeof internal> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: unsupportedMediaType,
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_ERR_CTP_EMPTY_JSON_BODY: malformedBody,
  FST_ERR_CTP_INVALID_JSON_BODY: malformedBody,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: malformedBody,
  FST_REQ_FILE_TOO_LARGE: tooLarge,
}

const away = 'The database does not answer right now. Try again shortly.'

/** Errors that mean "the database cannot be reached right now", not "there is a bug". */
function isOutage(error: unknown): boolean {
  const text = error instanceof Error ? `${(error as { code?: string }).code} ${error.message}` : ''
  return /ECONNREFUSED|ENOENT.*PGSQL|57P0[123]|53300|timeout exceeded when trying to connect|Connection terminated/.test(
    text,
  )
}

/** Any error → a Problem that is safe to show. What was unexpected keeps its details in the log alone. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const known = fastifyErrors[(error as FastifyError).code]
  if (known) return new Problem(known)
  if (isOutage(error)) return new Problem(overloaded, { detail: away, retryAfterSeconds: 2 })
  const status = (error as FastifyError).statusCode
  // Fastify's own refusals of malformed requests (bad percent-encoding, broken headers) are the client's.
  if (status && status >= 400 && status < 500) return new Problem({ ...validationFailed, status })
  return new Problem(internal)
}

/** What is wrong, as who asked reads it. */
export function inTheirLanguage({ server, headers }: FastifyRequest, problem: Problem): Problem {
  return server.languages.say(problem, server.languages.of(headers['accept-language']))
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const problem = inTheirLanguage(request, toProblem(error))
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
  if (problem.retryAfterSeconds) reply.header('retry-after', problem.retryAfterSeconds)
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply
    .status(problem.status)
    .headers({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      vary: 'accept-language',
    })
    .send(JSON.stringify({ ...problem.toJSON(), requestId: request.id, instance: request.url.split('?')[0] }))
}
