import { csrfMismatch, tooManyRequests, unauthenticated, wrongCredentials } from '../errors/catalog.ts'
import type { RouteDescription } from './route.ts'
import type { Json } from './schema.ts'

const user: Json = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { type: 'string' },
    email: { type: ['string', 'null'], format: 'email' },
  },
  required: ['id', 'name', 'email'],
}

const health: Json = {
  type: 'object',
  properties: {
    status: { type: 'string' },
    checks: { type: 'object', additionalProperties: { type: 'string' } },
  },
  required: ['status'],
}

/** Routes of the core that are no operations and do not describe themselves where they are registered. */
export const knownRoutes: Record<string, RouteDescription> = {
  'POST /api/v1/auth/login': {
    summary: 'Sign in with e-mail address and password',
    description:
      'Answers with a session cookie. Unsafe requests by cookie also take the `X-CSRF-Token` of `GET /api/v1/auth/session`.',
    body: {
      'application/json': {
        type: 'object',
        properties: {
          email: { type: 'string', maxLength: 320 },
          password: { type: 'string', format: 'password', maxLength: 1000 },
        },
        required: ['email', 'password'],
        additionalProperties: false,
      },
    },
    example: { email: 'amara.okafor@example.com', password: 'a long pass phrase' },
    answers: {
      200: {
        description: 'Signed in',
        content: { 'application/json': { type: 'object', properties: { user }, required: ['user'] } },
      },
    },
    errors: [wrongCredentials, tooManyRequests],
  },
  'GET /api/v1/auth/session': {
    summary: 'Who is signed in, and the token that unsafe requests by cookie take',
    answers: {
      200: {
        description: 'Signed in',
        content: {
          'application/json': {
            type: 'object',
            properties: {
              user,
              csrfToken: { type: ['string', 'null'], description: 'Null when signed in by API key.' },
            },
            required: ['user', 'csrfToken'],
          },
        },
      },
    },
    errors: [unauthenticated],
  },
  'POST /api/v1/auth/logout': {
    summary: 'End the session',
    answers: { 204: { description: 'Signed out' } },
    errors: [csrfMismatch],
  },
  'GET /health/live': {
    summary: 'Whether the process answers',
    answers: { 200: { description: 'It does', content: { 'application/json': health } } },
  },
  'GET /health/ready': {
    summary: 'Whether requests may be sent here',
    answers: {
      200: { description: 'They may', content: { 'application/json': health } },
      503: { description: 'Not now', content: { 'application/json': health } },
    },
  },
}
