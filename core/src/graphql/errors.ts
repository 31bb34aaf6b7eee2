import type { FastifyRequest } from 'fastify'
import { type ExecutionResult, GraphQLError } from 'graphql'
import { Problem } from '../errors/problem.ts'
import { toProblem } from '../http/errors.ts'

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
  const problem = toProblem(cause)
  if (problem.status >= 500) request?.log.error({ err: cause }, 'GraphQL request failed')
  const { code, status, errors } = problem
  return {
    message: problem.message,
    ...place,
    extensions: { code, status, ...(errors.length > 0 && { errors }), requestId: request?.id },
  }
}

/** Mercurius wraps what failed before execution; the errors we want are inside. */
function flatten(error: Error & { originalError?: unknown; errors?: unknown }): Error[] {
  const wrapper = (error.originalError ?? error) as { errors?: Error[] }
  if (wrapper instanceof Problem || !Array.isArray(wrapper.errors)) return [error]
  return wrapper.errors.flatMap(flatten)
}

/** The same codes as REST, in `extensions.code`; what was unexpected is masked. */
export function formatErrors(execution: ExecutionResult, request: FastifyRequest | undefined) {
  const errors = (execution.errors ?? [])
    .flatMap((error) => flatten(error))
    .map((error) => format(error, request))
  const executed = execution.data !== undefined && execution.data !== null
  const signInNeeded = errors.length > 0 && errors.every(({ extensions }) => extensions.status === 401)
  const document = errors.some(({ extensions }) => extensions.status === undefined)
  const statusCode = signInNeeded ? 401 : !executed && document ? 400 : 200
  return {
    statusCode,
    response: { data: execution.data ?? null, errors: errors as unknown as GraphQLError[] },
  }
}
