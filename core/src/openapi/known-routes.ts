import { csrfMismatch, unauthenticated } from '../errors/catalog.ts'
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
              limited: {
                enum: ['portal', 'second-factor', null],
                description:
                  'Who reaches only their own account: customers, and staff whose role takes a second factor not yet set up.',
              },
            },
            required: ['user', 'csrfToken', 'limited'],
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
