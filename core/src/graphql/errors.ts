import type { FastifyRequest } from 'fastify'
import { type ExecutionResult, GraphQLError } from 'graphql'
import { Problem } from '../errors/problem.ts'
import { inTheirLanguage, toProblem } from '../http/errors.ts'

interface Formatted {
  message: string
  locations?: GraphQLError['locations']
  path?: GraphQLError['path']
  extensions: Record<string, unknown>
}

/** Errors of the document itself (syntax, unknown fields, limits) are the caller's and may be shown as they are. */
function isDocumentError(error: Error): boolean {
  return error instanceof GraphQLError && !error.originalError
}

function format(error: Error, request: FastifyRequest | undefined): Formatted {
  const at = error instanceof GraphQLError ? error : undefined
  const place = { ...(at?.locations && { locations: at.locations }), ...(at?.path && { path: at.path }) }
  if (isDocumentError(error)) {
    const code = (at?.extensions.code as string | undefined) ?? 'GRAPHQL_VALIDATION_FAILED'
    return { message: error.message, ...place, extensions: { code, requestId: request?.id } }
  }
  const cause = at?.originalError ?? error
  const persisted = /^MER_ERR_GQL_(PERSISTED_QUERY_\w+)$/.exec(
    String((cause as { code?: unknown }).code),
  )?.[1]
  if (persisted)
    return { message: cause.message, ...place, extensions: { code: persisted, requestId: request?.id } }
  const plain = toProblem(cause)
  const problem = request ? inTheirLanguage(request, plain) : plain
  if (problem.status >= 500) request?.log.error({ err: cause }, 'GraphQL request failed')
  const { code, status, errors } = problem
  return {
    message: problem.message,
    ...place,
    extensions: { code, status, ...(errors.length > 0 && { errors }), requestId: request?.id },
  }
}

interface Wrapped extends Error {
  originalError?: Wrapped | undefined
  errors?: Error[]
  statusCode?: number
}

/** Mercurius wraps what failed before execution; the errors we want are inside. */
function flatten(error: Wrapped): Error[] {
  const wrapper = error.originalError ?? error
  if (wrapper instanceof Problem || !wrapper.errors?.every((inner) => inner instanceof GraphQLError))
    return [error]
  return wrapper.errors.flatMap((inner) => flatten(inner))
}

const responseType = 'application/graphql-response+json'

/** Whether the caller asks for the media type in which HTTP statuses tell how a request went. */
export function acceptsResponseType(request: FastifyRequest | undefined): boolean {
  return request?.headers.accept?.includes(responseType) ?? false
}

export const graphqlResponseType = `${responseType}; charset=utf-8`

/**
 * The status of a request that never ran, as GraphQL over HTTP has it: a request that is none answers 4xx; one whose
 * document is wrong answers 400 to those who ask for the response type, and 200 to the others.
 */
function statusBeforeRun(
  errors: readonly Wrapped[],
  formatted: Formatted[],
  request: FastifyRequest | undefined,
): number {
  const own = formatted.find(({ extensions }) => extensions.status !== undefined)?.extensions.status
  if (typeof own === 'number') return own
  const refused = errors
    .map((error) => (error.originalError ?? error).statusCode)
    .find((status) => status && status !== 400)
  return refused ?? (acceptsResponseType(request) ? 400 : 200)
}

/** The same codes as REST, in `extensions.code`; what was unexpected is masked. */
export function formatErrors(execution: ExecutionResult, request: FastifyRequest | undefined) {
  const given = (execution.errors ?? []) as readonly Wrapped[]
  const errors = given.flatMap(flatten).map((error) => format(error, request))
  const ran = errors.some(({ path }) => path) || (execution.data !== undefined && execution.data !== null)
  const signInNeeded = errors.length > 0 && errors.every(({ extensions }) => extensions.status === 401)
  const statusCode = signInNeeded ? 401 : ran ? 200 : statusBeforeRun(given, errors, request)
  const response = {
    ...(ran && { data: execution.data ?? null }),
    errors: errors as unknown as GraphQLError[],
  }
  return { statusCode, response: response as { data: unknown; errors: GraphQLError[] } }
}
