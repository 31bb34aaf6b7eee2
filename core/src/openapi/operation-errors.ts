import type { Needs } from '../access/needs.ts'
import {
  conflict,
  csrfMismatch,
  forbidden,
  idempotencyMismatch,
  internal,
  invalidCursor,
  invalidQuery,
  malformedBody,
  notFound,
  overloaded,
  preconditionRequired,
  referenceMissing,
  ruleViolated,
  stale,
  stepUpRequired,
  stillReferenced,
  tooLarge,
  tooManyRequests,
  unauthenticated,
  unsupportedMediaType,
  validationFailed,
  valueTaken,
} from '../errors/catalog.ts'
import type { ErrorDefinition } from '../errors/problem.ts'
import { isEntity, type Operation } from '../operation/operation.ts'
import { refusedWith } from '../operation/states.ts'

export interface RequestFacts {
  method: string
  needs: Needs
  hasBody: boolean
  hasQuery: boolean
}

/** What any request can be answered with, by what it needs and carries. */
export function requestErrors({ method, needs, hasBody, hasQuery }: RequestFacts): ErrorDefinition[] {
  const unsafe = method !== 'GET'
  return [
    internal,
    overloaded,
    tooManyRequests,
    ...(needs === 'public' ? [] : [unauthenticated]),
    ...(needs === 'public' ? [] : [forbidden]),
    ...(needs !== 'public' && unsafe ? [csrfMismatch] : []),
    ...(hasBody ? [malformedBody, tooLarge, unsupportedMediaType] : []),
    ...(hasBody || hasQuery ? [validationFailed] : []),
    ...(method === 'POST' ? [idempotencyMismatch] : []),
  ]
}

/** What the pipeline and the database can refuse, and what the operation declares itself. */
export function operationErrors(
  operation: Operation,
  facts: RequestFacts & { takesId: boolean; versioned: boolean; strict: boolean },
): ErrorDefinition[] {
  const { output } = operation
  const isPage = !isEntity(output) && 'page' in output
  const writes = facts.method !== 'GET' && isEntity(output)
  return [
    ...requestErrors(facts),
    ...(operation.stepUp ? [stepUpRequired] : []),
    ...(isPage ? [invalidQuery, invalidCursor] : []),
    ...(isEntity(output) && !isPage ? [invalidQuery] : []),
    ...(facts.takesId ? [notFound] : []),
    ...(writes ? [valueTaken, conflict, referenceMissing, ruleViolated] : []),
    ...(facts.method === 'DELETE' ? [stillReferenced] : []),
    ...(facts.versioned ? [stale] : []),
    ...(facts.strict ? [preconditionRequired] : []),
    ...(operation.when ? [refusedWith(operation.when)] : []),
    ...(operation.errors ?? []),
  ]
}
