import { defineError } from './problem.ts'

/** The errors of the core. Plugins add their own tables; codes never change. */
export const validationFailed = defineError(
  'VALIDATION_FAILED',
  400,
  'Some values are not valid. See "errors" for each of them.',
)
export const invalidQuery = defineError(
  'INVALID_QUERY',
  400,
  'The query of this list is not valid. See "errors".',
)
export const invalidCursor = defineError(
  'INVALID_CURSOR',
  400,
  'This cursor does not belong to this list. Start again without a cursor.',
)
export const malformedBody = defineError(
  'MALFORMED_BODY',
  400,
  'The body is not valid JSON. Send JSON with Content-Type: application/json.',
)
export const unauthenticated = defineError(
  'UNAUTHENTICATED',
  401,
  'Sign in, or send an API key as "Authorization: Bearer <key>".',
)
export const wrongCredentials = defineError(
  'WRONG_CREDENTIALS',
  401,
  'E-mail address or password is wrong. Try again.',
)
export const forbidden = defineError(
  'FORBIDDEN',
  403,
  'You may not do this. Ask the owner for the permission.',
)
export const stepUpRequired = defineError(
  'STEP_UP_REQUIRED',
  403,
  'This needs to be sure that it is still you. Confirm it at POST /api/v1/auth/step-up, then repeat the request.',
)
export const csrfMismatch = defineError(
  'CSRF_TOKEN_MISMATCH',
  403,
  'Send the csrfToken of GET /api/v1/auth/session as the X-CSRF-Token header.',
)
export const notFound = defineError('NOT_FOUND', 404, 'There is no such record, or you may not see it.')
export const routeNotFound = defineError(
  'ROUTE_NOT_FOUND',
  404,
  'There is nothing at this address. See /docs for what there is.',
)
export const methodNotAllowed = defineError(
  'METHOD_NOT_ALLOWED',
  405,
  'This address does not take that method. See /docs.',
)
export const conflict = defineError('CONFLICT', 409, 'This conflicts with another record.')
export const valueTaken = defineError(
  'VALUE_TAKEN',
  409,
  'Another record already has this value. Choose another.',
)
export const stillReferenced = defineError(
  'STILL_REFERENCED',
  409,
  'Other records still refer to this one. Remove or change them first.',
)
export const stateForbids = defineError(
  'STATE_FORBIDS',
  409,
  'The record is not in a state that allows this. Read it again.',
)
export const requestInProgress = defineError(
  'REQUEST_IN_PROGRESS',
  409,
  'A request with this Idempotency-Key is still running. Wait for its answer.',
)
export const stale = defineError(
  'STALE_VERSION',
  412,
  'Somebody changed this record since you read it. Read it again and repeat your change.',
)
export const tooLarge = defineError('PAYLOAD_TOO_LARGE', 413, 'The body is too large.')
export const unsupportedMediaType = defineError(
  'UNSUPPORTED_MEDIA_TYPE',
  415,
  'Send JSON with Content-Type: application/json.',
)
export const referenceMissing = defineError(
  'REFERENCE_MISSING',
  422,
  'A record this one refers to does not exist.',
)
export const ruleViolated = defineError('RULE_VIOLATED', 422, 'This would break a rule of the data.')
export const idempotencyMismatch = defineError(
  'IDEMPOTENCY_KEY_REUSED',
  422,
  'This Idempotency-Key was used for another request. Use a new key.',
)
export const preconditionRequired = defineError(
  'PRECONDITION_REQUIRED',
  428,
  "Send the record's ETag as If-Match, so that no other change is lost.",
)
export const tooManyRequests = defineError(
  'TOO_MANY_REQUESTS',
  429,
  'Too many requests. Wait, then try again.',
)
export const internal = defineError(
  'INTERNAL',
  500,
  'Something went wrong on our side. Nothing was changed. Tell support the requestId.',
)
export const overloaded = defineError('OVERLOADED', 503, 'The server is busy. Try again shortly.')
