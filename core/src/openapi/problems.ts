import * as catalog from '../errors/catalog.ts'
import { type ErrorDefinition, Problem } from '../errors/problem.ts'
import { type Json, ref } from './schema.ts'

/** All errors of the core, whatever throws them. */
export const coreErrors: ErrorDefinition[] = Object.values(catalog)

export const problemSchema: Json = {
  type: 'object',
  title: 'Problem',
  description:
    'An error as RFC 9457 has it. `code` is stable and made for programs, `detail` is made for people.',
  properties: {
    type: { type: 'string', format: 'uri-reference', examples: ['urn:bezel:error:VALIDATION_FAILED'] },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: {
      type: 'string',
      description: 'See /docs/errors for all of them.',
      examples: ['VALIDATION_FAILED'],
    },
    detail: { type: 'string', description: 'What happened, and what to do.' },
    instance: { type: 'string', format: 'uri-reference' },
    requestId: { type: 'string', description: 'Tell it to support; it stands in the logs.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: {
            type: 'string',
            description: 'JSON pointer into the body, or `/query/<name>` for the address.',
            examples: ['/carat'],
          },
          message: { type: 'string', examples: ['is required'] },
        },
        required: ['pointer', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
}

export function problemExample(definition: ErrorDefinition): Json {
  const value = { ...new Problem(definition).toJSON(), requestId: '1f9b2a6e-7c1d-4e0b-9a35-2f6d8c4b7e10' }
  return { summary: definition.message, value }
}

/** Name of the shared answer for a set of codes of one status: `409.CONFLICT.VALUE_TAKEN`. */
function responseName(status: number, codes: string[]): string {
  return [status, ...codes].join('.')
}

function response(definitions: ErrorDefinition[]): Json {
  const lines = definitions.map(({ code, message }) => `- \`${code}\`: ${message}`)
  return {
    description: lines.join('\n'),
    content: {
      'application/problem+json': {
        schema: ref('schemas', 'Problem'),
        examples: Object.fromEntries(definitions.map(({ code }) => [code, ref('examples', code)])),
      },
    },
  }
}

/** Answers of failed requests, written once per set of codes and referred to from every operation that gives them. */
export interface ProblemResponses {
  /** Status → reference, for the `responses` of an operation. */
  refer(definitions: ErrorDefinition[]): Record<string, Json>
  /** What was referred to, for `components`. */
  responses: Record<string, Json>
  examples: Record<string, Json>
}

export function problemResponses(): ProblemResponses {
  const responses: Record<string, Json> = {}
  const examples: Record<string, Json> = {}
  return {
    responses,
    examples,
    refer(definitions) {
      const unique = [...new Map(definitions.map((one) => [one.code, one])).values()].sort((a, b) =>
        a.code.localeCompare(b.code),
      )
      const statuses = [...new Set(unique.map(({ status }) => status))].sort()
      const entries = statuses.map((status): [string, Json] => {
        const of = unique.filter((one) => one.status === status)
        const name = responseName(
          status,
          of.map(({ code }) => code),
        )
        responses[name] ??= response(of)
        for (const definition of of) examples[definition.code] ??= problemExample(definition)
        return [String(status), ref('responses', name)]
      })
      return Object.fromEntries(entries)
    },
  }
}
